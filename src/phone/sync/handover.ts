/**
 * Where there is no line: the phone's letters as a file, and the commune's signed answer to it. Making the file changes
 * nothing; only the answer settles.
 */
import { fromBase64url, toBase64url } from '#phone/store/base64url.ts'
import { pullStateOf } from '#phone/store/database.ts'
import { type Answered, keptLetters, settleAnswered } from '#phone/store/kept.ts'
import { registry } from '#phone/store/registry.ts'
import { durably } from '#phone/store/storageFailure.ts'
import type { Vault } from '#phone/store/vault.ts'
import { dayText } from '#phone/wording/times.ts'
import { AnsweredOperations, HandoverAnswer } from '#protocol/handover.ts'
import { handoverName, writeHandover } from '#protocol/handoverFile.ts'

export type Handover = { file: File; letters: number }

/** The file of all kept letters that are not in the record, or of all; undefined if there are none. */
export async function handoverOf(
  { db, device }: Vault,
  choice: 'not_in' | 'all',
  now = new Date(),
): Promise<Handover | undefined> {
  const letters = await keptLetters(db, choice)
  const card = await durably(registry, () => registry.vaults.get(device))
  if (letters.length === 0 || card?.deposit === undefined) return undefined
  const known = await durably(db, () => pullStateOf(db))
  const proof = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(card.deposit))
  const head = {
    certificate: card.deposit.split('.')[0]!,
    proof: toBase64url(new Uint8Array(proof)),
    savedAt: now.toISOString(),
    ...(known && { epoch: known.epoch }),
  }
  const bytes = letters.map((letter) => letter.bytes)
  const name = handoverName(card.hamlet, dayText(now))
  return { file: new File([writeHandover(head, bytes)], name), letters: letters.length }
}

export type AnswerOutcome =
  | { outcome: 'settled'; answered: Answered }
  /** Nothing changed. `other_device`: it is for another phone, or for somebody else on this one. */
  | { outcome: 'not_an_answer' | 'not_signed' | 'other_device' | 'other_epoch' }

/** Takes the commune's answer if it is signed for this vault and its current epoch. */
export async function takeAnswer(vault: Vault, answer: HandoverAnswer | undefined): Promise<AnswerOutcome> {
  const body = answer && AnsweredOperations.safeParse(parsed(answer.body))
  if (!answer || !body?.success) return { outcome: 'not_an_answer' }
  if (body.data.device !== vault.device) return { outcome: 'other_device' }
  if (!(await isSigned(answer, vault.reading))) return { outcome: 'not_signed' }
  const answered = await settleAnswered(vault.db, body.data)
  return answered === 'other_epoch' ? { outcome: answered } : { outcome: 'settled', answered }
}

/** The answer in the text of a file; undefined if it is none. */
export function answerInFile(text: string): HandoverAnswer | undefined {
  return HandoverAnswer.safeParse(parsed(text)).data
}

async function isSigned({ body, signature }: HandoverAnswer, reading: string): Promise<boolean> {
  const encode = (text: string) => new TextEncoder().encode(text)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encode(reading), algorithm, false, ['verify'])
  if (!/^[\w-]{43}$/.test(signature)) return false
  return crypto.subtle.verify('HMAC', key, fromBase64url(signature), encode(body))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no JSON: no answer
  }
}
