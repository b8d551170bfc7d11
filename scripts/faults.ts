import type { Fault } from './fault.ts'
import { faultsOnPhone } from './faultsOnPhone.ts'
import { faultsOnServer } from './faultsOnServer.ts'

export const faults: Fault[] = [...faultsOnServer, ...faultsOnPhone]
