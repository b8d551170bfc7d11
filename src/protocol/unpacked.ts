import { z } from 'zod/mini'
import { Fact, Operation } from '#domain/household/operation.ts'
import { ResidentId } from '#domain/ids.ts'

const { value } = Fact.shape
const PackedFacts = z.record(z.string(), z.record(z.string(), z.union([value, z.record(z.string(), value)])))
const Packed = z.looseObject({ households: z.record(z.string(), z.looseObject({ facts: PackedFacts })) })

/** The reverse of `packed`: the operation in `text`, of the letter that this header belongs to; undefined for anything else. */
export function unpacked(text: string, { op, device }: { op: string; device: string }): Operation | undefined {
  const read = Packed.safeParse(parsed(text))
  if (!read.success) return undefined
  const { households, ...rest } = read.data
  const changes = Object.entries(households).map(([id, change]) => [
    id,
    { ...change, facts: Object.fromEntries(Object.entries(change.facts).flatMap(factsSeenAt)) },
  ])
  const operation = Operation.safeParse({ ...rest, op, device, households: Object.fromEntries(changes) })
  return operation.success ? operation.data : undefined
}

type PackedGroup = z.infer<typeof PackedFacts>[string]

/** A name that no resident can have leads to no path, however often the letter repeats it. */
function factsSeenAt([revision, answers]: [string, PackedGroup]): [string, Fact][] {
  const seen = Number(revision)
  return Object.entries(answers).flatMap(([first, given]): [string, Fact][] => {
    if (given === null || typeof given !== 'object' || Array.isArray(given)) return [[first, { value: given, seen }]]
    const resident = ResidentId.safeParse(first).success ? first : ''
    return Object.entries(given).map(([question, value]) => [`${resident}/${question}`, { value, seen }])
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // cut off, or no JSON: Packed refuses it
  }
}
