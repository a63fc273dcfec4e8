/** Stage of `npm test`: every tagged dump migrates upward with its data. `--report file` counts. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import guards from '../app/guards.generated.json' with { type: 'json' }
import { startTestCluster } from '../platform/database/test-cluster.ts'
import { checkDumps, tagged } from './dumps.ts'
import type { Report } from './stage.ts'

const { values } = parseArgs({ options: { report: { type: 'string' } } })
let report: Report = { passed: 0, failed: 0, skipped: [] }
if ((await tagged()).length > 0) {
  const cluster = await startTestCluster()
  try {
    const checked = await checkDumps(cluster, guards, (line) => console.log(line))
    const failed = checked.filter((dump) => dump.faults.length > 0).length
    report = { passed: checked.length - failed, failed, skipped: [] }
  } finally {
    await cluster.stop()
  }
} else console.log('no tagged dump yet')
if (values.report) writeFileSync(values.report, JSON.stringify(report))
process.exitCode = report.failed ? 1 : 0
