/** 保存期限, for administrators: the table, and what the last night made of it. */
import { type RetentionRow, retention } from '../../kernel/reading/shape.ts'
import { inForce } from '../../kernel/rules/in-force.ts'
import { quotaAt } from '../../kernel/rules/quotas.ts'
import { run } from '../../kernel/write/tx.ts'
import { read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { retained } from './kinds.ts'

export const retentionRoutes: Routes = {
  key: 'retention',
  acts: [],
  readings: [
    read(
      retention,
      async ({ tx, rules, now }) => {
        const runs = await run<{ kind: string; at: string; n: number; total: number }>(
          tx,
          `select distinct on (r.kind) r.kind, r.at, r.n, (select sum(t.n)::int from retention_run t where t.kind = r.kind) as total from retention_run r order by r.kind, r.id desc`,
          [],
        )
        return {
          rows: retained.map(({ key, days, ends: shipped }): RetentionRow => {
            const own = days ? (inForce(rules, 'quota', days, now)?.version ?? 0) : 0
            const ends = shipped === 'proposed' && own > 0 ? 'erased' : shipped
            const last = runs.find((one) => one.kind === (ends === shipped ? key : `${key}.erased`))
            return {
              key,
              ends,
              days: days && quotaAt(rules, days, now).n,
              version: days ? own : null,
              last: last ? { at: last.at, n: last.n, total: last.total } : null,
            }
          }),
        }
      },
      { power: 'office.status' },
    ),
  ],
  gets: [],
}
