/** What somebody said when asking for consent, back from the notes where it stands (°). */
import type { MatterFacts } from './facts.ts'

/** The input as it was typed, from what the stage kept and the notes beside it. */
export function restore(f: MatterFacts, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((v) => restore(f, v))
  if (typeof value !== 'object' || value === null) return value
  if ('$note' in value) return f.notes.find((n) => n.id === (value as { $note: string }).$note)?.text ?? '〔已依法删除〕'
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, restore(f, v)]))
}
