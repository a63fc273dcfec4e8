/** The rows of 交办事项 beside its matters: loaded and saved as sets. */
import type { DeskEntry } from '../../kernel/ctx.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { run } from '../../kernel/write/tx.ts'
import type { AffairDetail, Way } from './shape.ts'

interface AffairRowDb {
  readonly matter_id: MatterId
  readonly way: Way
  readonly body: string | null
  readonly relayed_by: string | null
  readonly outside: boolean
  readonly people: number | null
  readonly at_once: boolean
  readonly successor: MatterId | null
}
const columns = 'd.matter_id, d.way, d.body, d.relayed_by, d.outside, d.people, d.at_once, d.successor'

export const load = (async (tx, matters) => {
  const rows = await run<AffairRowDb>(tx, `select ${columns} from affairs_affair d where d.matter_id = any ($1::uuid[])`, [matters])
  return new Map(rows.map(({ matter_id, relayed_by: relayedBy, at_once: atOnce, ...same }): [MatterId, AffairDetail] => [matter_id, { ...same, relayedBy, atOnce }]))
}) satisfies DeskEntry['load']

export const save: DeskEntry['save'] = async (tx, rows) => {
  const details = rows.map(({ matter, detail }): AffairRowDb => {
    const { relayedBy: relayed_by, atOnce: at_once, successor, ...same } = detail as AffairDetail
    return { ...same, matter_id: matter, relayed_by, at_once, successor: successor as MatterId | null }
  })
  await run(
    tx,
    `insert into affairs_affair select r.* from json_populate_recordset(null::affairs_affair, $1::json) r
     on conflict (matter_id) do update set successor = excluded.successor`,
    [JSON.stringify(details)],
  )
}

/** 依法删除. */
export const erase: NonNullable<DeskEntry['erase']> = async (tx, rows) => {
  const of = (text: string) => rows.filter((r) => `${r.table}.${r.column}` === text).map((r) => r.matter)
  await run(
    tx,
    `update affairs_affair d set body = case when d.matter_id = any ($1::uuid[]) then null else d.body end,
       relayed_by = case when d.matter_id = any ($2::uuid[]) then null else d.relayed_by end
     where d.matter_id = any ($1::uuid[] || $2::uuid[])`,
    [of('affairs.body'), of('affairs.relayedBy')],
  )
}
