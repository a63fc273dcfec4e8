/** 署名、成文日期、印章 position. Rule: GB/T 9704-2012 7.3.5; GB/T 33476.2 7.2.5.1; R-E04, R-F20 */
import { chineseDate } from '../../kernel/time.ts'
import { widthOf } from './breaker.ts'
import type { OfficialPaper } from './document.ts'
import { CELL, LEFT, LINE, RIGHT } from './grid.ts'
import { LEADING, type Row, words } from './set-line.ts'

/** Of a city's or county's government, in millimetres. */
const SEAL = 45
/** The seal begins within one line below the text; name and date stand a little below its middle. */
const SEAL_BELOW = 8
const UNDER_MIDDLE = 3

const wide = (text: string) => widthOf(text) * CELL

/** One organ, with its seal: date four cells from the right, name centred over it; a name that would leave the type area moves both to the left. */
function sealed(organ: string, date: string): Row {
  const over = Math.min(RIGHT - 4 * CELL - wide(date) / 2, RIGHT - wide(organ) / 2)
  const between = SEAL_BELOW + SEAL / 2 + UNDER_MIDDLE
  const nameTop = between - (LINE + CELL) / 2
  return {
    lead: 0,
    height: Math.max(SEAL_BELOW + SEAL, nameTop + LINE + CELL),
    draw: (y) => [
      { kind: 'seal', x: over - SEAL / 2, y: y + SEAL_BELOW, across: SEAL },
      ...words(organ, over - wide(organ) / 2, y + nameTop),
      ...words(date, over - wide(date) / 2, y + nameTop + LINE),
    ],
  }
}
/** Several organs with their seals, in rows of as many as the type area holds; the last one presses the date. */
function jointSealed(organs: readonly string[], date: string): Row {
  const step = Math.max(SEAL + 2, Math.max(...organs.map(wide)) + CELL)
  const inRow = Math.max(1, Math.floor((RIGHT - LEFT) / step))
  const rows = Math.ceil(organs.length / inRow)
  const down = SEAL + 2
  const nameTop = SEAL_BELOW + SEAL / 2 + UNDER_MIDDLE - CELL
  return {
    lead: 0,
    height: SEAL_BELOW + (rows - 1) * down + Math.max(SEAL, SEAL / 2 + UNDER_MIDDLE + LINE + CELL),
    draw: (y) =>
      organs.flatMap((organ, n) => {
        const row = Math.floor(n / inRow)
        const here = Math.min(inRow, organs.length - row * inRow)
        const middle = LEFT + ((RIGHT - LEFT) * ((n % inRow) + 0.5)) / here
        const at = y + row * down
        const last = n === organs.length - 1
        return [
          { kind: 'seal' as const, x: middle - SEAL / 2, y: at + SEAL_BELOW, across: SEAL },
          ...words(organ, middle - wide(organ) / 2, at + nameTop),
          ...(last ? words(date, Math.min(middle - wide(date) / 2, RIGHT - wide(date)), at + nameTop + LINE) : []),
        ]
      }),
  }
}
/** Without a seal: a line below the text, name two cells from the right, the date beginning two cells right of it; a longer date is the one that stands two from the right. */
function unsealed(organs: readonly string[], date: string): Row[] {
  const last = organs.at(-1) ?? ''
  const dateFirst = wide(date) + 2 * CELL > wide(last)
  const dateX = dateFirst ? RIGHT - 2 * CELL - wide(date) : RIGHT - 2 * CELL - wide(last) + 2 * CELL
  const nameX = (name: string) => (dateFirst ? dateX - 2 * CELL + (wide(last) - wide(name)) / 2 : RIGHT - 2 * CELL - wide(name))
  return [
    ...organs.map((organ, n): Row => ({ lead: n === 0 ? LINE + LEADING : LEADING, height: CELL, stays: true, draw: (y) => words(organ, Math.max(LEFT, nameX(organ)), y) })),
    { lead: LEADING, height: CELL, draw: (y) => words(date, dateX, y) },
  ]
}
/** 签名章 of an order: two lines below the text; post two cells left of the signature, date a line below, four from the right. */
const NAME_STAMP = { width: 38, height: 18 } as const
function signedBy({ post, name }: { readonly post: string; readonly name: string }, date: string): Row {
  const right = RIGHT - 4 * CELL
  const stamp = right - NAME_STAMP.width
  return {
    lead: 2 * LINE,
    height: NAME_STAMP.height + LINE + CELL,
    draw: (y) => [
      ...words(post, stamp - 2 * CELL - wide(post), y + (NAME_STAMP.height - CELL) / 2),
      { kind: 'text', text: name, x: stamp, y: y + (NAME_STAMP.height - 12) / 2, width: NAME_STAMP.width, size: 12, face: 'kai', fit: 'centre' },
      ...words(date, right - wide(date), y + NAME_STAMP.height + LINE),
    ],
  }
}
export function signature({ signature: s }: OfficialPaper): Row[] {
  const date = chineseDate(s.date)
  if (s.by) return [signedBy(s.by, date)]
  if (!s.sealed) return unsealed(s.organs, date)
  return [s.organs.length === 1 ? sealed(s.organs[0] as string, date) : jointSealed(s.organs, date)]
}
