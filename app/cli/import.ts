/** `./huiyin import …`: letters answered long ago, old registers with their scans, what is still in hand, and where numbers go on. Streamed, resumable, idempotent. */
import { stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { PersonId } from '../../kernel/ids.ts'
import { officeYear } from '../../kernel/time.ts'
import { openCtx } from '../../platform/ctx/handle.ts'
import type { House } from '../../platform/ctx/house.ts'
import { quiet } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { openFileStore } from '../../platform/files/store.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { desks } from '../desks.ts'
import { bringSheet, numbersFrom } from '../import/bring-sheet.ts'
import { type Columns, fields, proposed, saidColumns, saveColumns, savedColumns, type What } from '../import/columns.ts'
import { writeFaults } from '../import/fault-sheet.ts'
import { mustImport } from '../import/letters.ts'
import { mustBringAffairs } from '../import/open-matters.ts'
import { withoutBalance } from '../import/opening-balance.ts'
import { clashesOf, inWords, type Report, reasons } from '../import/report.ts'
import { countLines, type Line, linesOf } from '../import/rows.ts'
import { type Scans, scansIn } from '../import/scans.ts'
import { houseOf } from '../server.ts'
import { type Call, type Command, same } from './command.ts'

/** Exit code: imported, but not every line. */
const SOME_REFUSED = 3
const whats = Object.keys(fields) as What[]
const option = (call: Call, name: string): string | undefined => {
  const value = call.flags[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

interface Asked {
  readonly what: What
  readonly desk: 'letters' | 'affairs'
  readonly path: string
  readonly source: string
  readonly look: boolean
  readonly scans: Scans | undefined
}
async function asked(call: Call): Promise<Asked> {
  const [what, path] = call.args
  const known = whats.find((one) => one === what)
  if (!known || !path) throw new PlainStop(`用法：./huiyin import ${whats.join('|')} <文件>`, `Usage: ./huiyin import ${whats.join('|')} <file>`)
  const there = await stat(path).catch(() => null)
  if (!there?.isFile()) throw new PlainStop(`没有这个文件：${path}`, `There is no file ${path}`)
  const source = option(call, 'source') ?? basename(path, extname(path))
  if (!/^[\p{L}\p{N}._-]{1,40}$/u.test(source))
    throw new PlainStop('来源名称只用字母、数字、点、横线，不超过 40 个。', 'A source name has letters, digits, dots and dashes only, at most 40.')
  const desk = option(call, 'desk') ?? 'letters'
  if (desk !== 'letters' && (desk !== 'affairs' || known !== 'open-matters'))
    throw new PlainStop(`“${desk}”这个台还不能移入在办件，现有：letters、affairs。`, `Open matters cannot be brought to the desk "${desk}" yet; there are: letters, affairs.`)
  const folder = option(call, 'scans')
  if (folder !== undefined && known !== 'register') throw new PlainStop('只有 import register 带扫描件。', 'Only import register takes scans.')
  if (folder !== undefined && !(await stat(folder).catch(() => null))?.isDirectory()) throw new PlainStop(`没有这个文件夹：${folder}`, `There is no folder ${folder}`)
  return { what: known, desk, path, source, look: call.flags['dry-run'] === true, scans: folder === undefined ? undefined : await scansIn(folder) }
}

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

export const command: Command = {
  summary: {
    zh: '导入旧来信、旧台账、在办件、编号期初（JSONL、CSV、XLSX），可中断续导，不重复',
    en: 'Import old letters, registers, open matters, opening balances (JSONL, CSV, XLSX); can be broken off and resumed, never twice',
  },
  usage: {
    zh: 'letters|register|open-matters|opening-balance <文件> [--dry-run] [--mapping 名称] [--scans 文件夹]',
    en: 'letters|register|open-matters|opening-balance <file> [--dry-run] [--mapping NAME] [--scans FOLDER]',
  },
  explains: [
    [
      same('letters'),
      {
        zh: '已答复的旧来信：id、title、body、reply、receivedAt、repliedAt；可有 number、author、name、phone、place、unit',
        en: 'letters answered long ago: id, title, body, reply, receivedAt, repliedAt; also number, author, name, phone, place, unit',
      },
    ],
    [
      same('register'),
      { zh: '旧台账，同上；扫描件按编号、id 或 scan 列的文件名对应', en: 'an old register, as above; scans are found by number, id or the file name in the column scan' },
    ],
    [
      same('open-matters'),
      {
        zh: '在办件：number、title、body、registeredAt、stage、holder、firstDue、due；已报结的还有 unit、resultText，已答复的还有 reply',
        en: 'what is in hand: number, title, body, registeredAt, stage, holder, firstDue, due; reported ones also unit, resultText, answered ones reply',
      },
    ],
    [same('opening-balance'), { zh: '编号期初：series、year、last', en: 'opening balances: series, year, last' }],
    [same('--dry-run'), { zh: '试运行：说明能导入多少、为何不能，不写入', en: 'a dry run: tells what would come in and why not, writes nothing' }],
    [
      { zh: '--mapping 名称', en: '--mapping NAME' },
      { zh: '按已保存的列对应读表；没有此名称的，按表头推定并保存', en: 'read the columns as saved under this name; where none is saved, propose from the headings and save' },
    ],
    [
      { zh: '--columns 对应', en: '--columns PAIRS' },
      { zh: '指定列：来文日期=receivedAt,序号=id', en: 'say columns: HEADING=FIELD,HEADING=FIELD' },
    ],
    [
      { zh: '--number 写法', en: '--number FORM' },
      { zh: '旧系统的编号写法，如 {year}-{seq}：2026-0315 即 信〔2026〕315号', en: 'how the old system wrote its numbers, such as {year}-{seq}: 2026-0315 is number 315 of 2026' },
    ],
    [
      { zh: '--sheet 表名', en: '--sheet NAME' },
      { zh: '工作簿中的哪张表，默认第一张有数据的', en: 'which sheet of a workbook, default the first with rows' },
    ],
    [
      { zh: '--scans 文件夹', en: '--scans FOLDER' },
      { zh: '旧台账扫描件所在文件夹', en: 'the folder with the scans of a register' },
    ],
    [
      { zh: '--desk 台', en: '--desk KEY' },
      { zh: '在办件移入哪个台：letters（默认）、affairs', en: 'which desk the open matters come to: letters (default), affairs' },
    ],
    [
      { zh: '--source 名称', en: '--source NAME' },
      { zh: '来源名称，默认文件名；同一来源同一 id 只导入一次', en: 'name of the source, default the file name; one id of one source comes in once' },
    ],
    [
      { zh: '--as 登录名', en: '--as USERNAME' },
      { zh: '以谁的名义导入，默认来信来电科科长', en: 'in whose name, default the head of the letters division' },
    ],
    [
      { zh: '退出码', en: 'exit code' },
      { zh: '0 全部导入；3 有未导入的行，原因见错误表；1 没有导入', en: '0 all imported; 3 some lines were not, see the sheet of faults; 1 nothing was imported' },
    ],
  ],
  options: {
    source: { type: 'string' },
    as: { type: 'string' },
    desk: { type: 'string' },
    mapping: { type: 'string' },
    columns: { type: 'string' },
    sheet: { type: 'string' },
    number: { type: 'string' },
    scans: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  async run(call: Call) {
    const ask = await asked(call)
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
  },
}
