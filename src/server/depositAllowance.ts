import type { Writing } from './changeLog.ts'
import type { Device } from './devices.ts'

/** Bytes a device has deposited on `day` (UTC, `2024-10-20`), and the most it may. */
export type Allowance = { day: string; used: number; most: number }

/** What of the day's bytes is used up before this batch. */
export async function allowanceOf({ trx, at }: Writing, { id }: Device, most: number): Promise<Allowance> {
  const day = at.slice(0, 10)
  const row = await trx
    .selectFrom('devices')
    .select(['deposit_day', 'deposit_bytes'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { day, used: row.deposit_day === day ? row.deposit_bytes : 0, most }
}

export async function noteDeposited({ trx }: Writing, { id }: Device, { day, used }: Allowance): Promise<void> {
  await trx.updateTable('devices').set({ deposit_day: day, deposit_bytes: used }).where('id', '=', id).execute()
}
