/** 版记 of the working copy: in frames, the last of which ends where the type area does, on the side of the paragraph behind it. Rule: GB/T 9704-2012 7.4; R-F30, R-F32 */
import { AlignmentType, BorderStyle, FrameAnchorType, HeightRule, type Paragraph, TabStopType } from 'docx'
import { chineseDate } from '../../kernel/time.ts'
import { breakLines } from '../official/breaker.ts'
import type { OfficialPaper } from '../official/document.ts'
import { BOTTOM, CELL, LEFT, lineOf, SIZE, WIDTH } from '../official/grid.ts'
import { line } from './line.ts'
import { eighths, HALVES, twips } from './measures.ts'

const PITCH = lineOf(SIZE.four) - CELL * 0.35
const four = SIZE.four / CELL
const [THICK, THIN] = [0.35, 0.25] as const
/** A line box that carries nothing but a rule. */
const RULE = 20 / 56.7
const frameAt = (y: number, height: number) =>
  ({
    type: 'absolute',
    position: { x: twips(LEFT), y: twips(y) },
    width: twips(WIDTH),
    height: twips(height),
    rule: HeightRule.EXACT,
    anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
  }) as const
const ended = (names: readonly string[]) => `${names.join('，').replace(/。$/u, '')}。`
const words = (text: string) => ({ text, size: HALVES.four, closer: 0 })

/** @param moved 主送 that found no room on the first side. @returns [] where there is none */
export function colophonLines({ colophon, form, addressees }: OfficialPaper, moved: boolean): Paragraph[] {
  if (!colophon) return []
  const told = [...(moved && addressees.length > 0 ? [`主送：${ended(addressees)}`] : []), ...(colophon.copyTo.length > 0 ? [`抄送：${ended(colophon.copyTo)}`] : [])]
  const letter = form === 'letter'
  if (letter && told.length === 0) return []
  const high = told.flatMap((text) => breakLines(text, { first: 1, hang: 4, across: WIDTH / SIZE.four - 1 })).length * PITCH
  const top = BOTTOM - high - (letter ? 0 : PITCH)
  // every piece in a frame of its own: rules inside one frame would become its border
  const copies = told.map((text) => line([words(text)], { first: four, hang: 4 * four, right: four, pitch: twips(PITCH), more: { frame: frameAt(top, high) } }))
  if (letter) return copies
  const rule = (y: number, thick: number) =>
    line([{ text: '' }], {
      pitch: 20,
      more: { frame: frameAt(y - RULE, RULE), border: { bottom: { style: BorderStyle.SINGLE, size: eighths(thick), color: '000000', space: 0 } } },
    })
  const printed = line([words(`${colophon.printer}\t${chineseDate(colophon.printedOn)}印发`)], {
    align: AlignmentType.LEFT,
    first: four,
    pitch: twips(PITCH),
    more: { frame: frameAt(BOTTOM - PITCH, PITCH), tabStops: [{ type: TabStopType.RIGHT, position: twips(WIDTH - SIZE.four) }] },
  })
  return [rule(top, THICK), ...copies, ...(copies.length > 0 ? [rule(BOTTOM - PITCH, THIN)] : []), printed, rule(BOTTOM, THICK)]
}
