/** 回录托盘: what lies in one person's tray, and one paper under his hand. */
import { viewMatter } from '../../kernel/advance.ts'
import { addWorkdays } from '../../kernel/clock/due.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import type { Decider, ScanPage, TrayView } from '../../kernel/reading/scan-shape.ts'
import { paper, tray } from '../../kernel/reading/scan-shape.ts'
import { addDays, type Instant, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { type ReadCtx, read } from '../ctx/reading.ts'
import { type OpenPiece, openPieces, seenOf } from './deciders.ts'
import { mustRecord, type PageRow, pageColumns, showPage, showPages } from './tray-rows.ts'

const MOST = 500
const BATCHES = 6

/** A paper whose matter asks nobody (any more) waits with the others. */
const viewOf = (page: ScanPage): TrayView => (page.state === 'entered' || page.state === 'aside' ? page.state : page.ready ? 'ready' : 'waiting')

/** Open papers whole; of those entered and set aside the newest. */
async function pagesOf(ctx: ReadCtx): Promise<PageRow[]> {
  const one = (states: string, order: string) =>
    `(select ${pageColumns}, b.at as batch_at from scan_page p join scan_batch b on b.id = p.batch where b.by = $1 and p.back_of is null and p.state ${states} order by ${order} limit ${MOST})`
  return run<PageRow>(
    ctx.tx,
    `select * from (${one("in ('waiting', 'attached')", 'b.at, p.no')} union all ${one("= 'entered'", 'p.entered_at desc')} union all ${one("= 'aside'", 'b.at desc, p.no')}) f order by f.batch_at, f.batch, f.no`,
    [ctx.who.person],
  )
}

export const readTray = read(
  tray,
  async (ctx, { view }) => {
    mustRecord(ctx)
    const all = await showPages(ctx, await pagesOf(ctx))
    const count = (of: TrayView) => all.filter((page) => viewOf(page) === of).length
    const batches = await run<{
      id: string
      name: string
      at: Instant
      two_sided: boolean
      pages: number | null
      done: number
      state: 'arrived' | 'split' | 'refused'
      reason: string | null
    }>(ctx.tx, `select b.id, b.name, b.at, b.two_sided, b.pages, b.done, b.state, b.reason from scan_batch b where b.by = $1 order by b.at desc limit ${BATCHES}`, [ctx.who.person])
    return {
      counts: { ready: count('ready'), waiting: count('waiting'), entered: count('entered'), aside: count('aside') },
      batches: batches.map(({ two_sided, ...batch }) => ({ ...batch, twoSided: two_sided })),
      pages: all.filter((page) => viewOf(page) === view),
    }
  },
  'signed-in',
)

/** The first day on which a paper written was no 补录 today. */
function notLateFrom(ctx: ReadCtx): OfficeDate {
  const today = officeDate(ctx.now)
  let day = today
  for (let n = 0; n < 30 && addWorkdays(addDays(day, -1), 1, ctx.calendar) >= today; n++) day = addDays(day, -1)
  return day
}
async function decidersOf(ctx: ReadCtx, pieces: readonly OpenPiece[]): Promise<Decider[]> {
  const found: Decider[] = []
  const may = new Map<string, boolean>()
  for (const piece of pieces) {
    const entry = ctx.desks.get(piece.desk)
    // 回避: whoever must not see it decides nothing there
    if (!entry || !(await maySee(ctx.tx, sightOf(ctx.office, piece.person, ctx.now), piece.matter))) continue
    if (!may.has(piece.person)) {
      const view = await viewMatter({ ...ctx, who: { person: piece.person } }, entry.desk, piece.matter)
      may.set(piece.person, view.may.sendBack?.allowed === true)
    }
    const { office } = ctx
    const person = { id: piece.person, name: office.persons.get(piece.person)?.name ?? '' }
    const post = (piece.post && office.posts.get(piece.post)?.title) ?? null
    found.push({ piece: piece.id, kind: piece.kind, role: piece.role, person, post, mayReturn: may.get(piece.person) ?? false })
  }
  return found
}

export const readPaper = read(
  paper,
  async (ctx, { page: id }) => {
    mustRecord(ctx)
    const page = await showPage(ctx, id)
    const today = officeDate(ctx.now)
    const days = { notLateFrom: notLateFrom(ctx), today }
    const entry = page.matter ? ctx.desks.get(page.matter.desk) : undefined
    if (!page.matter || !entry || page.state !== 'attached') return { page, deciders: [], others: [], version: null, draft: null, from: null, ...days }
    const pieces = await openPieces(ctx, await seenOf(ctx, [page.matter.id]))
    const view = await viewMatter(ctx, entry.desk, page.matter.id)
    const [last] = await run<{ at: Instant }>(ctx.tx, 'select e.at from event e where e.matter_id = $1 order by e.id desc limit 1', [page.matter.id])
    return {
      page,
      deciders: await decidersOf(
        ctx,
        pieces.filter((p) => p.mine),
      ),
      others: pieces.filter((p) => !p.mine).map((p) => ({ id: p.person, name: ctx.office.persons.get(p.person)?.name ?? '' })),
      version: view.version,
      draft: view.draft,
      from: last ? officeDate(last.at) : null,
      ...days,
    }
  },
  'signed-in',
)
