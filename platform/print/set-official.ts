/** An official paper from its draft to its files: laid out once, and set as it is asked for. Rule: R-E01, R-E02, R-F33 */
import { type Refusal, RefusalError, refuse } from '../../kernel/refusal.ts'
import { toOfficial } from '../../typeset/draft/to-official.ts'
import { type Copy, drawn, recordDay } from '../../typeset/official/copy.ts'
import type { OfficialPaper } from '../../typeset/official/document.ts'
import { layOut } from '../../typeset/official/lay-out.ts'
import type { Laid } from '../../typeset/official/page.ts'
import type { Face } from '../../typeset/paper/faces.ts'
import type { OfficialFound } from '../ctx/officials.ts'
import type { Fonts } from '../typesetter/font-set.ts'
import type { Typesetter } from '../typesetter/typesetter.ts'

export const paperOf = ({ draft, frame }: Pick<OfficialFound, 'draft' | 'frame'>): OfficialPaper => toOfficial(draft, frame)
export const isLaid = (laid: Laid | Refusal): laid is Laid => 'sides' in laid
export function mustLayOut(paper: OfficialPaper): Laid {
  const laid = layOut(paper)
  if (!isLaid(laid)) throw new RefusalError(laid)
  return laid
}
/** What stands on it, face by face: what the fonts are asked for. */
export function textsOf({ sides }: Laid): ReadonlyMap<Face, string> {
  const texts = new Map<Face, string>()
  for (const side of sides) for (const item of side.items) if (item.kind === 'text') texts.set(item.face, (texts.get(item.face) ?? '') + item.text)
  return texts
}
export interface SetPaper {
  readonly pdf: Uint8Array
  readonly sides: number
  readonly fonts: Fonts
}
/**
 * @throws RefusalError `typeset.*` where it cannot be laid out · `print.no-side` · `print.glyph-missing` for a record copy with a character no font has ·
 * `print.not-numbered` · what the typesetter refuses
 */
export async function setOfficial(typesetter: Typesetter, paper: OfficialPaper, copy: Copy = {}): Promise<SetPaper> {
  const laid = mustLayOut(paper)
  if (copy.record && paper.number === null) throw new RefusalError(refuse('print.not-numbered', {}, 409))
  const fonts = await typesetter.fonts()
  const missing = copy.record ? fonts.missing(textsOf(laid)) : []
  if (missing.length > 0) throw new RefusalError(refuse('print.glyph-missing', { characters: [...new Set(missing.flatMap((one) => [...one.characters]))].join('') }, 422))
  const sides = drawn(laid, copy)
  if (sides.length === 0) throw new RefusalError(refuse('print.no-side', {}, 404))
  const record = copy.record ? recordDay(paper) : null
  const { pdf } = await typesetter.set({ template: 'official', language: 'zh-CN', name: paper.title, printed: '', mark: null, code: null, record, sides }, sides.length)
  return { pdf, sides: laid.sides.length, fonts }
}
/**
 * One side as it will lie on paper, drawn while one writes.
 * @throws RefusalError `typeset.*` where it cannot be laid out · `print.no-side` · what the typesetter refuses
 */
export async function drawOfficial(typesetter: Typesetter, paper: OfficialPaper, side: number): Promise<{ readonly svg: string; readonly sides: number }> {
  const laid = mustLayOut(paper)
  const sides = drawn(laid, { sides: { from: side, to: side } })
  if (sides.length === 0) throw new RefusalError(refuse('print.no-side', {}, 404))
  const svg = await typesetter.draw({ template: 'official', language: 'zh-CN', name: paper.title, printed: '', mark: null, code: null, record: null, sides })
  return { svg, sides: laid.sides.length }
}
