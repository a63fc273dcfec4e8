/** Barriers on a page, by axe: WCAG 2.1 A and AA and its best practices. What was looked at once in a run, in the same dress, is not looked at again. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { type Seen, see } from './axe-see.ts'

export interface AxeFinding {
  readonly rule: string
  readonly help: string
  /** Selectors of the elements concerned. */
  readonly nodes: readonly string[]
}
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']
/** Pages as they were built, whatever they said; and texts on their grounds, by what decides their contrast. */
const known = { shapes: new Set<string>(), colours: new Set<string>() }

async function inject(page: Page): Promise<void> {
  for (const frame of page.frames()) if (!(await frame.evaluate('"axe" in globalThis'))) await frame.evaluate(source)
}
const told = `found => found.map(({ id, help, nodes }) => ({ rule: id, help, nodes: nodes.map(node => node.target.join(' ')) }))`

/** Everything but colours, which take most of the time. */
const barriers = (page: Page): Promise<AxeFinding[]> =>
  page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(tags)}, rules: { 'color-contrast': { enabled: false } }, resultTypes: ['violations'] })
    .then(({ violations }) => (${told})(violations))`)

const there = (seen: Seen, colour: string) => `${seen.shape} ${colour}`
const unseen = (seen: Seen) => seen.colours.filter((colour) => !known.colours.has(colour) && !known.colours.has(there(seen, colour)))

/** Colours of the texts not seen before. A text axe could not judge, behind a dialog, is known on a page built just so, and nowhere else. */
async function faint(page: Page, seen: Seen): Promise<AxeFinding[]> {
  const fresh = unseen(seen)
  if (fresh.length === 0) return []
  const { found, judged } = await page.evaluate<{ found: AxeFinding[]; judged: string[] }>(`(async fresh => {
    const include = fresh.flatMap(colour => globalThis.textsSeen.get(colour)).filter(text => text.isConnected)
    if (include.length === 0) return { found: [], judged: [] }
    const run = await axe.run({ include }, { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations', 'passes'], elementRef: true })
    const reached = new Set([...run.violations, ...run.passes].flatMap(({ nodes }) => nodes.map(node => node.element)))
    return { found: (${told})(run.violations), judged: fresh.filter(colour => globalThis.textsSeen.get(colour).some(text => reached.has(text))) }
  })(${JSON.stringify(fresh)})`)
  for (const colour of judged) known.colours.add(colour)
  for (const colour of fresh) if (!judged.includes(colour)) known.colours.add(there(seen, colour))
  return found
}

export async function findings(page: Page): Promise<AxeFinding[]> {
  const seen = await see(page)
  const anew = !known.shapes.has(seen.shape)
  if (!anew && unseen(seen).length === 0) return []
  await inject(page)
  const found = anew ? await barriers(page) : []
  known.shapes.add(seen.shape)
  return [...found, ...(await faint(page, seen))]
}
