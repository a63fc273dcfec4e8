/** 花脸稿: what became of every line between two texts, character by character. Taken and kept make the earlier text again, added and kept the later one. Pure. Rule: R-D41 */
import { diffArrays, diffChars } from 'diff'
import type { Draft, DraftBlock } from '../../kernel/drafts/draft.ts'
import { marks } from '../../kernel/drafts/numbering.ts'

export interface RedlineRun {
  readonly kind: 'kept' | 'added' | 'taken'
  readonly text: string
}
type Part = 'title' | 'addressees' | 'body' | 'attachment-title' | 'attachment' | 'remark' | 'copy-to'
interface Look {
  readonly part: Part
  /** null where the part has no blocks. */
  readonly kind: DraftBlock['kind'] | null
  /** Of a heading; 0 elsewhere. */
  readonly level: 0 | 1 | 2 | 3 | 4
}
interface Line extends Look {
  readonly id: string | null
  readonly mark: string
  readonly cells: readonly string[]
}
export interface RedlineLine extends Look {
  readonly id: string | null
  /** The number it bears now; of a line that was taken out, the one it bore. */
  readonly mark: string
  readonly change: 'kept' | 'changed' | 'added' | 'taken'
  /** What it was where it is something else now: a level, a paragraph. */
  readonly was: Look | null
  /** Of a table's row its cells; of a heading its text and what goes on; else one. */
  readonly cells: readonly (readonly RedlineRun[])[]
}

function ofBody(part: Part, body: readonly DraftBlock[]): Line[] {
  const numbers = marks(body)
  return body.flatMap((one, n): Line[] => {
    const look = { part, kind: one.kind, level: one.kind === 'heading' ? one.level : 0, id: one.id, mark: numbers[n] ?? '' } as const
    if (one.kind === 'table') return one.rows.map((cells) => ({ ...look, cells }))
    if (one.kind === 'present') return [{ ...look, cells: [one.head, one.names] }]
    return [{ ...look, cells: one.kind === 'heading' && one.runOn !== undefined ? [one.text, one.runOn] : [one.text] }]
  })
}
const said = (part: Part, texts: readonly (string | null)[]): Line[] =>
  texts.flatMap((text) => (text ? [{ part, kind: null, level: 0 as const, id: null, mark: '', cells: [text] }] : []))
/** A draft as the lines that are compared, in the order of the paper. */
export const linesOf = (draft: Draft): Line[] => [
  ...said('title', [draft.title]),
  ...said('addressees', draft.addressees),
  ...ofBody('body', draft.body),
  ...said('remark', [draft.remark]),
  ...draft.attachments.flatMap((one) => [...said('attachment-title', [one.title]), ...ofBody('attachment', one.body)]),
  ...said('copy-to', draft.copyTo),
]
const keyOf = (line: Line): string => JSON.stringify([line.part, line.kind, line.level, line.cells])
const wordsOf = (line: Line): string => line.cells.join('\n')

/** So many changes and the two are taken for different texts. */
const MOST_EDITS = 1000
/** A single character left standing between two changes is no help to the eye. */
function readable(runs: readonly RedlineRun[]): RedlineRun[] {
  const out: { taken: string; added: string; kept: string }[] = [{ taken: '', added: '', kept: '' }]
  for (const [n, { kind, text }] of runs.entries()) {
    const last = out.at(-1) as (typeof out)[number]
    if (kind !== 'kept') {
      if (last.kept !== '') out.push({ taken: kind === 'taken' ? text : '', added: kind === 'added' ? text : '', kept: '' })
      else last[kind] += text
    } else if ([...text].length === 1 && n > 0 && n < runs.length - 1 && last.kept === '') {
      last.taken += text
      last.added += text
    } else last.kept += text
  }
  return out.flatMap(({ taken, added, kept }) =>
    [
      { kind: 'taken' as const, text: taken },
      { kind: 'added' as const, text: added },
      { kind: 'kept' as const, text: kept },
    ].filter((run) => run.text !== ''),
  )
}
/** @returns runs of one text against another */
export function redlineText(before: string, after: string): RedlineRun[] {
  if (before === after) return before === '' ? [] : [{ kind: 'kept', text: before }]
  const whole: RedlineRun[] = [
    { kind: 'taken', text: before },
    { kind: 'added', text: after },
  ]
  const changes = before === '' || after === '' ? undefined : diffChars(before, after, { maxEditLength: MOST_EDITS })
  if (!changes) return whole.filter((run) => run.text !== '')
  return readable(changes.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'taken' : 'kept', text: value })))
}

/** How much two lines have in common, 0 … 1, by their pairs of characters. */
function likeness(a: string, b: string): number {
  if (a === b) return 1
  const pairs = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, n) => text.slice(n, n + 2))
  const own = pairs(a)
  const left = new Map<string, number>()
  for (const pair of own) left.set(pair, (left.get(pair) ?? 0) + 1)
  const others = pairs(b)
  let common = 0
  for (const pair of others) {
    const n = left.get(pair) ?? 0
    if (n > 0) common++
    left.set(pair, n - 1)
  }
  return own.length + others.length === 0 ? 0 : (2 * common) / (own.length + others.length)
}
/** A table's row is known by its first cell. */
function likenessOf(a: Line, b: Line): number {
  const whole = likeness(wordsOf(a), wordsOf(b))
  if (a.kind !== 'table' || b.kind !== 'table' || a.cells.length < 2) return whole
  return a.cells[0] === b.cells[0] ? Math.max(whole, 0.9) : whole / 2
}
const SAME_LINE = 0.35
const MOST_PAIRS = 20_000

/** Which line of a gap became which: the pairs with most in common, in order. */
function paired(before: readonly Line[], after: readonly Line[]): (readonly [Line | null, Line | null])[] {
  const [n, m] = [before.length, after.length]
  const like = (i: number, j: number): number => {
    const [a, b] = [before[i] as Line, after[j] as Line]
    if (a.part !== b.part) return 0
    const value = likenessOf(a, b)
    return value >= SAME_LINE || (a.kind === null && n === 1 && m === 1) ? Math.max(value, 0.01) : 0
  }
  if (n === 0 || m === 0 || n * m > MOST_PAIRS) return [...before.map((one) => [one, null] as const), ...after.map((one) => [null, one] as const)]
  const likes = Array.from({ length: n }, (_, i) => Array.from({ length: m }, (_, j) => like(i, j)))
  const best = Array.from({ length: n + 1 }, () => new Float64Array(m + 1))
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--) {
      const both = likes[i]?.[j] ?? 0
      ;(best[i] as Float64Array)[j] = Math.max(both > 0 ? both + at(i + 1, j + 1) : 0, at(i + 1, j), at(i, j + 1))
    }
  const out: (readonly [Line | null, Line | null])[] = []
  let [i, j] = [0, 0]
  while (i < n && j < m) {
    const both = likes[i]?.[j] ?? 0
    if (both > 0 && at(i, j) === both + at(i + 1, j + 1)) out.push([before[i++] as Line, after[j++] as Line])
    else if (at(i, j) === at(i + 1, j)) out.push([before[i++] as Line, null])
    else out.push([null, after[j++] as Line])
  }
  while (i < n) out.push([before[i++] as Line, null])
  while (j < m) out.push([null, after[j++] as Line])
  return out
}
function lineOf(before: Line | null, after: Line | null): RedlineLine {
  const now = (after ?? before) as Line
  const wide = Math.max(before?.cells.length ?? 0, after?.cells.length ?? 0)
  const cells = Array.from({ length: wide }, (_, n) => redlineText(before?.cells[n] ?? '', after?.cells[n] ?? ''))
  const { part, kind, level, id, mark } = now
  const other = before !== null && after !== null && (before.kind !== kind || before.level !== level)
  const same = !other && cells.every((runs) => runs.every((run) => run.kind === 'kept'))
  return {
    part,
    kind,
    level,
    id,
    mark,
    change: before === null ? 'added' : after === null ? 'taken' : same ? 'kept' : 'changed',
    was: other ? { part: before.part, kind: before.kind, level: before.level } : null,
    cells,
  }
}

/** @returns every line of both texts, in the order of the later one; a line taken out stands where it stood */
export function redline(a: Draft, b: Draft): RedlineLine[] {
  const [before, after] = [linesOf(a), linesOf(b)]
  const out: RedlineLine[] = []
  let [i, j] = [0, 0]
  let gap: { readonly before: Line[]; readonly after: Line[] } = { before: [], after: [] }
  const close = () => {
    out.push(...paired(gap.before, gap.after).map(([one, other]) => lineOf(one, other)))
    gap = { before: [], after: [] }
  }
  for (const { added, removed, count } of diffArrays(before.map(keyOf), after.map(keyOf))) {
    if (removed) {
      gap.before.push(...before.slice(i, i + count))
      i += count
    } else if (added) {
      gap.after.push(...after.slice(j, j + count))
      j += count
    } else {
      close()
      for (let n = 0; n < count; n++) out.push(lineOf(before[i++] as Line, after[j++] as Line))
    }
  }
  close()
  return out
}
