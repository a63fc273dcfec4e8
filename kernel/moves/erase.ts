/** 依法删除 erase: a personal text and its salt go; the digest stays in history, the chain holds, the event says by whom and why. Rule: architecture §2 «Erasure» */

import { personalTexts, type TableName } from '../decide/rows.ts'
import { type Run, word } from '../decide/run.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

const lists = { report: 'reports', assignment: 'assignments', pause: 'pauses', answer: 'answers', note: 'notes', file: 'files' } as const
const gone = (): Refusal => refuse('kernel.already-erased', {}, 409)

/** A text of the kernel's own tables. */
function ofKernel({ w, f }: Run, table: TableName, { key, column }: WordInput['erase']): Refusal | null {
  const row = table === 'matter' ? (key === f.matter.id ? f.matter : undefined) : (f[lists[table as keyof typeof lists]] as { id: string }[]).find((r) => r.id === key)
  if (!row) return refuse('kernel.not-found', {}, 404)
  if ((row as unknown as Record<string, unknown>)[column] === null) return gone()
  w.change(table as 'note', row as never, { [column]: null, [`${column}_salt`]: null })
  w.erased.push({ desk: f.matter.desk, matter: f.matter.id, table, column })
  return null
}
/** A text the desk keeps in its own tables. */
function ofDesk({ w, f, desk }: Run, without: (detail: never) => unknown, { key, table, column }: WordInput['erase']): Refusal | null {
  if (key !== f.matter.id) return refuse('kernel.not-found', {}, 404)
  const detail = without(f.detail as never)
  if (detail === null) return gone()
  f.detail = detail
  w.erased.push({ desk: desk.key, matter: f.matter.id, table, column, detail })
  return null
}
/** Who asked, whole: name, telephone, address, as far as they are kept. Facts know that there is somebody, never who; `write` takes the ciphers and their keyed hashes away. */
function ofContact({ w, f }: Run, { key, column }: WordInput['erase']): Refusal | null {
  if (column !== 'all') return refuse('kernel.not-erasable', { table: 'contact', column })
  if (key !== f.matter.id || !f.answers.some((a) => a.to_contact !== null)) return refuse('kernel.not-found', {}, 404)
  if (f.events.some((e) => (e.said as { erased?: { table?: string } }).erased?.table === 'contact')) return gone()
  w.erased.push({ desk: f.matter.desk, matter: f.matter.id, table: 'contact', column })
  return null
}

/** 稿: the text as it stands, all its versions and what was said of it; `write` takes them away. Facts know of no text, so that it was done before is what history says. */
function ofDraft({ w, f }: Run, { key, column }: WordInput['erase']): Refusal | null {
  if (column !== 'all') return refuse('kernel.not-erasable', { table: 'draft', column })
  if (key !== f.matter.id) return refuse('kernel.not-found', {}, 404)
  w.erased.push({ desk: f.matter.desk, matter: f.matter.id, table: 'draft', column })
  return null
}

/**
 * 依法删除 of one text: a title, an opinion, an answer's body, a note, a file's name, one of the desk's own (`Desk.texts`); of whoever asked (`contact`, `all`), of its draft (`draft`, `all`).
 * @returns Refusal `kernel.not-erasable`, `kernel.not-found`, `kernel.already-erased`
 */
export const erase = word<WordInput['erase']>({
  on: 'none',
  act(run, input) {
    const { table, key, column } = input
    const own = table === run.desk.key && Object.hasOwn(run.desk.texts ?? {}, column) ? run.desk.texts?.[column] : undefined
    const kernels = Object.hasOwn(personalTexts, table) && personalTexts[table as TableName]?.includes(column) === true
    const asker = table === 'contact'
    const drafted = table === 'draft'
    if (!own && !kernels && !asker && !drafted) return refuse('kernel.not-erasable', { table, column })
    const no = own ? ofDesk(run, own, input) : asker ? ofContact(run, input) : drafted ? ofDraft(run, input) : ofKernel(run, table as TableName, input)
    if (no) return no
    keepNote(run, 'reason', input.reason)
    run.w.say({ erased: { table, key, column } })
    return null
  },
})
