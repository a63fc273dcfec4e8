/** The rows of 发文 beside its matters: loaded and saved as sets. */
import type { DeskEntry, PaperNumber } from '../../kernel/ctx.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import type { PaperDetail } from './shape.ts'

/** Field of the detail → column. */
const columns = {
  way: 'way',
  paperType: 'paper_type',
  form: 'form',
  direction: 'direction',
  level: 'level',
  important: 'important',
  urgency: 'urgency',
  purpose: 'purpose',
  organs: 'organs',
  code: 'code',
  involved: 'involved',
  passesOn: 'passes_on',
  inclination: 'inclination',
  overYear: 'over_year',
  materials: 'materials',
  returns: 'returns',
  checks: 'checks',
  proof: 'proof',
  legality: 'legality',
  dissent: 'dissent',
  signer: 'signer',
  grade: 'grade',
  recheck: 'recheck',
  joint: 'joint',
  ledBy: 'led_by',
  docNumber: 'doc_number',
  copies: 'copies',
  sealed: 'sealed',
  sealedAt: 'sealed_at',
  issuedAt: 'issued_at',
  openness: 'openness',
  published: 'published',
  normative: 'normative',
  consultation: 'consultation',
  withdrawn: 'withdrawn',
} as const satisfies { readonly [F in keyof PaperDetail]: string }
const fields = Object.entries(columns) as [keyof PaperDetail, string][]
const read = fields.map(([field, column]) => `d.${column} as "${field}"`).join(', ')
const when = (at: string | null) => at && instant(at)

export const load = (async (tx, matters) => {
  const rows = await run<PaperDetail & { matter_id: MatterId }>(tx, `select d.matter_id, ${read} from outgoing_paper d where d.matter_id = any ($1::uuid[])`, [matters])
  return new Map(rows.map(({ matter_id, ...detail }): [MatterId, PaperDetail] => [matter_id, { ...detail, sealedAt: when(detail.sealedAt), issuedAt: when(detail.issuedAt) }]))
}) satisfies DeskEntry['load']

export const save: DeskEntry['save'] = async (tx, rows) => {
  const details = rows.map(({ matter, detail }) => ({ matter_id: matter, ...Object.fromEntries(fields.map(([field, column]) => [column, (detail as PaperDetail)[field]])) }))
  await run(
    tx,
    `insert into outgoing_paper select r.* from json_populate_recordset(null::outgoing_paper, $1::json) r
     on conflict (matter_id) do update set ${fields.map(([, column]) => `${column} = excluded.${column}`).join(', ')}`,
    [JSON.stringify(details)],
  )
}

/** 文号 as it was given, and since when a paper withdrawn is void. Rule: BZ-27; R-D40 */
export const bearingNumber: NonNullable<DeskEntry['bearingNumber']> = (tx, { numbers, begins, matters, most }) =>
  run<PaperNumber>(
    tx,
    `select d.matter_id as matter, d.doc_number as number, d.withdrawn->>'from' as "endedOn" from outgoing_paper d
     where d.doc_number is not null and ($1::text[] is null or d.doc_number = any ($1)) and ($2::text is null or d.doc_number ^@ $2)
       and ($3::uuid[] is null or d.matter_id = any ($3)) order by d.matter_id desc limit $4`,
    [numbers ?? null, begins ?? null, matters ?? null, most],
  )

/** 依法删除. With the title or the draft goes what the public page shows of them, with the opinions what was answered to each and published. */
export const erase: NonNullable<DeskEntry['erase']> = async (tx, rows) => {
  for (const column of ['purpose', 'dissent', 'inclination'] as const) {
    const of = rows.filter((r) => `${r.table}.${r.column}` === `outgoing.${column}`).map((r) => r.matter)
    if (of.length > 0) await run(tx, `update outgoing_paper d set ${column} = null where d.matter_id = any ($1::uuid[])`, [of])
  }
  const of = (...texts: readonly string[]) => rows.filter((r) => texts.includes(`${r.table}.${r.column}`)).map((r) => r.matter)
  const [texts, opinions] = [of('matter.title', 'draft.all'), of('outgoing.opinions')]
  if (texts.length > 0) await run(tx, `update outgoing_public_text t set title = null, body = null, shortened = null, answers = null where t.matter_id = any ($1::uuid[])`, [texts])
  if (opinions.length === 0) return
  await run(tx, 'update outgoing_opinion o set body = null, said_by = null where o.matter_id = any ($1::uuid[])', [opinions])
  await run(tx, 'update outgoing_opinion_answer n set theme = null, reason = null where n.matter_id = any ($1::uuid[])', [opinions])
  await run(tx, 'update outgoing_public_text t set answers = null where t.matter_id = any ($1::uuid[])', [opinions])
}
