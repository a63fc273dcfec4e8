/**
 * 统计口径截止: a whole desk's figures kept under a name. Counted with the eyes of the desk itself, so that whoever counts again gets the same numbers;
 * 工作秘密 is in none of them. Rule: R-H20, invariant 20
 */
import { createHash } from 'node:crypto'
import type { PersonId } from '../ids.ts'
import { wholeDesk } from '../people/sight.ts'
import { type Instant, instant, type OfficeDate } from '../time.ts'
import { run, type Tx } from '../write/tx.ts'
import { figuresAt } from './count.ts'
import type { FigureSet } from './define.ts'
import type { FigureView } from './shape.ts'

export interface KeptCutOff {
  readonly id: string
  readonly desk: string
  readonly name: string
  readonly from_day: OfficeDate | null
  readonly to_day: OfficeDate | null
  readonly cut_off: Instant
  readonly figures: FigureView[]
  readonly by: PersonId
  readonly at: Instant
}
/** @param now counted from history where the cut-off lies before it */
export async function wholeFigures(tx: Tx, set: FigureSet, asked: Pick<KeptCutOff, 'from_day' | 'to_day' | 'cut_off'>, now: Instant): Promise<FigureView[]> {
  const period = { from: asked.from_day ?? undefined, to: asked.to_day ?? undefined, cutOff: asked.cut_off }
  return (await figuresAt(tx, set, wholeDesk(set.desk), period, now)).all
}
export const digestOf = (figures: readonly FigureView[]): string => createHash('sha256').update(JSON.stringify(figures)).digest('hex')

export async function putCutOff(tx: Tx, kept: KeptCutOff): Promise<void> {
  await run(
    tx,
    `insert into figure_cut_off (id, desk, name, from_day, to_day, cut_off, figures, digest, by, at) values ($1, $2, $3, $4::date, $5::date, $6, $7::json, $8, $9, $10)`,
    [kept.id, kept.desk, kept.name, kept.from_day, kept.to_day, kept.cut_off, JSON.stringify(kept.figures), digestOf(kept.figures), kept.by, kept.at],
  )
}
const columns = 'c.id, c.desk, c.name, c.from_day::text as from_day, c.to_day::text as to_day, c.cut_off, c.figures, c.by, c.at'
const asKept = (row: KeptCutOff): KeptCutOff => ({ ...row, cut_off: instant(row.cut_off), at: instant(row.at) })
/** Newest first. */
export const keptCutOffs = async (tx: Tx, desk: string): Promise<KeptCutOff[]> =>
  (await run<KeptCutOff>(tx, `select ${columns} from figure_cut_off c where c.desk = $1 order by c.at desc limit 200`, [desk])).map(asKept)
export async function keptCutOff(tx: Tx, id: string): Promise<KeptCutOff | null> {
  const [row] = await run<KeptCutOff>(tx, `select ${columns} from figure_cut_off c where c.id = $1`, [id])
  return row ? asKept(row) : null
}
