/** What `./huiyin import` does once its words are understood: each line carried in by its kind, and a report of what came, what did not and why. */
import type { PersonId } from '../../kernel/ids.ts'
import { officeYear } from '../../kernel/time.ts'
import { openCtx } from '../../platform/ctx/handle.ts'
import { type House, quiet } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { openFileStore } from '../../platform/files/store.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import type { Call } from '../cli/command.ts'
import { desks } from '../desks.ts'
import { houseOf } from '../house.ts'
import { type Asked, option } from './asked.ts'
import { bringSheet, numbersFrom } from './bring-sheet.ts'
import { type Columns, fields, proposed, saidColumns, saveColumns, savedColumns } from './columns.ts'
import { writeFaults } from './fault-sheet.ts'
import { mustImport } from './letters.ts'
import { mustBringAffairs } from './open-matters.ts'
import { withoutBalance } from './opening-balance.ts'
import { clashesOf, inWords, type Report, reasons } from './report.ts'
import { countLines, type Line, linesOf } from './rows.ts'

/** Exit code: imported, but not every line. */
const SOME_REFUSED = 3

/** The first line with its headings, then all of them. */
async function opened(path: string, sheet: string | undefined): Promise<{ readonly headings: readonly string[]; readonly lines: AsyncGenerator<Line> }> {
  for await (const { cells } of linesOf(path, sheet)) if (typeof cells !== 'string') return { headings: Object.keys(cells), lines: linesOf(path, sheet) }
  return { headings: [], lines: linesOf(path, sheet) }
}
/** How the old system wrote its numbers, where it was not as ours. @throws PlainStop for a form without year or number */
function numberForm(call: Call, desk: string): (text: string) => string {
  const form = option(call, 'number')
  const read = numbersFrom(form ?? null, desk)
  if (!read) throw new PlainStop(`编号写法“${form}”须含 {year} 和 {seq}。`, `The form "${form}" of numbers must name {year} and {seq}.`)
  return read
}

/** Said on the command line over saved over proposed; a name nobody saved yet is saved by the first run that writes. */
async function columnsOf(call: Call, house: House, { what, look }: Asked, headings: readonly string[], person: PersonId): Promise<Columns> {
  const name = option(call, 'mapping')
  const told = option(call, 'columns')
  const saved = name === undefined ? null : await inAct(house.pools.act, (tx) => savedColumns(tx, what, name))
  const columns = told === undefined ? (saved ?? proposed(what, headings)) : { ...(saved ?? proposed(what, headings)), ...saidColumns(what, told) }
  if (name !== undefined && !look && (saved === null || told !== undefined))
    await inAct(house.pools.act, async (tx) => saveColumns(await openCtx(house, tx, { person }), what, name, columns))
  return columns
}

/** @returns the exit code. @throws PlainStop in one sentence where nothing can be brought in */
export async function bringIn(call: Call, ask: Asked): Promise<number> {
  const { what, desk, path, source, look, scans } = ask
  const number = numberForm(call, desk)
  const { env } = await call.open()
  const house = houseOf(env, quiet)
  const as = option(call, 'as')
  // what belongs to no desk, and everything of the letters, comes in under the head of the letters division
  const by = await mustImport(house, source, desk === 'affairs' ? undefined : as)
  const person = desk === 'affairs' ? await mustBringAffairs(house, as) : by.person
  const { headings, lines } = await opened(path, option(call, 'sheet'))
  const columns = await columnsOf(call, house, ask, headings, person)
  const total = await countLines(path)
  const bare: string[] = []
  const progress = (n: number) => call.progress(n, total, look ? { zh: '试运行', en: 'Dry run' } : { zh: '导入', en: 'Importing' })
  const register = scans && { scans, store: openFileStore(env.folders.files), bare: (id: string) => void bare.push(id) }
  const carried = await bringSheet(house, { what, desk, columns, lines, number, look, ...(register ? { register } : {}) }, by, person, progress)
  const report: Report = {
    ...carried,
    what,
    desk,
    source,
    dryRun: look,
    columns,
    notUsed: headings.filter((heading) => !(heading in columns) && !(heading in fields[what])),
    byReason: reasons(carried.faults),
    clashes: clashesOf(carried.faults),
    ...(scans ? { missingScans: bare, unmatchedFiles: scans.left() } : {}),
    ...(what === 'opening-balance' ? { withoutBalance: await inAct(house.pools.act, (tx) => withoutBalance(tx, desks, officeYear(house.clock.now()))) } : {}),
    faultSheet: carried.faults.length > 0 && !look ? await writeFaults(env.folders.data, source, carried.faults) : null,
    peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  call.result(report, inWords(report))
  if (carried.faults.length === 0) return 0
  return carried.written + carried.before === 0 ? 1 : SOME_REFUSED
}
