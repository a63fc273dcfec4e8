/** Which personal texts of a matter are on the page and may still be erased by law. Pure; the server says the last word. */
import type { MatterView, TrailLine } from '../../kernel/view.ts'

export interface ErasableText {
  readonly table: string
  readonly key: string
  readonly column: string
  /** What it is called: a word of the shell's forms, or a text of the desk's own. */
  readonly kind: 'title' | 'resultText' | 'body' | 'ask' | 'opinion' | 'ink' | 'fileName' | 'noteText' | 'asker' | 'own'
  /** How it begins. */
  readonly begins: string
}
const begins = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return [...line].length > 24 ? `${[...line].slice(0, 24).join('')}…` : line
}

/** @param own texts the desk keeps itself, by their name */
export function erasable(matter: MatterView, lines: readonly TrailLine[], own: Readonly<Record<string, string | null>> = {}): ErasableText[] {
  const found: ErasableText[] = []
  const add = (kind: ErasableText['kind'], table: string, key: string, column: string, text: string | null) => {
    if (text !== null) found.push({ kind, table, key, column, begins: begins(text) })
  }
  add('title', 'matter', matter.id, 'title', matter.title)
  for (const [column, text] of Object.entries(own)) add('own', matter.desk, matter.id, column, text)
  if (matter.answers.some((a) => a.to === 'contact')) add('asker', 'contact', matter.id, 'all', '')
  for (const r of matter.reports) add('resultText', 'report', r.id, 'result_text', r.text)
  for (const a of matter.answers) add('body', 'answer', a.id, 'body', a.body)
  for (const p of matter.stages.flatMap((s) => s.pieces)) {
    add('ask', 'assignment', p.id, 'ask', p.ask)
    add('opinion', 'assignment', p.id, 'opinion', p.opinion)
    add('ink', 'assignment', p.id, 'ink', p.ink === null ? null : ((p.actedBy ?? p.person)?.name ?? ''))
  }
  for (const f of matter.files) add('fileName', 'file', f.id, 'name', f.name)
  for (const line of lines) for (const note of line.notes) add('noteText', 'note', note, 'text', line.text ?? '')
  return found
}
