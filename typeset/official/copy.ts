/** Which copy of a laid out paper is drawn: for the screen, for printing on both sides, for the record; all of it, or the sides looked at. Pure. Rule: R-F33, R-E01 */
import type { OfficialPaper } from './document.ts'
import { pageNumber } from './lay-out.ts'
import type { Item, Laid } from './page.ts'

export interface Copy {
  /** 双面打印: front and back lie on each other. */
  readonly mirrored?: boolean
  /** 存档本, PDF/A-2b. */
  readonly record?: boolean
  /** From one to another, counted from 1; all where it is missing. */
  readonly sides?: { readonly from: number; readonly to: number }
}
/** 订口 28 mm left on a front is 26 mm left on its back. */
const SHIFT = -2
const across = (item: Item): Item => ({ ...item, x: item.x + SHIFT })
/** What lies has its head toward the left edge: across the sheet is down its page. */
const down = (item: Item): Item => ({ ...item, y: item.y + SHIFT })

/** Ready for the typesetter, page numbers drawn. */
export function drawn({ sides }: Laid, { mirrored = false, sides: asked }: Copy = {}) {
  const all = sides.map(({ items, number, lying }, n) => {
    const foot = number === null ? [] : pageNumber(number)
    const back = mirrored && n % 2 === 1
    return { lying, items: back ? items.map(lying ? down : across) : items, number: back ? foot.map(across) : foot }
  })
  return asked ? all.slice(asked.from - 1, asked.to) : all
}
/** The day a record copy bears: of the paper itself, so that it comes out the same whenever it is set again. */
export function recordDay({ signature }: OfficialPaper): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = signature.date.split('-').map(Number)
  return { year, month, day }
}
