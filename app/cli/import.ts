/** `./huiyin import letters <file>`: old letters from JSONL or CSV; streamed, resumable, idempotent, each bad line reported and none fatal. */
import { createReadStream } from 'node:fs'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Importing, importedAlready, importerOf, importLetters } from '../../desks/letters/import.ts'
import { csvReader, jsonLine, type OldLetter, oldLetter } from '../../desks/letters/import-row.ts'
import { zh } from '../../desks/letters/words/zh-CN.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { systemIds } from '../../platform/clock.ts'
import { openCtx } from '../../platform/ctx/handle.ts'
import { type House, quiet } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { houseOf } from '../server.ts'
import type { Call, Command } from './command.ts'

const BATCH = 100
/** Exit code: imported, but not every line. */
const SOME_REFUSED = 3
interface Line {
  readonly line: number
  readonly fields: Readonly<Record<string, unknown>> | string
}
export interface LineFault {
  readonly line: number
  readonly id: string
  readonly code: string
}
export interface ImportResult {
  readonly lines: number
  readonly written: number
  /** Imported by an earlier run. */
  readonly before: number
  readonly faults: readonly LineFault[]
}

/** Lines of a file as fields, a piece at a time; never the whole file. */
async function* linesOf(path: string): AsyncGenerator<Line> {
  const stream = createReadStream(path, 'utf8')
  if (extname(path).toLowerCase() === '.csv') {
    const reader = csvReader()
    let head: string[] | null = null
    let line = 0
    const tell = function* (rows: string[][]): Generator<Line> {
      for (const row of rows) {
        line++
        if (head === null) {
          head = row.map((name) => name.replace(/^\uFEFF/, '').trim())
          continue
        }
        const columns: string[] = head
        yield { line, fields: row.length === columns.length ? Object.fromEntries(columns.map((name, i) => [name, row[i] ?? ''])) : 'wrong-columns' }
      }
    }
    for await (const piece of stream) yield* tell(reader.push(piece as string))
    yield* tell(reader.end())
    return
  }
  let line = 0
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (text.trim() !== '') yield { line, fields: jsonLine(line === 1 ? text.replace(/^\uFEFF/, '') : text) }
  }
}

/** One batch in one transaction; where that fails as a whole, each letter by itself, so that one cannot hold up the others. */
async function land(house: House, by: Importing, batch: readonly { readonly line: number; readonly letter: OldLetter }[]): Promise<Omit<ImportResult, 'lines'>> {
  if (batch.length === 0) return { written: 0, before: 0, faults: [] }
  try {
    return await inAct(house.pools.act, async (tx) => {
      const ctx = await openCtx(house, tx, { person: by.person })
      const known = await importedAlready(
        ctx,
        by.source,
        batch.map((b) => b.letter.id),
      )
      const fresh = batch.filter((b) => !known.has(b.letter.id))
      const done = await importLetters(
        ctx,
        by,
        fresh.map((b) => b.letter),
        (at) => systemIds(() => at),
      )
      const lineOf = new Map(batch.map((b) => [b.letter.id, b.line]))
      return { written: done.written, before: known.size, faults: done.refused.map(({ id, code }) => ({ id, code, line: lineOf.get(id) ?? 0 })) }
    })
  } catch (error) {
    const [only] = batch
    if (batch.length === 1 && only) {
      house.log.error({ line: only.line, error: (error as Error).message }, 'an old letter could not be written')
      return { written: 0, before: 0, faults: [{ line: only.line, id: only.letter.id, code: 'not-written' }] }
    }
    const each: Omit<ImportResult, 'lines'>[] = []
    for (const one of batch) each.push(await land(house, by, [one]))
    return { written: each.reduce((n, e) => n + e.written, 0), before: each.reduce((n, e) => n + e.before, 0), faults: each.flatMap((e) => e.faults) }
  }
}

/**
 * @param as user name of whoever enters them; default the first who holds the power
 * @param progress lines done so far
 * @throws PlainStop where nobody holds the power to enter old letters
 */
export async function importFile(house: House, path: string, source: string, as: string | undefined, progress: (lines: number) => void): Promise<ImportResult> {
  const by = await inAct(house.pools.act, async (tx) => importerOf({ ...(await loadStanding(tx)), now: house.clock.now() }, source, as))
  if (!by) throw new PlainStop('没有人持有“导入旧台账”的权限（来信来电科科长）。', 'Nobody holds the power to import old letters (head of the letters division).')
  const faults: LineFault[] = []
  const seen = new Set<string>()
  const now = house.clock.now()
  let [lines, written, before] = [0, 0, 0]
  let batch: { line: number; letter: OldLetter }[] = []
  const flush = async () => {
    const done = await land(house, by, batch)
    written += done.written
    before += done.before
    faults.push(...done.faults)
    batch = []
    progress(lines)
  }
  for await (const { line, fields } of linesOf(path)) {
    lines++
    const letter = typeof fields === 'string' ? fields : oldLetter(fields, now)
    const id = typeof fields === 'string' ? '' : String(fields.id ?? '').slice(0, 100)
    if (typeof letter === 'string') faults.push({ line, id, code: letter })
    else if (seen.has(letter.id)) faults.push({ line, id, code: 'twice' })
    else {
      seen.add(letter.id)
      batch.push({ line, letter })
    }
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return { lines, written, before, faults: faults.sort((a, b) => a.line - b.line) }
}

async function countLines(path: string): Promise<number> {
  let n = 0
  for await (const piece of createReadStream(path)) for (const byte of piece as Buffer) if (byte === 10) n++
  return n
}
/** Line, id, code, words; never what the line held. */
const faultSheet = (faults: readonly LineFault[]): string =>
  [
    'line,id,code,words',
    ...faults.map((f) =>
      [f.line, f.id, f.code, wordsOf(f.code)]
        .map(
          (cell) =>
            `"${String(cell)
              .replaceAll('"', '""')
              .replace(/^[=+@-]/, "'$&")}"`,
        )
        .join(','),
    ),
  ].join('\n')
const wordsOf = (code: string): string => (zh.importFaults as Readonly<Record<string, string>>)[code] ?? code

export const command: Command = {
  summary: { zh: '导入旧来信（JSONL 或 CSV），可中断续导，不重复', en: 'Import old letters (JSONL or CSV); can be broken off and resumed, never twice' },
  usage: { zh: 'letters <文件> [--source 名称] [--as 登录名]', en: 'letters <file> [--source NAME] [--as USERNAME]' },
  explains: [
    [
      { zh: '<文件>', en: '<file>' },
      {
        zh: '每行一件：id、title、body、reply、receivedAt、repliedAt；可有 author、name、phone、place、unit',
        en: 'one letter a line: id, title, body, reply, receivedAt, repliedAt; also author, name, phone, place, unit',
      },
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
  options: { source: { type: 'string' }, as: { type: 'string' } },
  async run(call: Call) {
    const [what, path] = call.args
    if (what !== 'letters' || !path) throw new PlainStop('用法：./huiyin import letters <文件>', 'Usage: ./huiyin import letters <file>')
    const there = await stat(path).catch(() => null)
    if (!there?.isFile()) throw new PlainStop(`没有这个文件：${path}`, `There is no file ${path}`)
    const source = typeof call.flags.source === 'string' ? call.flags.source : basename(path, extname(path))
    if (!/^[\p{L}\p{N}._-]{1,40}$/u.test(source))
      throw new PlainStop('来源名称只用字母、数字、点、横线，不超过 40 个。', 'A source name has letters, digits, dots and dashes only, at most 40.')
    const { env } = await call.open()
    const total = await countLines(path)
    const as = typeof call.flags.as === 'string' ? call.flags.as : undefined
    const done = await importFile(houseOf(env, quiet), path, source, as, (lines) => call.progress(lines, total, { zh: '导入来信', en: 'Importing letters' }))
    let sheet: string | null = null
    if (done.faults.length > 0) {
      const folder = join(env.folders.data, 'imports')
      await mkdir(folder, { recursive: true, mode: 0o700 })
      sheet = join(folder, `${source}.faults.csv`)
      await writeFile(sheet, `${faultSheet(done.faults)}\n`, { mode: 0o600 })
    }
    call.result(
      { ...done, source, faultSheet: sheet },
      {
        zh: `共 ${done.lines} 行：新导入 ${done.written} 件，此前已导入 ${done.before} 件，未导入 ${done.faults.length} 行${sheet ? `，原因见 ${sheet}` : ''}。`,
        en: `${done.lines} lines: ${done.written} imported now, ${done.before} before, ${done.faults.length} not imported${sheet ? `; see ${sheet}` : ''}.`,
      },
    )
    if (done.faults.length === 0) return 0
    return done.written + done.before === 0 ? 1 : SOME_REFUSED
  },
}
