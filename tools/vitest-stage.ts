/** Unit and desk tests, counted from vitest's own report. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHouse } from './house/house.ts'
import { freshReport, installed, type Outcome, program, reports, root } from './stage.ts'

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string; readonly duration?: number | null }[]
  }[]
}
export interface Tested extends Outcome {
  /** Milliseconds and number of tests of the life-cycle soundness files, told apart. */
  readonly soundness: { readonly tests: number; readonly ms: number }
}
export const reportFile = (name: string): string => join(reports, `${name}.json`)

/** @param code vitest's own end: an error outside any test makes it bad without a failed test */
export function count(report: VitestReport, code: number): Tested {
  const all = report.testResults.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })))
  const passed = all.filter((t) => t.status === 'passed').length
  const inTests = all.filter((t) => t.status === 'failed').length
  const files = report.testResults.filter((f) => f.status === 'failed' && !f.assertionResults.some((t) => t.status === 'failed')).length
  const skipped = all.filter((t) => t.status !== 'passed' && t.status !== 'failed').map((t) => t.fullName)
  const sound = all.filter((t) => /soundness|lifecycle/.test(t.file))
  const failed = inTests + files
  return {
    passed,
    failed: failed + (code !== 0 && failed === 0 ? 1 : 0),
    skipped,
    soundness: { tests: sound.length, ms: sound.reduce((sum, t) => sum + (t.duration ?? 0), 0) },
  }
}

/** Files whose tests talk to PostgreSQL: they run on more than one version of it. @param within paths wanted */
export function databaseTests(within: RegExp): string[] {
  const house = openHouse(root)
  return house.files.filter((path) => path.endsWith('.test.ts') && within.test(path) && /openOffice|inject\(\s*'cluster'|cloneDatabase/.test(house.text(path)))
}

/** Files some of whose tests have a short form. */
export function wholeTests(): string[] {
  const house = openHouse(root)
  return house.files.filter((path) => path.endsWith('.test.ts') && /\/tools\/whole\.ts'/.test(house.text(path)))
}

/** @param files names to run; none = all */
export async function vitest(name: string, say: (text: string) => void, files: readonly string[] = [], env: Record<string, string> = {}): Promise<Tested> {
  const file = freshReport(name)
  const code = await program([installed('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...files], say, {
    NO_COLOR: '1',
    ...env,
  })
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [], soundness: { tests: 0, ms: 0 } }
  return count(JSON.parse(readFileSync(file, 'utf8')) as VitestReport, code)
}
