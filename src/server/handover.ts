import { createHmac } from 'node:crypto'
import encodeQR from 'qr'
import type { LetterResult } from '#protocol/deposit.ts'
import { type AnsweredOperations, type HandoverAnswer, type HandoverHead, readHandover } from '#protocol/handover.ts'
import { fragmentOf, longestFragment } from '#protocol/handoverLink.ts'
import type { ImportReply } from '#protocol/officeSafety.ts'
import { Problem } from '#protocol/problem.ts'
import type { Certificate } from './certificate.ts'
import { audit, write } from './changeLog.ts'
import { type CommuneStore, hashOf, instantOf } from './commune.ts'
import { certifiedDevice, isPlaced } from './devices.ts'
import { standingOf } from './epoch.ts'
import { takeIn } from './intake.ts'
import { certificateProved, readingTokenBeside } from './keyring.ts'
import { keepRescued, rescuedAnswers } from './rescued.ts'

/** How many letters one transaction takes, so that a long file does not keep the phones waiting. */
const lettersAtOnce = 100

/**
 * Takes in a hand-over file by the same road as the network: what came before, and what comes again, changes nothing.
 * The phone is known by its certificate. Throws `not_a_handover`, `newer_handover`, `damaged_handover`, or
 * `foreign_handover` for a phone that this commune never enrolled, or whose hamlet its database lacks.
 */
export async function takeInHandover(store: CommuneStore, file: Uint8Array, actor: string): Promise<ImportReply> {
  const { head, letters, isCut } = headAndLetters(file)
  const sender = certificateProved(store.keyring, head.certificate, head.proof)
  if (!sender || !(await isPlaced(store.db, sender))) throw new Problem('foreign_handover')
  await noteImport(store, sender, { file, actor })
  const results: LetterResult[] = []
  for (let at = 0; at < letters.length; at += lettersAtOnce)
    results.push(...(await takeIn(store, letters.slice(at, at + lettersAtOnce), sender)))
  await keepRescued(store, sender, head)
  const answer = await answerFor(store, { sender, payload: head.certificate }, results)
  const fragment = fragmentOf(answer)
  return {
    device: sender.device,
    enumerator: sender.enumerator,
    hamlet: await hamletName(store, sender),
    savedAt: head.savedAt,
    isCut,
    results,
    rescued: await rescuedAnswers(store.db, sender.device),
    answer,
    ...(fragment.length <= longestFragment && {
      qr: encodeQR(`${store.publicUrl}/tra-loi#${fragment}`, 'svg', { ecc: 'low' }),
    }),
  }
}

function headAndLetters(file: Uint8Array): { head: HandoverHead; letters: Uint8Array[]; isCut: boolean } {
  const read = readHandover(file)
  if (read.outcome === 'read') return read
  throw new Problem(read.outcome === 'damaged_head' ? 'damaged_handover' : read.outcome)
}

async function noteImport(
  store: CommuneStore,
  sender: Certificate,
  { file, actor }: { file: Uint8Array; actor: string },
): Promise<void> {
  await write(store, async (writing) => {
    await certifiedDevice(writing, sender, store)
    await audit(writing, { actor, action: 'imported_handover', subject: sender.device, detail: hashOf(file) })
  })
}

async function hamletName({ db }: CommuneStore, { hamlet }: Certificate): Promise<string> {
  const { name } = await db.selectFrom('hamlets').select('name').where('id', '=', hamlet).executeTakeFirstOrThrow()
  return name
}

/** What the phone may believe: only this commune knows its reading token. */
async function answerFor(
  store: CommuneStore,
  { sender, payload }: { sender: Certificate; payload: string },
  results: LetterResult[],
): Promise<HandoverAnswer> {
  const answered: AnsweredOperations = {
    device: sender.device,
    ...(await standingOf(store)),
    at: instantOf(store),
    results,
  }
  const body = JSON.stringify(answered)
  const signature = createHmac('sha256', readingTokenBeside(store.keyring, payload)).update(body).digest('base64url')
  return { body, signature }
}
