import type { Generated, Kysely } from 'kysely'
import type { Classification } from '#domain/standard/standard.ts'

/** The tables of `migrations/`, as Kysely sees them. JSON columns are text here and are parsed where they are read. */
export type Tables = {
  meta: { key: string; value: string }
  marks: { seq: number; mark: Generated<string> }
  counter: { id: number; head: number; commits: Generated<number> }
  commune: { id: number; name: string; area: 'rural' | 'urban' }
  hamlets: {
    id: string
    name: string
    people: number
    households: number
    to_lift: number
    position: number
    last_number: Generated<number>
  }
  rounds: {
    id: string
    standard: string
    area: 'rural' | 'urban'
    review_date: string
    away_residents: Generated<'counted' | 'not_counted'>
    scorecard: string | null
    state: 'open' | 'closed'
  }
  households: {
    id: string
    hamlet: string
    number: number
    listed: 'poor' | 'near_poor' | 'request' | null
    revision: number
    previous: string | null
    start_class: AcceptedClass | null
  }
  surveys: {
    household: string
    round: string
    state: 'not_started' | 'submitted' | 'returned' | 'accepted'
    accepted_class: AcceptedClass | null
    body: string
  }
  change_log: { seq: number; household: string; at: string; actor: string; op: string | null }
  enumerators: { id: string; name: string; hamlet: string }
  devices: {
    id: string
    enumerator: string
    hamlet: string
    public_key: string
    reading_hash: string | null
    escrow: string | null
    state: 'claimed' | 'confirmed' | 'revoked'
    enrolled_at: string
    last_seen_at: string | null
    waiting: number | null
    build: string | null
    persisted: number | null
    usage: number | null
    failure: string | null
    failure_at: string | null
    cursor: Generated<number>
    reset_due: Generated<number>
    deposit_day: string | null
    deposit_bytes: Generated<number>
  }
  enrolments: {
    code_hash: string
    enumerator: string
    hamlet: string
    expires_at: string
    device: string | null
    confirmed_at: string | null
  }
  ledger: {
    device: string
    op: string
    n: number
    hash: string
    households: string
    body: string
    outcome: 'applied' | 'merged' | 'conflict' | 'held'
    reason: string | null
    receipt: string | null
    received_at: string
    seq: number | null
    after: string | null
    settled: number | null
  }
  history: {
    id: Generated<number>
    seq: number
    household: string
    round: string
    at: string
    op: string | null
    entries: string
  }
  left_hamlet: { household: string; hamlet: string; seq: number }
  deliveries: { household: string; returned_at: string; at: string }
  unopened: { hash: string; bytes: Uint8Array; reason: string; device: string; received_at: string }
  reviewers: { login: string; name: string; password: string }
  sessions: { token_hash: string; reviewer: string; expires_at: string }
  restores: {
    epoch: string
    previous: string
    head: number
    first: number
    how: 'backup' | 'older_file' | 'phone_ahead'
    at: string
  }
  known_newer: { epoch: string; device: string; household: Generated<string>; seq: number; at: string }
  recoveries: {
    device: string
    public_key: string
    escrow: string
    asked_at: string
    code_hash: string | null
    expires_at: string | null
    tries: Generated<number>
    sealed: string | null
  }
  rescued: {
    device: string
    kind: string
    row: string
    hash: string
    household: string | null
    sealed: string
    body: string | null
    saved_at: string
    received_at: string
  }
  audit: { id: Generated<number>; at: string; actor: string; action: string; subject: string; detail: string }
}

/** A class that a reviewer accepted; `undetermined` is only ever derived. */
export type AcceptedClass = Exclude<Classification, 'undetermined'>

/** A database, or a transaction of it. */
export type Db = Kysely<Tables>
