/** The rows of 收文 beside its matters: loaded, saved and erased as sets. */
import type { DeskEntry, PaperNumber } from '../../kernel/ctx.ts'
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import type { PaperDetail } from './shape.ts'

/** Field of the detail → column. */
const columns = {
  sender: 'sender',
  senderUnit: 'sender_unit',
  senderNumber: 'sender_number',
  paperType: 'paper_type',
  urgency: 'urgency',
  writtenOn: 'written_on',
  copies: 'copies',
  copyFrom: 'copy_from',
  copyTo: 'copy_to',
  attachmentsNamed: 'attachments_named',
  handling: 'handling',
  answerBy: 'answer_by',
  receivedAt: 'received_at',
  runId: 'run_id',
  gist: 'gist',
  asRequest: 'as_request',
  resubmits: 'resubmits',
  joint: 'joint',
  checks: 'checks',
  proposal: 'proposal',
  leaders: 'leaders',
  chaser: 'chaser',
} as const satisfies { readonly [F in keyof PaperDetail]: string }
const fields = Object.entries(columns) as [keyof PaperDetail, string][]
/** Days as the office writes them, not as the driver would. */
const dated: readonly string[] = ['written_on', 'answer_by']
const names = fields.map(([, column]) => column).join(', ')
const read = fields.map(([field, column]) => `${dated.includes(column) ? `d.${column}::text` : `d.${column}`} as "${field}"`).join(', ')

export const load = (async (tx, matters) => {
  const rows = await run<PaperDetail & { matter_id: MatterId }>(tx, `select d.matter_id, ${read} from incoming_paper d where d.matter_id = any ($1::uuid[])`, [matters])
  return new Map(rows.map(({ matter_id, ...detail }): [MatterId, PaperDetail] => [matter_id, { ...detail, receivedAt: instant(detail.receivedAt) }]))
}) satisfies DeskEntry['load']

export const save: DeskEntry['save'] = async (tx, rows) => {
  const details = rows.map(({ matter, detail }) => ({ matter_id: matter, ...Object.fromEntries(fields.map(([field, column]) => [column, (detail as PaperDetail)[field]])) }))
  await run(
    tx,
    `insert into incoming_paper (matter_id, ${names}) select r.matter_id, ${fields.map(([, column]) => `r.${column}`).join(', ')} from json_populate_recordset(null::incoming_paper, $1::json) r
     on conflict (matter_id) do update set ${fields.map(([, column]) => `${column} = excluded.${column}`).join(', ')}`,
    [JSON.stringify(details)],
  )
}

/** 来文字号 as it was registered. Rule: BZ-27 */
export const bearingNumber: NonNullable<DeskEntry['bearingNumber']> = (tx, { numbers, begins, matters, most }) =>
  run<PaperNumber>(
    tx,
    `select d.matter_id as matter, d.sender_number as number, null as "endedOn" from incoming_paper d
     where d.sender_number is not null and ($1::text[] is null or d.sender_number = any ($1)) and ($2::text is null or d.sender_number ^@ $2)
       and ($3::uuid[] is null or d.matter_id = any ($3)) order by d.matter_id desc limit $4`,
    [numbers ?? null, begins ?? null, matters ?? null, most],
  )

/** 依法删除. */
export const erase: NonNullable<DeskEntry['erase']> = async (tx, rows) => {
  const of = rows.filter((r) => `${r.table}.${r.column}` === 'incoming.gist').map((r) => r.matter)
  await run(tx, 'update incoming_paper d set gist = null where d.matter_id = any ($1::uuid[])', [of])
}

/** 离任: copies still in his hands. Rule: R-D50 */
export const unreturned: NonNullable<DeskEntry['unreturned']> = async (tx, person: PersonId) => {
  const [row] = await run<{ n: number }>(tx, `select count(*)::int as n from incoming_copy c where c.state = 'out' and c.holder = $1`, [person])
  return row?.n ?? 0
}
