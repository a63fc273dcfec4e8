/** 盒: how the items of one run lie in boxes, in the order of their 件号; an item is never parted. Pure. Rule: DA/T 22-2015 (装盒) */
export const thicknesses = [20, 30, 40, 50] as const
export type Thickness = (typeof thicknesses)[number]
/** What a box that thick holds: ten pages a millimetre. */
export const pagesIn = (thickness: Thickness): number => thickness * 10

export interface Box {
  readonly no: number
  readonly from: number
  readonly to: number
}
interface Lying {
  readonly no: number
  readonly pages: number
}
/**
 * @param items of one run, by 件号
 * @param pages as many as one box holds; an item larger than that has a box of its own
 * @param first 盒号 of the first box
 */
export function boxesOf(items: readonly Lying[], pages: number, first = 1): Box[] {
  const boxes: (Box & { readonly full: number })[] = []
  for (const item of items) {
    const last = boxes.at(-1)
    if (last && last.full + item.pages <= pages) boxes[boxes.length - 1] = { ...last, to: item.no, full: last.full + item.pages }
    else boxes.push({ no: first + boxes.length, from: item.no, to: item.no, full: item.pages })
  }
  return boxes.map(({ no, from, to }) => ({ no, from, to }))
}
