import { createContext, use } from 'react'
import type { Vault } from '#phone/store/vault.ts'

/** The open vault, and how to close it. */
export type Session = { vault: Vault; lockNow: () => void }

export const SessionContext = createContext<Session | undefined>(undefined)

/** Throws outside an unlocked phone: no page below the PIN is drawn without a vault. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('no vault is open')
  return session
}

export function useVault(): Vault {
  return useSession().vault
}
