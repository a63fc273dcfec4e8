/** 知识条目 found while a call is taken, and the list of all. Never a matter: it holds no caller's words. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import { hasPower } from '../../../kernel/decide/office.ts'
import type { PersonId, UnitId } from '../../../kernel/ids.ts'
import { like } from '../../../kernel/reading/row.ts'
import { addDays, type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { limitOf } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { findKnowledge, type KnowledgeRow, knowledgeList } from '../knowledge-shape.ts'
import { alike, gramsOf } from '../likeness.ts'

/** So many days before it ends, its unit is asked to look at it again. */
export const REVIEW_DAYS = 14
const SHOWN = 4
const ALL = 300
export interface StoredKnowledge {
  readonly id: string
  readonly version: number
  readonly question: string
  readonly answer: string
  readonly source: string
  readonly unit: UnitId
  readonly valid_until: OfficeDate
  readonly ended: boolean
  readonly grams: number[]
  readonly used: number
  readonly by: PersonId
  readonly at: string
}
/** Of each entry the wording that holds. @param where over `k` */
export async function storedKnowledge({ tx }: Pick<Ctx, 'tx'>, where: RawBuilder<unknown>): Promise<StoredKnowledge[]> {
  const { rows } = await sql<StoredKnowledge>`select k.id, k.version, k.question, k.answer, k.source, k.unit, k.valid_until::text as valid_until, k.ended, k.grams, k.by, k.at,
      (select count(*)::int from letters_knowledge_use u where u.entry = k.id) as used
    from (select distinct on (e.id) e.* from letters_knowledge e order by e.id, e.version desc) k where ${where} order by k.id desc ${limitOf(ALL)}`.execute(tx)
  return rows
}
function rowOf(ctx: Pick<Ctx, 'office' | 'now'>, row: StoredKnowledge): KnowledgeRow {
  const today = officeDate(ctx.now)
  const state = row.ended ? 'ended' : row.valid_until < today ? 'over' : row.valid_until <= addDays(today, REVIEW_DAYS) ? 'soon' : 'valid'
  return {
    id: row.id,
    version: row.version,
    question: row.question,
    answer: row.answer,
    source: row.source,
    unit: { id: row.unit, name: ctx.office.units.get(row.unit)?.short ?? '' },
    validUntil: row.valid_until,
    state,
    used: row.used,
    by: { id: row.by, name: ctx.office.persons.get(row.by)?.name ?? '' },
    at: row.at,
  }
}
export const readFindKnowledge = read(
  findKnowledge,
  async (ctx, { q }) => {
    const grams = gramsOf(q)
    if (grams.length === 0) return { rows: [] }
    const found = await storedKnowledge(ctx, sql`not k.ended and k.valid_until >= ${officeDate(ctx.now)} and k.grams && ${grams}::int[]`)
    const scored = found.map((row) => ({ row, share: alike(grams, row.grams) })).sort((a, b) => b.share - a.share || b.row.used - a.row.used)
    return { rows: scored.slice(0, SHOWN).map(({ row }) => rowOf(ctx, row)) }
  },
  { power: 'letters.register' },
)
const order = { over: 0, soon: 1, valid: 2, ended: 3 } as const
export async function knowledgeRows(ctx: Pick<Ctx, 'tx' | 'office' | 'now'>, q: string | undefined): Promise<KnowledgeRow[]> {
  const found = await storedKnowledge(ctx, q ? sql`(k.question ilike ${like(q)} or k.answer ilike ${like(q)})` : sql`true`)
  return found.map((row) => rowOf(ctx, row)).sort((a, b) => order[a.state] - order[b.state] || b.used - a.used)
}
export const readKnowledge = read(
  knowledgeList,
  async (ctx, { q }) => ({ rows: await knowledgeRows(ctx, q), may: { write: hasPower(ctx.office, ctx.who.person, 'letters.knowledge', ctx.now) } }),
  { power: 'letters.register' },
)
