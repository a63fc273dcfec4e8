/** Lines of a DOCX: a paragraph is a line and so is what follows a line break; size and standing as the runs or their style say. */
import type { FileLine } from '../../../../kernel/reading/lines-shape.ts'
import { marksOf, said } from './marks.ts'

interface Look {
  readonly size: number | null
  readonly stands: FileLine['stands']
  readonly on: string | null
}
interface Paragraph {
  text: string
  style: string | null
  stands: FileLine['stands'] | undefined
  /** Characters by their size. */
  sizes: Map<number, number>
}
const standings: Readonly<Record<string, FileLine['stands']>> = { center: 'center', distribute: 'center', right: 'right', end: 'right', left: 'left', both: 'left', start: 'left' }
const points = (at: string): number | null => {
  const half = Number(said(at, 'val'))
  return half > 0 ? half / 2 : null
}

/** Sizes and standings by the id of a paragraph's style; the empty name is what holds without one. */
function looksOf(styles: string): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>()
  let [name, look]: [string | null, Look] = [null, { size: null, stands: null, on: null }]
  for (const mark of marksOf(styles)) {
    if (mark.kind === 'open' && (mark.name === 'style' || mark.name === 'docDefaults')) [name, look] = [said(mark.at, 'styleId') ?? '', { size: null, stands: null, on: null }]
    else if (mark.kind === 'open' && name !== null) {
      if (mark.name === 'sz') look = { ...look, size: points(mark.at) }
      if (mark.name === 'jc') look = { ...look, stands: standings[said(mark.at, 'val') ?? ''] ?? null }
      if (mark.name === 'basedOn') look = { ...look, on: said(mark.at, 'val') }
    } else if (mark.kind === 'close' && name !== null && (mark.name === 'style' || mark.name === 'docDefaults')) {
      looks.set(name, look)
      name = null
    }
  }
  return looks
}
function lookOf(looks: ReadonlyMap<string, Look>, style: string | null): Look {
  const none = looks.get('')
  let [size, stands, at]: [number | null, FileLine['stands'], string | null] = [null, null, style]
  for (let n = 0; n < 10 && at !== null; n++) {
    const look = looks.get(at)
    size ??= look?.size ?? null
    stands ??= look?.stands ?? null
    at = look?.on ?? null
  }
  return { size: size ?? none?.size ?? 10, stands: stands ?? none?.stands ?? 'left', on: null }
}
const fresh = (): Paragraph => ({ text: '', style: null, stands: undefined, sizes: new Map() })

export function linesOfDocx(document: string, styles: string): FileLine[] {
  const looks = looksOf(styles)
  const lines: FileLine[] = []
  const open: Paragraph[] = []
  let [page, no, run, within, skip]: [number, number, number | null, 't' | 'rPr' | null, number] = [1, 0, null, null, 0]
  const end = (p: Paragraph) => {
    const look = lookOf(looks, p.style)
    const size = [...p.sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? look.size
    for (const part of p.text.split('\n')) {
      // moved to the right by blanks
      const before = part.length - part.trimStart().length
      const text = part
        .replaceAll('\u0000', '')
        .toWellFormed()
        .replace(/\t+/g, '　')
        .replace(/[ \u00a0]+/g, ' ')
        .trim()
        .slice(0, 2_000)
      if (text) lines.push({ page, no: ++no, text, size, stands: before >= 8 ? 'right' : p.stands === undefined ? look.stands : p.stands, box: null })
    }
  }
  const turn = () => {
    const last = open.at(-1)
    if (last) {
      end(last)
      last.text = ''
    }
    if (no > 0) [page, no] = [page + 1, 0]
  }
  for (const mark of marksOf(document)) {
    // a text box is told twice: the second time for programs that do not know the first
    if (mark.kind !== 'text' && mark.name === 'Fallback') skip += mark.kind === 'close' ? -1 : mark.empty ? 0 : 1
    if (skip > 0) continue
    const p = open.at(-1)
    if (mark.kind === 'text') {
      if (within !== 't' || !p) continue
      p.text += mark.text
      if (run !== null) p.sizes.set(run, (p.sizes.get(run) ?? 0) + mark.text.trim().length)
    } else if (mark.kind === 'close') {
      if (mark.name === 'p' && p) end(open.pop() as Paragraph)
      else if (mark.name === 't' || mark.name === 'rPr') within = null
    } else if (mark.name === 'p' && !mark.empty) open.push(fresh())
    else if (mark.name === 'r') run = null
    else if (mark.name === 't' && !mark.empty) within = 't'
    else if (mark.name === 'sz' && p) run = points(mark.at)
    else if (mark.name === 'pStyle' && p) p.style = said(mark.at, 'val')
    else if (mark.name === 'jc' && p) p.stands = standings[said(mark.at, 'val') ?? ''] ?? null
    else if (mark.name === 'tab' && p && !mark.at.includes('pos=')) p.text += '\t'
    else if (mark.name === 'lastRenderedPageBreak' || (mark.name === 'br' && said(mark.at, 'type') === 'page')) turn()
    else if ((mark.name === 'br' || mark.name === 'cr') && p) p.text += '\n'
  }
  return lines
}
