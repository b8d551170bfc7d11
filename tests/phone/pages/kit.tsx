import 'fake-indexeddb/auto'
import { cleanup, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach } from 'vitest'
import { Route } from 'wouter'
import type { Household } from '#domain/household/household.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import { HouseholdRoutes } from '#phone/pages/household/HouseholdRoutes.tsx'
import { SessionContext } from '#phone/pages/session.ts'
import { householdView } from '#phone/store/households.ts'
import type { Vault } from '#phone/store/vault.ts'
import { LanguageProvider } from '#phone/wording/language.tsx'
import { householdId, residentId, round2024 } from '../../builders.ts'
import { aHousehold, enrolled, lineWith } from '../kit.ts'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

/** A phone in Làng Mài with these households, its book open. */
export async function anOpenBook(households: Household[] = [aHousehold(1)]): Promise<Vault> {
  return enrolled(await lineWith(households))
}

/** Opens the pages of a household at `place` below it. */
export function openHousehold(vault: Vault, place = '', number = 1): void {
  history.replaceState(null, '', `/ho/${householdId(number)}${place}`)
  render(
    <LanguageProvider>
      <SessionContext value={{ vault, lockNow: () => undefined }}>
        <Suspense fallback={null}>
          <Route path="/ho/:id/*?">{({ id }) => <HouseholdRoutes id={id} />}</Route>
        </Suspense>
      </SessionContext>
    </LanguageProvider>,
  )
}

/** What the store holds at a path, read past the screen. */
export async function stored(vault: Vault, path: Path, number = 1): Promise<unknown> {
  return (await householdView(vault, householdId(number)))?.values.get(path)
}

/** A pulled household where somebody lives alone, as far as the roster goes. */
export function withSomebody(number = 1): Household {
  const facts: Record<string, string | boolean> = {
    name: 'Quách Thị Ngân',
    relation: 'head',
    sex: 'female',
    birth: '1984-03-02',
    citizen_number: '038184000001',
    ethnic_group: '06',
    merit: false,
  }
  const author = { device: 'office' as const, n: 0, by: 'Lê Thị Hoa', at: '2024-10-01T01:00:00Z' }
  const fields = Object.fromEntries(
    Object.entries(facts).map(([question, value]) => [
      `${residentId(1)}/${question}`,
      { value, revision: number, ...author },
    ]),
  )
  return aHousehold(number, { survey: { round: round2024, fields } })
}

export const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })

export { householdId, pathOf, residentId }
