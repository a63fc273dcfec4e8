/**
 * The type area of an official paper, in millimetres from the upper left corner of the sheet: 28 cells across, 22 lines down.
 * Rule: GB/T 9704-2012 3.1, 3.2, 5.1, 5.2; R-F01, R-F02, R-F03
 */
export const SHEET = { width: 210, height: 297 } as const
export const COLUMNS = 28
export const [LEFT, TOP, WIDTH, HEIGHT] = [28, 37, 156, 225] as const
export const [RIGHT, BOTTOM] = [LEFT + WIDTH, TOP + HEIGHT] as const
/** 一字: 156 mm hold 28 characters. */
export const CELL = WIDTH / COLUMNS
/** 一行: the height of a character and 7/8 of the height of one of 3号. 21 of them and a last character fill 225 mm but for 0.05. */
export const lineOf = (glyph: number): number => glyph + CELL * (7 / 8)
export const LINE = lineOf(CELL)
const POINT = 25.4 / 72
/** Sizes of type in millimetres; 3号 is a cell, so that nothing stands out of its own. */
export const SIZE = { two: 22 * POINT, three: 15.75 * POINT, four: 14 * POINT } as const
