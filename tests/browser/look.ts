import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const Violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }))

/** What a look at a screen found wrong, each with the screen's name. */
export type Findings = string[]

/**
 * Looks at a screen as a stranger would: axe's rules, nothing cut at the side, a heading that says where one is.
 * With SCREENSHOTS set to a folder it keeps a picture there.
 */
export async function look(page: Page, name: string): Promise<Findings> {
  await page.locator('h1').first().waitFor()
  await keepPicture(page, name)
  return [...(await axeFindings(page)), ...(await cutAtTheSide(page))].map((finding) => `${name}: ${finding}`)
}

async function axeFindings(page: Page): Promise<Findings> {
  await page.evaluate(axe.source)
  const found = await page.evaluate('axe.run(document).then((report) => report.violations)')
  return Violations.parse(found).flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} at ${html.slice(0, 160)}`))
}

/** The page itself never scrolls sideways; wide tables scroll in boxes of their own. */
async function cutAtTheSide(page: Page): Promise<Findings> {
  const [wide = 0, room = 0] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  return wide > room ? [`${wide} px wide on a screen of ${room}`] : []
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
