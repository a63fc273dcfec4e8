/** Lines of an OFD (GB/T 33190-2016): pages in the order the document lists them, each with its template, every text object where it stands. */
import type { FileLine } from '../../../../kernel/reading/lines-shape.ts'
import { marksOf, said } from './marks.ts'
import { linesOfPage, type PageSize, type Piece } from './rows.ts'

/** Millimetres to points. */
const PT = 72 / 25.4
export type Part = (path: string) => string | null
const numbers = (text: string | null): number[] => (text ?? '').trim().split(/\s+/).filter(Boolean).map(Number).filter(Number.isFinite)
const join = (base: string, loc: string): string => {
  const path: string[] = []
  for (const step of (loc.startsWith('/') ? loc : `${base}/${loc}`).split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}
const folder = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** `g 3 5.1` says 5.1 three times. */
function steps(delta: string | null): number[] {
  const words = (delta ?? '').trim().split(/\s+/).filter(Boolean)
  const all: number[] = []
  for (let n = 0; n < words.length && all.length < 5_000; n++) {
    if (words[n] !== 'g') all.push(Number(words[n]))
    else {
      const [times, step] = [Number(words[n + 1]), Number(words[n + 2])]
      if (times > 0 && times < 5_000) all.push(...Array.from({ length: times }, () => step))
      n += 2
    }
  }
  return all
}
interface Object {
  readonly boundary: number[]
  readonly ctm: number[]
  readonly size: number
}
const isNarrow = (c: string): boolean => c.charCodeAt(0) < 0x2e80 && !/[〔〕“”—·]/.test(c)

/** A code's characters one by one where it says their steps: what is spread stays spread. */
function pieces(object: Object, at: string, text: string): Piece[] {
  const [left = 0, top = 0] = object.boundary
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = object.ctm
  const scale = Math.hypot(a, b) || 1
  const [size, by] = [object.size * scale, steps(said(at, 'DeltaX'))]
  let x = Number(said(at, 'X') ?? 0)
  const y = Number(said(at, 'Y') ?? 0)
  return [...text].map((character, n) => {
    const w = object.size * (isNarrow(character) ? 0.5 : 1)
    const piece = { text: character, x: (left + a * x + c * y + e) * PT, y: (top + b * x + d * y + f) * PT, w: w * scale * PT, size: size * PT }
    x += by[n] ?? by.at(-1) ?? w
    return piece
  })
}
function piecesOf(content: string): Piece[] {
  const all: Piece[] = []
  let [object, code]: [Object | null, string | null] = [null, null]
  for (const mark of marksOf(content)) {
    if (mark.kind === 'open' && mark.name === 'TextObject')
      object = { boundary: numbers(said(mark.at, 'Boundary')), ctm: numbers(said(mark.at, 'CTM')), size: Number(said(mark.at, 'Size') ?? 0) }
    else if (mark.kind === 'open' && mark.name === 'TextCode') code = mark.empty ? null : mark.at
    else if (mark.kind === 'close' && mark.name === 'TextCode') code = null
    else if (mark.kind === 'text' && object && code !== null) all.push(...pieces(object, code, mark.text))
  }
  return all
}
interface Page {
  readonly path: string
}
export interface OfdPages {
  readonly pages: readonly Page[]
  read(n: number): FileLine[]
}
function sizeIn(xml: string | null): PageSize | null {
  const [, , width, height] = numbers(/<(?:\w+:)?PhysicalBox>([^<]*)</.exec(xml ?? '')?.[1] ?? null)
  return width && height ? { width: width * PT, height: height * PT } : null
}
/** @returns null where the document does not list its pages */
export function openOfd(part: Part): OfdPages | null {
  const root = part('OFD.xml') ?? ''
  const [, doc] = /<(?:\w+:)?DocRoot>\s*([^<\s]+)\s*</.exec(root) ?? []
  const path = join('', doc ?? 'Doc_0/Document.xml')
  const document = part(path)
  if (document === null) return null
  const [pages, templates]: [Page[], Map<string, string>] = [[], new Map()]
  for (const mark of marksOf(document)) {
    if (mark.kind !== 'open') continue
    const loc = said(mark.at, 'BaseLoc')
    if (loc === null) continue
    if (mark.name === 'Page') pages.push({ path: join(folder(path), loc) })
    if (mark.name === 'TemplatePage') templates.set(said(mark.at, 'ID') ?? '', join(folder(path), loc))
  }
  const usual = sizeIn(document) ?? { width: 210 * PT, height: 297 * PT }
  return {
    pages,
    read(n) {
      const content = part(pages[n]?.path ?? '')
      if (content === null) return []
      const under = [...content.matchAll(/<(?:\w+:)?Template\b[^>]*>/g)].map(([at]) => part(templates.get(said(at, 'TemplateID') ?? '') ?? '') ?? '')
      return linesOfPage(n + 1, [...under, content].flatMap(piecesOf), sizeIn(content) ?? usual)
    },
  }
}
