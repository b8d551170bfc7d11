import { z } from 'zod/mini'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A household, for as long as it exists: a lower-case UUID made where the household was first entered. */
export const HouseholdId = z.string().check(z.regex(uuid)).brand<'HouseholdId'>()
export type HouseholdId = z.infer<typeof HouseholdId>

/** A usual resident within a household: `r` and eight characters of Crockford's base 32 (40 random bits). */
export const ResidentId = z
  .string()
  .check(z.regex(/^r[0-9a-hjkmnp-tv-z]{8}$/))
  .brand<'ResidentId'>()
export type ResidentId = z.infer<typeof ResidentId>

/** A hamlet; hamlets have no national code, so the commune's server gives one. */
export const HamletId = z
  .string()
  .check(z.regex(/^[a-z0-9-]{1,40}$/))
  .brand<'HamletId'>()
export type HamletId = z.infer<typeof HamletId>

/** One enumerator's vault on one phone: a lower-case UUID; enrolling again makes a new one. */
export const DeviceId = z.string().check(z.regex(uuid)).brand<'DeviceId'>()
export type DeviceId = z.infer<typeof DeviceId>

/** An operation: a lower-case UUID, version 7 (RFC 9562). */
export const OpId = z.string().check(z.regex(uuid)).brand<'OpId'>()
export type OpId = z.infer<typeof OpId>

/** A review round of the commune, e.g. `2024`. */
export const RoundId = z
  .string()
  .check(z.regex(/^[a-z0-9-]{1,20}$/))
  .brand<'RoundId'>()
export type RoundId = z.infer<typeof RoundId>
