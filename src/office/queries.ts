import { useCallback, useEffect, useRef, useState } from 'react'
import type { DeviceId, HamletId, HouseholdId, OpId } from '#domain/ids.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import type { HeldReply } from '#protocol/review.ts'
import { type OfficeLine, Refusal, type RefusalCode } from './http.ts'
import { useOffice } from './office.ts'

const reloadEveryMs = 20_000

/** `data` is the last that came; `refusal` says that the last try failed, and `data` may be older. */
export type Query<Reply> = { data?: Reply; refusal?: RefusalCode; reload: () => Promise<void> }

type Loaded<Reply> = { by?: () => Promise<Reply>; data?: Reply; refusal?: RefusalCode }

/** Loads now, every 20 seconds while the page is seen, and when it is turned to; `load` must keep its identity. */
function useQuery<Reply>(load: () => Promise<Reply>): Query<Reply> {
  const [loaded, setLoaded] = useState<Loaded<Reply>>({})
  const asked = useRef(0)
  const reload = useCallback(async () => {
    asked.current += 1
    const number = asked.current
    const outcome = await outcomeOf(load)
    if (number !== asked.current) return
    setLoaded((before) => {
      if ('fault' in outcome) throw outcome.fault
      return { by: load, ...(before.by === load && before.data !== undefined && { data: before.data }), ...outcome }
    })
  }, [load])
  useEffect(() => {
    const reloadIfSeen = () => {
      if (document.visibilityState === 'visible') void reload()
    }
    void reload()
    const timer = setInterval(reloadIfSeen, reloadEveryMs)
    window.addEventListener('focus', reloadIfSeen)
    return () => {
      asked.current += 1
      clearInterval(timer)
      window.removeEventListener('focus', reloadIfSeen)
    }
  }, [reload])
  const { by: _, ...current } = loaded.by === load ? loaded : {}
  return { ...current, reload }
}

type Outcome<Reply> = { data: Reply } | { refusal: RefusalCode } | { fault: unknown }

async function outcomeOf<Reply>(load: () => Promise<Reply>): Promise<Outcome<Reply>> {
  try {
    return { data: await load() }
  } catch (error) {
    return error instanceof Refusal ? { refusal: error.code } : { fault: error }
  }
}

export function useAppendix() {
  const { line } = useOffice()
  return useOfficeQuery(line.appendix)
}

export function useMovement() {
  const { line } = useOffice()
  return useOfficeQuery(line.movement)
}

export function useMeasures() {
  const { line } = useOffice()
  return useOfficeQuery(line.measures)
}

export function useHouseholds(hamlet: HamletId | undefined) {
  const { line } = useOffice()
  return useOfficeQuery(useCallback(async () => (hamlet ? line.households(hamlet) : undefined), [line, hamlet]))
}

export function useHousehold(id: HouseholdId) {
  const { line } = useOffice()
  return useOfficeQuery(useCallback(() => line.household(id), [line, id]))
}

export function useHistory(id: HouseholdId) {
  const { line } = useOffice()
  return useOfficeQuery(useCallback(() => line.history(id), [line, id]))
}

/** A held letter, with the records of the households that it names and the commune knows. */
export type HeldWithRecords = { letter: HeldReply; records: ReadonlyMap<HouseholdId, HouseholdReply> }

export function useHeld(device: DeviceId, op: OpId) {
  const { line } = useOffice()
  const load = useCallback(async (): Promise<HeldWithRecords> => {
    const letter = await line.held(device, op)
    const known = letter.households.filter((household) => household.known)
    const records = await Promise.all(known.map(async ({ id }) => [id, await line.household(id)] as const))
    return { letter, records: new Map(records) }
  }, [line, device, op])
  return useOfficeQuery(load)
}

export function useScorecard() {
  const { line } = useOffice()
  return useOfficeQuery(line.scorecard)
}

export function useDevices() {
  const { line } = useOffice()
  return useOfficeQuery(line.devices)
}

export function useRestored() {
  const { line } = useOffice()
  return useOfficeQuery(line.restored)
}

export function useRecoveries() {
  const { line } = useOffice()
  return useOfficeQuery(line.recoveries)
}

/** A query that asks who is logged in once the server says that nobody is. */
function useOfficeQuery<Reply>(load: () => Promise<Reply>): Query<Reply> {
  const { reloadSession } = useOffice()
  const query = useQuery(load)
  useEffect(() => {
    if (query.refusal === 'not_authorised') void reloadSession()
  }, [query.refusal, reloadSession])
  return query
}

/** A change at the server, one at a time; `take` answers whether it was done. */
export type Step = {
  isBusy: boolean
  refusal?: RefusalCode
  take: (change: () => Promise<unknown>) => Promise<boolean>
}

export function useStep(): Step {
  const { reloadSession } = useOffice()
  const [state, setState] = useState<{ isBusy: boolean; refusal?: RefusalCode }>({ isBusy: false })
  const take = async (change: () => Promise<unknown>) => {
    setState({ isBusy: true })
    const outcome = await outcomeOf(change)
    setState(() => {
      if ('fault' in outcome) throw outcome.fault
      return 'refusal' in outcome ? { isBusy: false, refusal: outcome.refusal } : { isBusy: false }
    })
    if ('refusal' in outcome && outcome.refusal === 'not_authorised') await reloadSession()
    return 'data' in outcome
  }
  return { ...state, take }
}

/** Who is logged in, asked at the start and again as any other query. */
export function useSession(line: OfficeLine) {
  return useQuery(line.session)
}
