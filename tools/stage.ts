/** One stage of a test run: a child process, what it said, and how much of it passed. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const reports = join(root, 'dist/test')

export interface Outcome {
  readonly passed: number
  readonly failed: number
  /** Titles of what was skipped. */
  readonly skipped: readonly string[]
}
export interface Stage {
  /** What it is called on the command line: `npm test -- --only unit`. */
  readonly key: string
  readonly name: string
  run(say: (text: string) => void): Promise<Outcome>
}
/** What a stage writes to its report file, and vitest's own. */
export interface Report {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly string[]
}

/** Runs one of the programs in node_modules/.bin or a script of ours, on this Node. @returns its exit code */
export function program(args: readonly string[], say: (text: string) => void, env: Record<string, string> = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.setEncoding('utf8').on('data', say)
    child.stderr.setEncoding('utf8').on('data', say)
    child.on('error', (error) => say(`${error.message}\n`))
    child.on('close', (code) => done(code ?? 1))
  })
}
export const installed = (path: string): string => join(root, 'node_modules', path)
/** Checks types: TypeScript's native build, several times as fast; the other one serves the editor and what reads imports. type-checker.test.ts holds them together. */
export const checker = installed('typescript-native/bin/tsc')

/** A stage that is one yes or no. */
export async function yesOrNo(args: readonly string[], say: (text: string) => void): Promise<Outcome> {
  const code = await program(args, say)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] }
}

export function freshReport(name: string): string {
  mkdirSync(reports, { recursive: true })
  const file = join(reports, `${name}.json`)
  rmSync(file, { force: true })
  return file
}
/** A script that counts for itself with `--report`; without its report, or with a bad end it did not count, one failure. */
export async function counted(script: string, name: string, say: (text: string) => void, more: readonly string[] = []): Promise<Outcome> {
  const file = freshReport(name)
  const code = await program([join(root, script), '--report', file, ...more], say)
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [] }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  return { ...report, failed: report.failed + (code !== 0 && report.failed === 0 ? 1 : 0) }
}
