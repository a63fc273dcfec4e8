/** 依法删除 erase: a personal text and its salt go; the digest stays in history, the chain holds, the event says by whom and why. Rule: architecture §2 «Erasure» */

import { personalTexts, type TableName } from '../decide/rows.ts'
import { word } from '../decide/run.ts'
import { refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

const lists = { report: 'reports', assignment: 'assignments', pause: 'pauses', answer: 'answers', note: 'notes', file: 'files' } as const

/** 依法删除 of one text: a title, an opinion, an answer's body, a note, a file's name. @returns Refusal `kernel.not-erasable`, `kernel.not-found`, `kernel.already-erased` */
export const erase = word<WordInput['erase']>({
  on: 'none',
  act(run, input) {
    const { w, f } = run
    const table = input.table as TableName
    if (!Object.hasOwn(personalTexts, table) || !personalTexts[table]?.includes(input.column)) return refuse('kernel.not-erasable', { table: input.table, column: input.column })
    const row =
      table === 'matter' ? (input.key === f.matter.id ? f.matter : undefined) : (f[lists[table as keyof typeof lists]] as { id: string }[]).find((r) => r.id === input.key)
    if (!row) return refuse('kernel.not-found', {}, 404)
    if ((row as unknown as Record<string, unknown>)[input.column] === null) return refuse('kernel.already-erased', {}, 409)
    w.change(table as 'note', row as never, { [input.column]: null, [`${input.column}_salt`]: null })
    keepNote(run, 'reason', input.reason)
    w.say({ erased: { table: input.table, key: input.key, column: input.column } })
    return null
  },
})
