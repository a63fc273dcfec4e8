/**
 * The table from requirement id to the tests that prove it, made from the titles of the tests themselves.
 * `node tools/proofs.ts` writes docs/proofs.generated.md; `--check` fails where it no longer says what the titles say.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { collect } from '../journeys/journey.ts'
import { allowedSkips } from './allowed-skips.ts'
import { byId, idsIn } from './requirement-ids.ts'
import { freshReport, installed, program, root } from './stage.ts'

export interface Titled {
  /** With the titles of the groups it stands in: group › test. */
  readonly title: string
  readonly file: string
}
const named = (name: string) => name.replaceAll(' > ', ' › ')
const target = join(root, 'docs/proofs.generated.md')

/** From the report of a run, else from vitest's own list of tests. */
async function unitTitles(from?: string): Promise<Titled[]> {
  if (from && existsSync(from)) {
    const report = JSON.parse(readFileSync(from, 'utf8')) as { testResults: { name: string; assertionResults: { fullName: string; ancestorTitles: string[]; title: string }[] }[] }
    return report.testResults.flatMap((file) => file.assertionResults.map((t) => ({ title: named([...t.ancestorTitles, t.title].join(' > ')), file: relative(root, file.name) })))
  }
  const list = freshReport('list')
  let said = ''
  const code = await program([installed('vitest/vitest.mjs'), 'list', '--no-static-parse', `--json=${list}`], (text) => {
    said += text
  })
  if (code !== 0 || !existsSync(list)) throw new Error(`vitest could not list the tests\n${said}`)
  const tests = JSON.parse(readFileSync(list, 'utf8')) as { name: string; file: string }[]
  return tests.map((t) => ({ title: named(t.name), file: relative(root, t.file) }))
}
async function journeyTitles(): Promise<Titled[]> {
  const files = readdirSync(join(root, 'journeys')).filter((name) => name.endsWith('.journey.ts'))
  const titled: Titled[] = []
  for (const name of files.sort()) {
    await import(pathToFileURL(join(root, 'journeys', name)).href)
    titled.push(...collect().map((story) => ({ title: story.title, file: `journeys/${name}` })))
  }
  return titled
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
/** The title as far as the part that names the id: a group that proves it is one line, however many tests it has. */
function untilNamed(title: string, id: string): string {
  const parts = title.split(' › ')
  const at = parts.findIndex((part) => idsIn(part).includes(id))
  return parts.slice(0, at < 0 ? parts.length : at + 1).join(' › ')
}
/** @param titled every test of the house, in any order */
export function table(titled: readonly Titled[]): string {
  const proofs = new Map<string, Set<string>>()
  for (const { title, file } of titled) {
    for (const id of idsIn(title)) proofs.set(id, (proofs.get(id) ?? new Set()).add(`${cell(untilNamed(title, id))} — \`${file}\``))
  }
  const rows = [...proofs].sort(([a], [b]) => byId(a, b)).map(([id, tests]) => `| ${id} | ${[...tests].sort().join('<br>')} |`)
  return `# What is proved, and by which test\n\nMade by \`node tools/proofs.ts\` from the titles of the tests; not written by hand. ${proofs.size} requirements.\n\n| id | tests |\n| --- | --- |\n${rows.join('\n')}\n`
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, from: { type: 'string' }, report: { type: 'string' } } })
  // the tools' own tests name ids to try the tools, not to prove requirements; what some machines skip proves nothing there, and a list of tests does not even name it
  const units = (await unitTitles(values.from)).filter(({ title, file }) => !file.startsWith('tools/') && !allowedSkips.some(({ phrase }) => title.includes(phrase)))
  const text = table([...units, ...(await journeyTitles())])
  const same = existsSync(target) && readFileSync(target, 'utf8') === text
  if (!values.check) {
    writeFileSync(target, text)
    console.log(same ? 'docs/proofs.generated.md was right' : 'docs/proofs.generated.md written')
  } else if (!same) {
    const before = existsSync(target) ? readFileSync(target, 'utf8') : ''
    const [had, has] = [new Set(before.split('\n')), new Set(text.split('\n'))]
    console.log('docs/proofs.generated.md does not say what the tests say: node tools/proofs.ts')
    for (const line of had) if (!has.has(line)) console.log(`- ${line}`)
    for (const line of has) if (!had.has(line)) console.log(`+ ${line}`)
    process.exitCode = 1
  }
  if (values.report) writeFileSync(values.report, JSON.stringify({ passed: same ? 1 : 0, failed: same ? 0 : 1, skipped: [] }))
}
