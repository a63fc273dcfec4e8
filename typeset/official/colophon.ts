/** 版记: on an even side, its last line on the lower edge of the type area. Rule: GB/T 9704-2012 7.4; GB/T 33476.2 7.3.1; R-F30, R-F32 */
import { chineseDate } from '../../kernel/time.ts'
import { breakLines, widthOf } from './breaker.ts'
import type { OfficialPaper } from './document.ts'
import { BOTTOM, CELL, LEFT, lineOf, RIGHT, SIZE, WIDTH } from './grid.ts'
import type { Item } from './page.ts'
import { setLine, words } from './set-line.ts'

const [THICK, THIN] = [0.35, 0.25] as const
const cell = SIZE.four
const pitch = lineOf(cell) - CELL * 0.35
const across = WIDTH / cell - 1

export interface Colophon {
  readonly height: number
  readonly items: readonly Item[]
}
const ended = (names: readonly string[]) => `${names.join('，').replace(/。$/u, '')}。`
/** @param moved 主送 that found no room on the first side: above 抄送, no line between */
export function colophonOf({ colophon, form, addressees }: OfficialPaper, moved: boolean): Colophon | null {
  if (!colophon) return null
  const told = [...(moved && addressees.length > 0 ? [`主送：${ended(addressees)}`] : []), ...(colophon.copyTo.length > 0 ? [`抄送：${ended(colophon.copyTo)}`] : [])]
  const lines = told.flatMap((text) => breakLines(text, { first: 1, hang: 4, across }))
  const letter = form === 'letter'
  const below = letter ? 0 : pitch
  const height = lines.length * pitch + below
  if (height === 0) return null
  const top = BOTTOM - height
  const centre = (pitch - cell) / 2
  const rule = (y: number, thick: number): Item => ({ kind: 'rule', x: LEFT, y, width: WIDTH, height: 0, thick })
  const date = `${chineseDate(colophon.printedOn)}印发`
  const printed = (text: string, x: number) => words(text, x, BOTTOM - pitch + centre, 'fang', cell, cell)
  return {
    height,
    items: [
      ...lines.flatMap((line, n) => setLine(line, top + n * pitch + centre, 'fang', cell, cell)),
      ...(letter
        ? []
        : [
            rule(top, THICK),
            ...(lines.length > 0 ? [rule(BOTTOM - pitch, THIN)] : []),
            ...printed(colophon.printer, LEFT + cell),
            ...printed(date, RIGHT - cell - widthOf(date) * cell),
            rule(BOTTOM, THICK),
          ]),
    ],
  }
}
