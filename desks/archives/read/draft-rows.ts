/** Archive drafts with what is proposed of each: worked out when they are looked at, from the paper, its files and the table in force. Rule: R-A01 */
import type { z } from 'zod'
import type { KeptPaper } from '../../../kernel/archive.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { FileId, MatterId, UnitId } from '../../../kernel/ids.ts'
import { type Instant, officeYear } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type Proposed, propose } from '../propose.ts'
import type { draftRow } from '../shape.ts'
import type { TermsTable } from '../terms.ts'

export interface DraftItem {
  readonly item: string
  readonly matter: MatterId
  readonly desk: string
  readonly own: string | null
  readonly title: string | null
  readonly closed_at: Instant
  readonly state: 'draft' | 'left'
  readonly left_why: string | null
}
export interface Drafted extends DraftItem {
  readonly paper: KeptPaper
  readonly proposed: Proposed
  readonly year: number
}
interface FileRow {
  readonly id: FileId
  readonly matter: MatterId
  readonly name: string | null
  readonly kind: string
  readonly pages: number | null
}
const pictures: ReadonlySet<string> = new Set(['jpg', 'png', 'gif', 'webp'])
async function filesOf(ctx: Pick<Ctx, 'tx'>, matters: readonly MatterId[]): Promise<ReadonlyMap<FileId, FileRow>> {
  const rows = await run<FileRow>(
    ctx.tx,
    'select f.id, f.matter_id as matter, f.name, f.kind, t.pages from file f left join file_text t on t.file_id = f.id where f.matter_id = any ($1::uuid[])',
    [matters],
  )
  return new Map(rows.map((row) => [row.id, { ...row, pages: row.pages ?? (pictures.has(row.kind) ? 1 : null) }]))
}

/** What each desk keeps of these, and every file of their matters; what no desk answers for is left out. */
export async function drafted(
  ctx: Pick<Ctx, 'tx' | 'office' | 'now' | 'desks' | 'who'>,
  items: readonly DraftItem[],
  table: TermsTable | null,
): Promise<{ readonly all: readonly Drafted[]; readonly files: ReadonlyMap<FileId, FileRow> }> {
  const papers = new Map<MatterId, KeptPaper>()
  for (const [desk, own] of Map.groupBy(items, (item) => item.desk)) {
    const found = await ctx.desks.get(desk)?.keeps?.(
      ctx,
      own.map((item) => item.matter),
    )
    for (const [matter, paper] of found ?? []) papers.set(matter, paper)
  }
  const files = await filesOf(
    ctx,
    items.map((item) => item.matter),
  )
  const all = items.flatMap((item) => {
    const paper = papers.get(item.matter)
    if (!paper) return []
    const proposed = propose(paper, item.desk, table, ctx.office, (file) => files.get(file)?.pages ?? null)
    return [{ ...item, paper, proposed, year: officeYear(item.closed_at) }]
  })
  return { all, files }
}
export function toDraftRow(ctx: Pick<Ctx, 'office'>, one: Drafted, files: ReadonlyMap<FileId, FileRow>): z.input<typeof draftRow> {
  const { paper, proposed } = one
  const { row } = proposed
  return {
    item: one.item,
    matter: one.matter,
    desk: one.desk,
    own: one.own,
    number: paper.number,
    author: paper.author,
    title: one.title,
    on: paper.on,
    closedAt: one.closed_at,
    year: one.year,
    term: proposed.term,
    left: proposed.left,
    row: row && { key: row.key, what: row.what },
    organ: proposed.organ,
    unit: { id: paper.unit as string, name: ctx.office.units.get(paper.unit as UnitId)?.name ?? '' },
    parts: proposed.parts.map((part) => {
      const file = part.file ? files.get(part.file) : undefined
      return { ...part, name: file?.name ?? null, kind: file?.kind ?? null }
    }),
    lacks: [...proposed.lacks],
    state: one.state,
    leftWhy: one.left_why,
  }
}
