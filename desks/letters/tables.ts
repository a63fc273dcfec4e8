/** The letters' own tables; `load`, `save` and `erase`, all set-based, for the kernel. */
import type { Erased } from '../../kernel/decide/facts.ts'
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import type { Instant, OfficeDate } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { gramsOf } from './likeness.ts'
import type { Channel, Exit, Kind, LegalWay, LetterDetail } from './shape.ts'
import { marksOf } from './text-marks.ts'

export interface LetterRowDb {
  matter_id: MatterId
  channel: Channel
  kind: Kind
  category: string | null
  body: string | null
  place: string | null
  secret: boolean
  reachable: boolean
  visit: boolean
  visited_on: OfficeDate | null
  attempts: number
  at_once: boolean
  imported: boolean
  source: string | null
  source_id: string | null
  exit: Exit | null
  exit_to: LegalWay | null
  noted: boolean
  supplements: number
  grams: number[]
  /** null: not yet made */
  marks: number[] | null
}
export interface DraftTextRow {
  matter_id: MatterId
  /** null once erased by law. */
  text: string | null
  saved_at: Instant
  saved_by: PersonId
}
export interface LettersDb {
  letters_letter: LetterRowDb
  letters_draft: DraftTextRow
}
/** What handlers pass as detail: the fields, and the title when it is (re)written, for finding duplicates. */
export type LetterNow = LetterDetail & { readonly title?: string }

const columns = `l.matter_id, l.channel, l.kind, l.category, l.body, l.place, l.secret, l.reachable, l.visit, l.visited_on::text as visited_on, l.attempts, l.at_once, l.imported, l.source, l.source_id, l.exit, l.exit_to, l.noted, l.supplements,
    exists (select 1 from letters_draft d where d.matter_id = l.matter_id and d.text is not null) as drafted`
type Loaded = Omit<LetterRowDb, 'grams' | 'marks'> & { drafted: boolean }

const fields = (r: Loaded): LetterDetail => ({
  channel: r.channel,
  kind: r.kind,
  category: r.category,
  body: r.body,
  place: r.place,
  secret: r.secret,
  reachable: r.reachable,
  visit: r.visit,
  visitedOn: r.visited_on,
  attempts: r.attempts,
  atOnce: r.at_once,
  imported: r.imported,
  source: r.source,
  sourceId: r.source_id,
  exit: r.exit,
  exitTo: r.exit_to,
  noted: r.noted,
  supplements: r.supplements,
  drafted: r.drafted,
})
export async function load(tx: Tx, matters: readonly MatterId[]): Promise<ReadonlyMap<MatterId, LetterDetail>> {
  const rows = await run<Loaded>(tx, `select ${columns} from letters_letter l where l.matter_id = any ($1::uuid[])`, [matters])
  return new Map(rows.map((r) => [r.matter_id, fields(r)]))
}
/** What was written, where it is the title's pieces and the text's marks are written once, and nobody becomes reachable again; so what was erased meanwhile does not come back. */
export async function save(tx: Tx, rows: readonly { readonly matter: MatterId; readonly detail: unknown }[]): Promise<void> {
  const letters = rows.map(({ matter, detail }) => {
    const d = detail as LetterNow
    return {
      matter_id: matter,
      channel: d.channel,
      kind: d.kind,
      category: d.category,
      body: d.body,
      place: d.place,
      secret: d.secret,
      reachable: d.reachable,
      visit: d.visit,
      visited_on: d.visitedOn,
      attempts: d.attempts,
      at_once: d.atOnce,
      imported: d.imported,
      source: d.source,
      source_id: d.sourceId,
      exit: d.exit,
      exit_to: d.exitTo,
      noted: d.noted,
      supplements: d.supplements,
      grams: d.title === undefined ? [] : gramsOf(d.title),
      marks: d.body === null ? null : marksOf(d.body),
    }
  })
  await run(
    tx,
    `insert into letters_letter select r.* from json_populate_recordset(null::letters_letter, $1::json) r
     on conflict (matter_id) do update set kind = excluded.kind, category = excluded.category, secret = excluded.secret, reachable = letters_letter.reachable and excluded.reachable, visit = excluded.visit,
       visited_on = excluded.visited_on, attempts = excluded.attempts, supplements = excluded.supplements, at_once = excluded.at_once`,
    [JSON.stringify(letters)],
  )
}

/** 依法删除. With the title go its pieces, with the text its marks, with an answer the draft it was sent from; a letter whose writer is erased can reach nobody. */
export async function erase(tx: Tx, rows: readonly Erased[]): Promise<void> {
  const of = (...texts: readonly string[]) => rows.filter((r) => texts.includes(`${r.table}.${r.column}`)).map((r) => r.matter)
  await run(
    tx,
    `update letters_letter l set body = case when l.matter_id = any ($1::uuid[]) then null else l.body end, place = case when l.matter_id = any ($2::uuid[]) then null else l.place end,
       grams = case when l.matter_id = any ($3::uuid[]) then '{}' else l.grams end, marks = case when l.matter_id = any ($1::uuid[]) then null else l.marks end, reachable = l.reachable and not l.matter_id = any ($4::uuid[])
     where l.matter_id = any ($1::uuid[] || $2::uuid[] || $3::uuid[] || $4::uuid[])`,
    [of('letters.body'), of('letters.place'), of('matter.title'), of('contact.all')],
  )
  await run(tx, 'update letters_draft d set text = null where d.matter_id = any ($1::uuid[])', [of('letters.reply', 'answer.body')])
}

type DraftText = DraftTextRow & { text: string }
export async function draftText(tx: Tx, matter: MatterId): Promise<DraftText | null> {
  const [row] = await run<DraftText>(tx, 'select d.matter_id, d.text, d.saved_at, d.saved_by from letters_draft d where d.matter_id = $1 and d.text is not null', [matter])
  return row ?? null
}
export async function keepDraftText(tx: Tx, row: DraftText): Promise<void> {
  await run(
    tx,
    `insert into letters_draft (matter_id, text, saved_at, saved_by) values ($1, $2, $3, $4)
     on conflict (matter_id) do update set text = excluded.text, saved_at = excluded.saved_at, saved_by = excluded.saved_by`,
    [row.matter_id, row.text, row.saved_at, row.saved_by],
  )
}
