/** 办理情况: the figures of what this person may see, at one moment. */
import { sql } from 'kysely'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { figureDefs } from '../figures.ts'
import { figureKeys, figures } from '../shape.ts'
import { inPeriod } from './ledger.ts'

export const readFigures = read(figures, async ({ tx, who, now, office }, period) => {
  const defs = figureDefs(now)
  const sight = sightOf(office, who.person, now)
  const count = (key: (typeof figureKeys)[number]) =>
    sql`count(*) filter (where ${defs[key].n})::int as ${sql.ref(`${key}_n`)}, ${defs[key].of === null ? sql`null::int` : sql`count(*) filter (where ${defs[key].of})::int`} as ${sql.ref(`${key}_of`)}`
  const { rows } = await sql<Record<string, number | null>>`select ${sql.join(figureKeys.map(count))}
    from matter m where m.desk = 'affairs' and ${inPeriod(period)} and ${visible(sight, 'm')}`.execute(tx)
  const [row = {}] = rows
  return { cutOff: now, rows: figureKeys.map((key) => ({ key, n: row[`${key}_n`] ?? 0, of: row[`${key}_of`] ?? null })) }
})
