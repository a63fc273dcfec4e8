/** The rows of the tray, and a page as its person may know it. */
import type { Looker } from '../../kernel/advance.ts'
import { mayRecordSomewhere } from '../../kernel/decide/recorded.ts'
import type { ActId, FileId, MatterId, PersonId } from '../../kernel/ids.ts'
import type { Entered, ScanPage } from '../../kernel/reading/scan-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { openPieces, readyOf, type SeenMatter, seenOf } from './deciders.ts'

export interface PageRow {
  readonly id: string
  readonly batch: string
  readonly no: number
  readonly digest: string
  readonly size: number
  readonly state: ScanPage['state']
  readonly reason: string | null
  readonly set_aside: string | null
  readonly matter: MatterId | null
  readonly form: string | null
  readonly file: FileId | null
  readonly act: ActId | null
  readonly leader: PersonId | null
  readonly entered: Entered | null
  readonly entered_at: Instant | null
  readonly by: PersonId
  readonly batch_name: string
}
export const pageColumns = `p.id, p.batch, p.no, p.digest, p.size, p.state, p.reason, p.set_aside, p.matter_id as matter, p.form, p.file_id as file, p.act_id as act, p.leader, p.entered, p.entered_at,
  b.by, b.name as batch_name`
type Eyes = Pick<Looker, 'tx' | 'who' | 'now' | 'office'>

/** @throws RefusalError `session.not-allowed`: nobody for whom he may enter anything */
export function mustRecord({ office, who, now }: Pick<Looker, 'office' | 'who' | 'now'>): void {
  if (!mayRecordSomewhere(office, who.person, now)) throw new RefusalError(refuse('session.not-allowed', { power: 'office.record' }, 403))
}

/**
 * One page of one's own tray, locked.
 * @throws RefusalError `kernel.not-found`: unknown, or another's: one answer for both
 */
export async function pageForWrite(ctx: Eyes, id: string): Promise<PageRow> {
  mustRecord(ctx)
  const [row] = await run<PageRow>(
    ctx.tx,
    `select ${pageColumns} from scan_page p join scan_batch b on b.id = p.batch where p.id = $1 and b.by = $2 and p.back_of is null for update of p`,
    [id, ctx.who.person],
  )
  if (!row) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return row
}
export const backsOf = (
  ctx: Pick<Looker, 'tx'>,
  pages: readonly string[],
): Promise<{ id: string; back_of: string; no: number; digest: string; size: number; file: FileId | null }[]> =>
  run(ctx.tx, 'select p.id, p.back_of, p.no, p.digest, p.size, p.file_id as file from scan_page p where p.back_of = any ($1::uuid[]) order by p.no', [pages])

/** Pages as shown: a matter he may no longer see is not named. */
export async function showPages(ctx: Eyes, rows: readonly PageRow[]): Promise<ScanPage[]> {
  const seen = await seenOf(
    ctx,
    rows.flatMap((row) => row.matter ?? []),
  )
  const ready = readyOf(await openPieces(ctx, seen))
  const backs = await backsOf(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const matter = row.matter === null ? null : (seen.get(row.matter) ?? null)
    return {
      id: row.id,
      batch: row.batch,
      no: row.no,
      state: row.state,
      reason: row.set_aside ?? row.reason,
      matter: matter && named(matter),
      form: row.form,
      ready: row.state === 'attached' && matter !== null && ready.has(matter.id),
      backs: backs.filter((back) => back.back_of === row.id).map((back) => back.id),
      entered:
        row.entered === null || row.leader === null || row.entered_at === null
          ? null
          : { what: row.entered, leader: { id: row.leader, name: ctx.office.persons.get(row.leader)?.name ?? '' }, at: row.entered_at },
    }
  })
}
const named = ({ id, desk, number, title }: SeenMatter) => ({ id, desk, number, title })
export async function showPage(ctx: Eyes, id: string): Promise<ScanPage> {
  const rows = await run<PageRow>(ctx.tx, `select ${pageColumns} from scan_page p join scan_batch b on b.id = p.batch where p.id = $1 and b.by = $2 and p.back_of is null`, [
    id,
    ctx.who.person,
  ])
  const [page] = await showPages(ctx, rows)
  if (!page) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return page
}
