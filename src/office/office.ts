import { createContext, useContext } from 'react'
import type { SessionReply } from '#protocol/office.ts'
import type { OfficeLine } from './http.ts'
import type { Speech } from './language.ts'

/** What every page of the office knows: the line to the server, who is logged in, and the words. */
export type OfficeWorld = Speech & {
  line: OfficeLine
  session: SessionReply
  reloadSession: () => Promise<void>
  /** Says on the page at `place` what has just been done. */
  say: (text: string, place: string) => void
  said?: { text: string; place: string }
  forget: () => void
}

export const OfficeContext = createContext<OfficeWorld | undefined>(undefined)

export function useOffice(): OfficeWorld {
  const world = useContext(OfficeContext)
  if (world === undefined) throw new Error('a page of the office stands outside the office')
  return world
}
