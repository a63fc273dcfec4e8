/** The rows of 信访 beside its matters: loaded, saved and erased as sets. */
import type { DeskEntry } from '../../kernel/ctx.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { run } from '../../kernel/write/tx.ts'
import type { PetitionDetail } from './shape.ts'

export const load = (async (tx, matters) => {
  const rows = await run<PetitionDetail & { matter_id: MatterId }>(
    tx,
    'select d.matter_id, d.kind, d.way, d.body, d.people, d.reachable from petitions_petition d where d.matter_id = any ($1::uuid[])',
    [matters],
  )
  return new Map(rows.map(({ matter_id, ...detail }): [MatterId, PetitionDetail] => [matter_id, detail]))
}) satisfies DeskEntry['load']

/** What was put is written once; whoever is erased can be told nothing more. */
export const save: DeskEntry['save'] = async (tx, rows) => {
  const details = rows.map(({ matter, detail }) => {
    const { kind, way, body, people, reachable } = detail as PetitionDetail
    return { matter_id: matter, kind, way, body, people, reachable }
  })
  await run(
    tx,
    `insert into petitions_petition select r.* from json_populate_recordset(null::petitions_petition, $1::json) r
     on conflict (matter_id) do nothing`,
    [JSON.stringify(details)],
  )
}

/** 依法删除. */
export const erase: NonNullable<DeskEntry['erase']> = async (tx, rows) => {
  const of = (text: string) => rows.filter((r) => `${r.table}.${r.column}` === text).map((r) => r.matter)
  await run(
    tx,
    `update petitions_petition d set body = case when d.matter_id = any ($1::uuid[]) then null else d.body end, reachable = d.reachable and not d.matter_id = any ($2::uuid[])
     where d.matter_id = any ($1::uuid[] || $2::uuid[])`,
    [of('petitions.body'), of('contact.all')],
  )
}
