/** 学习情况: of what the program suggests, from how many letters it learned, how well it did on letters it had not seen, and how often it was taken in thirty days. */
import { addDays, officeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { learned } from '../shape.ts'

const DAYS = 30
interface Row {
  readonly what: 'category' | 'unit'
  readonly at: string
  readonly letters: number
  readonly classes: number
  readonly f1: number
  readonly silent: boolean
  readonly taken: number
  readonly other: number
}
export const readLearned = read(
  learned,
  async (ctx) => ({
    rows: await run<Row>(
      ctx.tx,
      `select distinct on (o.what) o.what, o.at, o.letters, o.classes, o.f1, o.silent_below is null as silent,
         (select coalesce(sum(s.taken), 0)::int from letters_suggested s where s.what = o.what and s.day > $1) as taken,
         (select coalesce(sum(s.other), 0)::int from letters_suggested s where s.what = o.what and s.day > $1) as other
       from letters_model o where o.body is not null and o.what in ('category', 'unit') order by o.what, o.id desc`,
      [addDays(officeDate(ctx.now), -DAYS)],
    ),
  }),
  { power: 'letters.register' },
)
