/**
 * `npm test`: everything, in the order of the house, each stage timed. The last line is `N passed, N failed, N skipped`.
 * `npm test -- --only unit,house` runs some stages; `-- --verbose` prints what passing stages say.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { allowedSkips, allows, postgres15 } from './allowed-skips.ts'
import { checker, counted, freshReport, installed, type Outcome, type Stage, yesOrNo } from './stage.ts'
import { databaseTests, reportFile, vitest } from './vitest-stage.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, verbose: { type: 'boolean', default: false } } })
/** Everything anew each time: what an earlier run kept could hide an error. */
const typesOf =
  (config: string): Stage['run'] =>
  (say) =>
    yesOrNo([checker, '-p', config, '--incremental', 'false', '--checkers', '2'], say)

/** The short form of the tests on Debian's 15: the kernel, and the readings of the desks, whose SQL is ours to the letter. All of them: `npm run prove -- postgres15`. */
async function onPostgres15(say: (text: string) => void): Promise<Outcome> {
  if (!existsSync(join(postgres15, 'postgres'))) return { passed: 0, failed: 0, skipped: ['unit and desk tests once more (needs PostgreSQL 15)'] }
  return vitest('vitest-15', say, databaseTests(/^(kernel\/|desks\/[^/]+\/(read\/|stories))/), { HUIYIN_TEST_POSTGRES: postgres15 })
}
const also =
  (script: string, name: string): Stage['run'] =>
  (say) =>
    counted(script, name, say)

/** Stages side by side in a row; rows one after another. */
const rows: readonly (readonly Stage[])[] = [
  [
    { key: 'types', name: 'types, server', run: typesOf('tsconfig.server.json') },
    { key: 'types', name: 'types, browser', run: typesOf('tsconfig.web.json') },
    { key: 'lint', name: 'lint and format', run: (say) => yesOrNo([installed('@biomejs/biome/bin/biome'), 'check', '.'], say) },
    { key: 'lint', name: 'nothing unused', run: (say) => yesOrNo([installed('knip/bin/knip.js'), '--no-progress', '--no-config-hints'], say) },
    { key: 'house', name: 'house check', run: also('tools/check-house.ts', 'house') },
  ],
  [{ key: 'unit', name: 'unit and desk tests', run: unit }],
  [
    // beside the stories, which wait more than they work
    { key: 'unit15', name: 'kernel and desks, PostgreSQL 15', run: onPostgres15 },
    { key: 'journeys', name: 'journeys in the browser', run: (say) => counted('journeys/run.ts', 'journeys', say, ['--short', '--openapi', reportFile('openapi-document')]) },
  ],
  [{ key: 'openapi', name: 'OpenAPI', run: (say) => counted('tools/check-openapi.ts', 'openapi', say, ['--from', reportFile('openapi-document')]) }],
  [{ key: 'migrations', name: 'migrations upward', run: also('tools/check-migrations.ts', 'migrations') }],
  [{ key: 'proofs', name: 'table of proofs', run: (say) => counted('tools/proofs.ts', 'proofs', say, ['--check', ...(unitRan ? ['--from', reportFile('vitest')] : [])]) }],
]
let unitRan = false
async function unit(say: (text: string) => void): Promise<Outcome> {
  unitRan = true
  const tested = await vitest('vitest', say)
  notes.push(`  of which life-cycle soundness: ${tested.soundness.tests} tests, ${(tested.soundness.ms / 1000).toFixed(1)} s`)
  return tested
}

const notes: string[] = []
const total = { passed: 0, failed: 0, skipped: 0 }
const lines: string[] = []

async function runStage(stage: Stage): Promise<void> {
  const began = performance.now()
  let said = ''
  let outcome: Outcome
  try {
    outcome = await stage.run((text) => {
      said += text
    })
  } catch (error) {
    said += error instanceof Error ? (error.stack ?? error.message) : String(error)
    outcome = { passed: 0, failed: 1, skipped: [] }
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const unlisted = outcome.skipped.filter((title) => !allows(title))
  const failed = outcome.failed + unlisted.length
  const skipped = outcome.skipped.length - unlisted.length
  const line = `${failed ? '✗' : '✓'} ${stage.name.padEnd(28)} ${seconds.padStart(6)} s   ${outcome.passed} passed, ${failed} failed, ${skipped} skipped`
  if (failed || values.verbose) console.log(`\n── ${stage.name} ──\n${said.trimEnd()}`)
  for (const title of unlisted) console.log(`skipped, and not in tools/allowed-skips.ts: ${title}`)
  console.log(line)
  for (const note of notes.splice(0)) console.log(note)
  lines.push(line)
  total.passed += outcome.passed
  total.failed += failed
  total.skipped += skipped
  for (const title of outcome.skipped) {
    const skip = allows(title)
    if (skip) reasons.add(skip.needs)
  }
}
const reasons = new Set<string>()

freshReport('openapi-document') // none of an earlier run
const began = performance.now()
const only = values.only?.split(',')
for (const row of rows) {
  const chosen = row.filter((stage) => !only || only.includes(stage.key))
  await Promise.all(chosen.map(runStage))
}
console.log(`\n${lines.join('\n')}`)
for (const { needs, reason } of allowedSkips) if (reasons.has(needs)) console.log(`skipped, ${needs} absent: ${reason}`)
console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed ? 1 : 0
