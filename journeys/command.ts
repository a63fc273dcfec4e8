/** `./huiyin` as somebody types it beside the running program. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../platform/database/migrate.ts'
import { childEnv } from '../tools/child-env.ts'

export interface Ended {
  readonly code: number
  readonly out: string
  readonly complaint: string
}
/** @param env beside the path; the language is Chinese unless said */
export function huiyin(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd: string = projectRoot): Promise<Ended> {
  const child = spawn(process.execPath, [join(projectRoot, 'app/cli.ts'), ...args], {
    cwd,
    env: { ...childEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, complaint] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  return new Promise((done) => child.on('close', (code) => done({ code: code ?? 1, out, complaint })))
}
