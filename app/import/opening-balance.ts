/** `import opening-balance`: up to which number every series was used before this system. Rule: issue B «opening balance of every series»; invariant 16 */
import { openSeries } from '../../kernel/numbering/reserve.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { officeYear } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { systemIds } from '../../platform/clock.ts'
import type { RegisteredDesk } from '../desks.ts'
import type { Carrier } from './carry.ts'

export interface Balance {
  readonly series: string
  readonly year: number
  readonly last: number
  readonly why: string
}
const said = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '')
/** 信〔{year}〕{seq}号 is called 信. */
const prefix = (pattern: string) => pattern.split('〔')[0] ?? pattern

interface Standing {
  readonly opening: number
  readonly last: number
}
const standingOf = async (tx: Tx, { series, year }: Pick<Balance, 'series' | 'year'>): Promise<Standing | null> =>
  (await run<Standing>(tx, 'select s.opening, s.last from series s where s.series = $1 and s.year = $2', [series, year]))[0] ?? null

/** @param desks every desk has one series, called by its key, its name or how its numbers begin */
export function balanceCarrier(desks: readonly RegisteredDesk[], why: string): Carrier<Balance> {
  const seriesOf = (text: string) =>
    desks.find(({ desk, words }) =>
      [desk.key, desk.series, prefix(desk.series), words['zh-CN'].name, words['zh-CN'].one, words.en.name].some((name) => name.toLowerCase() === text.toLowerCase()),
    )?.desk.key
  return {
    idOf: (cells) => `${said(cells.series)} ${said(cells.year)}`,
    parse(cells, now) {
      const series = seriesOf(said(cells.series))
      const [year, last] = [Number(said(cells.year).replace(/年$/, '')), Number(said(cells.last) || Number.NaN)]
      if (!series) return 'unknown-series'
      if (!Number.isInteger(year) || year < 1949 || year > officeYear(now) + 1) return 'bad-year'
      if (!Number.isInteger(last) || last < 0 || last > 9_999_999) return 'bad-last'
      return { series, year, last, why: said(cells.why).slice(0, 200) || why }
    },
    keyOf: ({ series, year }) => `${series} ${year}`,
    async known() {
      return new Set()
    },
    async land(ctx, rows, look) {
      const done: Balance[] = []
      const refused: { id: string; code: string; facts: Record<string, number> }[] = []
      for (const row of rows) {
        const before = await standingOf(ctx.tx, row)
        if (before === null) {
          done.push(row)
          if (look) continue
          await openSeries(ctx.tx, row.series, row.year, row.last, ctx.who.person, row.why)
          const act = { ...ctx, act: systemIds(() => ctx.now).next<typeof ctx.act>() }
          await recordOfficeAct(act, 'numbers.open', { series: row.series, year: row.year, last: row.last })
        } else if (before.opening !== row.last) refused.push({ id: `${row.series} ${row.year}`, code: 'series-begun', facts: { opening: before.opening, last: before.last } })
      }
      return { done, refused }
    },
  }
}
/** Series of this year that nobody gave a balance and nobody has begun. */
export async function withoutBalance(tx: Tx, desks: readonly RegisteredDesk[], year: number): Promise<string[]> {
  const begun = new Set((await run<{ series: string }>(tx, 'select s.series from series s where s.year = $1', [year])).map((r) => r.series))
  return desks.filter(({ desk }) => !begun.has(desk.key)).map(({ desk }) => desk.key)
}
