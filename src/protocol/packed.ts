import { canonical, type Fact, type HouseholdChange, type Operation } from '#domain/household/operation.ts'

/** Answers of one household by the revision at which they were seen; those of a resident stand together. */
type PackedFacts = Record<string, Record<string, Fact['value'] | Record<string, Fact['value']>>>

/**
 * An operation as text, without what its letter's header says of it and with each revision and resident named once:
 * `{"at":…,"households":{<id>:{"facts":{<seen>:{<question>:<value>,<resident>:{<question>:<value>}}},…}},…}`.
 * The same operation always gives the same text.
 */
export function packed({ op: _, device: __, households, ...rest }: Operation): string {
  const changes = Object.entries(households).map(([id, change]) => [id, { ...change, facts: packedFacts(change) }])
  return canonical({ ...rest, households: Object.fromEntries(changes) })
}

function packedFacts({ facts }: HouseholdChange): PackedFacts {
  const groups: PackedFacts = {}
  for (const [path, { seen, value }] of Object.entries(facts)) {
    const [first = '', question] = path.split('/')
    groups[seen] ??= {}
    if (question === undefined) groups[seen][first] = value
    else groups[seen][first] = { ...(groups[seen][first] as object), [question]: value }
  }
  return groups
}
