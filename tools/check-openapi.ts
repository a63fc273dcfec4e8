/** Asks the real program for /api/openapi.json and validates it. `--from file` validates what another stage already fetched. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startProgram } from '../journeys/server.ts'
import { openApiFaults } from './openapi.ts'

const { values } = parseArgs({ options: { report: { type: 'string' }, from: { type: 'string' } } })

async function fetched(): Promise<unknown> {
  if (values.from && existsSync(values.from)) return JSON.parse(readFileSync(values.from, 'utf8'))
  const program = await startProgram(['--empty'])
  try {
    const answer = await fetch(`${program.url}/api/openapi.json`)
    if (!answer.ok) throw new Error(`/api/openapi.json answers ${answer.status}`)
    return await answer.json()
  } finally {
    await program.stop()
  }
}
const faults = await openApiFaults(await fetched())
for (const fault of faults) console.log(fault)
if (values.report) writeFileSync(values.report, JSON.stringify({ passed: faults.length ? 0 : 1, failed: faults.length ? 1 : 0, skipped: [] }))
if (faults.length) process.exitCode = 1
