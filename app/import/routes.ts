/** 启用导入 as addresses: looked at, matched, tried, brought in; in one's own name, by the power of the command. Rule: R-S13, R-C02, decision 0019 */
import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import type { Ctx } from '../../kernel/ctx.ts'
import { hasPower, type Office } from '../../kernel/decide/office.ts'
import type { FileId, PersonId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { importRuns, type What as Kind, lookAtSheet, saveMapping, startImport } from '../../kernel/reading/import-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { addMillis, type Instant } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { handle } from '../../platform/ctx/handle.ts'
import { type ReadCtx, read } from '../../platform/ctx/reading.ts'
import type { Download, Routes } from '../../platform/ctx/routes.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import type { Words } from '../cli/command.ts'
import { desks } from '../desks.ts'
import { type Kept, type Place, SILENT, withSheet } from './at-work.ts'
import { numbersFrom } from './bring-sheet.ts'
import { fields, proposed, saveColumns, savedColumns } from './columns.ts'
import { faultCsv, faultWords } from './fault-sheet.ts'
import { reasons } from './report.ts'
import { peek } from './rows.ts'

type Desk = 'letters' | 'affairs'
const no = (code: string, facts: Record<string, string> = {}, status: 403 | 404 | 409 | 422 = 422) => new RefusalError(refuse(code, facts, status))
const powers = ['letters.import', 'affairs.import'] as const
const holds = (ctx: { readonly office: Office; readonly now: Instant; readonly who: { readonly person: PersonId } }, power: string) =>
  hasPower(ctx.office, ctx.who.person, power, ctx.now)
/** Affairs by who may bring affairs over; everything else, balances too, by who may import letters. */
function mustImportTo(ctx: Ctx, desk: Desk, what: Kind): void {
  if (desk === 'affairs' && what !== 'open-matters') throw no('import.letters-only')
  const power = `${desk}.import`
  if (!holds(ctx, power)) throw no('session.not-allowed', { power }, 403)
}
function mustImportAny(ctx: Parameters<typeof holds>[0]): void {
  if (!powers.some((power) => holds(ctx, power))) throw no('session.not-allowed', { power: powers[0] }, 403)
}

interface Upload {
  readonly digest: string
  readonly extension: 'xlsx' | 'csv' | 'jsonl'
  readonly size: number
}
/** A file he sent himself. @throws RefusalError `kernel.no-such-file`, `import.unreadable` */
async function uploadOf(tx: Tx, file: FileId, person: PersonId): Promise<Upload> {
  const [row] = await run<{ digest: string; name: string; kind: string; size: number }>(tx, 'select u.digest, u.name, u.kind, u.size from upload u where u.id = $1 and u.by = $2', [
    file,
    person,
  ])
  if (!row) throw no('kernel.no-such-file', { n: '1' })
  const named = extname(row.name).slice(1).toLowerCase()
  const extension = row.kind === 'xlsx' ? 'xlsx' : row.kind === 'txt' && (named === 'csv' || named === 'jsonl') ? named : null
  if (!extension) throw no('import.unreadable')
  return { digest: row.digest, size: row.size, extension }
}
const mappingsOf = (tx: Tx, what: Kind) => run<{ name: string }>(tx, 'select m.name from import_mapping m where m.what = $1 order by m.name', [what])

interface Row {
  readonly id: string
  readonly what: Kind
  readonly desk: string
  readonly source: string
  readonly look: boolean
  readonly by: PersonId
  readonly at: Instant
  readonly lines: number
  readonly total: number | null
  readonly beat_at: Instant | null
  readonly ended_at: Instant | null
  readonly fault: string | null
  readonly report: Kept | null
}
const both = (word: string): Words => ({ zh: word, en: word })
const counted = (of: Readonly<Record<string, number>>, called = both) => Object.entries(of).map(([name, n]) => ({ name: called(name), n }))
/** What an import came to. */
function told({ desk }: Row, kept: Kept) {
  const words = desks.find((one) => one.desk.key === desk)?.words
  const stage = (key: string): Words => ({ zh: words?.['zh-CN'].states[key] ?? key, en: words?.en.states[key] ?? key })
  const reason = (code: string): Words => faultWords(kept.faults.find((f) => f.code === code) ?? { code })
  return {
    lines: kept.lines,
    written: kept.written,
    before: kept.before,
    refused: kept.faults.length,
    byStage: counted(kept.byStage, stage),
    byHolder: counted(kept.byHolder).slice(0, 30),
    byReason: counted(reasons(kept.faults), reason),
    faults: kept.faults.slice(0, 100).map((fault) => ({ line: fault.line, id: fault.id, words: faultWords(fault) })),
    notUsed: [...kept.notUsed],
  }
}
const stateOf = (row: Row, now: Instant) =>
  row.ended_at !== null
    ? row.fault === null
      ? ('done' as const)
      : ('failed' as const)
    : (row.beat_at ?? row.at) < addMillis(now, -SILENT)
      ? ('silent' as const)
      : row.beat_at === null
        ? ('waiting' as const)
        : ('running' as const)
/** His own imports, the newest first; with `id` that one, and what it came to. */
const runsOf = (ctx: ReadCtx, id: string | null) =>
  run<Row>(
    ctx.tx,
    `select r.id, r.what, r.desk, r.source, r.look, r.by, r.at, r.lines, r.total, r.beat_at, r.ended_at, r.fault, case when $2::uuid is null then null else r.report end as report
     from import_run r where r.by = $1 and ($2::uuid is null or r.id = $2) order by r.at desc limit 10`,
    [ctx.who.person, id],
  )
const LIMIT = 30 * 1_048_576

export function importRoutes(place: Place): Routes {
  const look = handle(
    lookAtSheet,
    async (ctx, { what, file, sheet, mapping }) => {
      mustImportAny(ctx)
      const upload = await uploadOf(ctx.tx, file, ctx.who.person)
      if (upload.size > LIMIT) throw no('import.too-large', { megabytes: String(LIMIT / 1_048_576) })
      const found = await withSheet(place, upload.digest, `look-${randomUUID()}.${upload.extension}`, (path) => peek(path, sheet ?? undefined)).catch((error: unknown) => {
        throw error instanceof PlainStop ? no('import.unreadable') : error
      })
      const saved = mapping === null ? null : await savedColumns(ctx.tx, what, mapping)
      const columns =
        saved ??
        proposed(
          what,
          found.headings.map((one) => one.heading),
        )
      return {
        ...found,
        sheets: [...found.sheets],
        headings: found.headings.map(({ heading, samples }) => ({ heading, samples: [...samples], field: columns[heading] ?? null })),
        fields: Object.keys(fields[what]),
        mappings: (await mappingsOf(ctx.tx, what)).map((row) => row.name),
      }
    },
    'signed-in',
    { writesNothing: true },
  )
  const save = handle(
    saveMapping,
    async (ctx, { what, name, columns }) => {
      mustImportAny(ctx)
      const wrong = Object.values(columns).find((field) => !(field in fields[what]))
      if (wrong !== undefined) throw no('import.unknown-field', { field: wrong })
      await saveColumns(ctx, what, name, columns)
      return {}
    },
    'signed-in',
  )
  const start = handle(
    startImport,
    async (ctx, { what, desk, file, sheet, source, columns, number, look: trying }) => {
      mustImportTo(ctx, desk, what)
      const upload = await uploadOf(ctx.tx, file, ctx.who.person)
      const taken = Object.values(columns)
      const wrong = taken.find((field) => !(field in fields[what]))
      if (wrong !== undefined) throw no('import.unknown-field', { field: wrong })
      if (taken.length === 0) throw no('import.no-columns')
      if (new Set(taken).size < taken.length) throw no('import.field-twice')
      if (!numbersFrom(number, desk)) throw no('import.bad-form')
      await run(ctx.tx, `select pg_advisory_xact_lock(hashtextextended('import', 0))`, [])
      const busy = await run(ctx.tx, 'select 1 from import_run r where r.ended_at is null', [])
      if (busy.length > 0) throw no('import.busy', {}, 409)
      const id = ctx.ids.next()
      await run(
        ctx.tx,
        `insert into import_run (id, what, desk, source, digest, extension, sheet, number_form, columns, look, by, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9::json, $10, $11, $12)`,
        [id, what, desk, source, upload.digest, upload.extension, sheet, number, JSON.stringify(columns), trying, ctx.who.person, ctx.now],
      )
      await recordOfficeAct(ctx, 'import.start', { run: id, what, desk, source, look: trying })
      await run(ctx.tx, `select graphile_worker.add_job('import', json_build_object('run', $1::text), job_key := 'import:' || $1::text, max_attempts := 3)`, [id])
      return { id }
    },
    'signed-in',
  )
  const runs = read(
    importRuns,
    async (ctx, { id }) => {
      mustImportAny(ctx)
      const rows = await runsOf(ctx, id ?? null)
      return {
        rows: rows.map((row) => ({
          id: row.id,
          what: row.what,
          desk: row.desk,
          source: row.source,
          look: row.look,
          by: { id: row.by, name: ctx.office.persons.get(row.by)?.name ?? '' },
          at: row.at,
          lines: row.lines,
          total: row.total,
          state: stateOf(row, ctx.now),
          endedAt: row.ended_at,
          fault: row.fault,
          report: row.report && told(row, row.report),
        })),
      }
    },
    'signed-in',
  )
  /** 错误表: line, name, code and words of what did not come in; never what the line held. */
  const sheet = async (ctx: ReadCtx, id: string): Promise<Download> => {
    mustImportAny(ctx)
    const [row] = /^[0-9a-f-]{36}$/.test(id) ? await runsOf(ctx, id) : []
    if (!row?.report) throw no('kernel.not-found', {}, 404)
    return { name: `${row.source}.faults.csv`, type: 'text/csv; charset=utf-8', body: `\uFEFF${faultCsv(row.report.faults)}` }
  }
  return {
    key: 'imports',
    acts: [look, save, start],
    readings: [runs],
    gets: [{ path: '/imports/:id/faults.csv', gate: 'signed-in', fn: (ctx, { params }) => sheet(ctx, params.id ?? '') }],
  }
}
