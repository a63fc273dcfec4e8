/** The house check: `npm run check:house [-- --root folder]`. Says in plain lines what is missing or in the wrong room. */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { complete, registered, scenes, sourced } from './house/desks.ts'
import { kebab, named, noAir, noRegistry, short } from './house/files.ts'
import { type Check, openHouse } from './house/house.ts'
import { compilerFits, plantsCaught, walls } from './house/imports.ts'
import { brief, linked, oneToOne, present, tenFolders } from './house/papers.ts'
import { throughSight, throughWrite } from './house/sight.ts'
import { bothLanguages, declaredHaveWords, refusalsHaveWords } from './house/words.ts'

export const checks: readonly Check[] = [
  compilerFits,
  walls,
  plantsCaught,
  tenFolders,
  short,
  named,
  kebab,
  noAir,
  noRegistry,
  complete,
  scenes,
  sourced,
  registered,
  bothLanguages,
  refusalsHaveWords,
  declaredHaveWords,
  throughSight,
  throughWrite,
  present,
  brief,
  linked,
  oneToOne,
]

export interface Finding {
  readonly name: string
  readonly faults: readonly string[]
}
export async function checkHouse(root: string): Promise<Finding[]> {
  const house = openHouse(root)
  return Promise.all(
    checks.map(async (check) => {
      try {
        return { name: check.name, faults: await check.run(house) }
      } catch (error) {
        return { name: check.name, faults: [`could not be checked: ${error instanceof Error ? error.message : String(error)}`] }
      }
    }),
  )
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { root: { type: 'string' }, report: { type: 'string' } } })
  const findings = await checkHouse(resolve(values.root ?? fileURLToPath(new URL('..', import.meta.url))))
  for (const { name, faults } of findings) {
    console.log(`${faults.length ? '✗' : '✓'} ${name}`)
    for (const fault of faults) console.log(`    ${fault}`)
  }
  const failed = findings.filter((f) => f.faults.length).length
  if (values.report) writeFileSync(values.report, JSON.stringify({ passed: findings.length - failed, failed, skipped: [] }))
  if (failed) process.exitCode = 1
}
