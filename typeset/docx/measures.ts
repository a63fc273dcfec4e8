/**
 * The page as a word processor measures it: twips, line boxes with half their leading above and below, and the office's own names of the five faces.
 * Rule: GB/T 33476.2-2016 6.2 (34.58 / 32.58 / 28 / 26 mm); standards §1.1; R-F04
 */
import { CELL, LINE, SIZE } from '../official/grid.ts'
import type { Face } from '../paper/faces.ts'

const TWIPS = 1440 / 25.4
export const twips = (millimetres: number): number => Math.round(millimetres * TWIPS)
/** Half points, as sizes of type are written. */
const halfPoints = (millimetres: number): number => Math.round((millimetres / 25.4) * 144)
/** Eighths of a point, as borders are written. */
export const eighths = (millimetres: number): number => Math.round((millimetres / 25.4) * 576)

export const MARGINS = { top: 34.58, bottom: 32.58, left: 28, right: 26 } as const
/** 592: 22 of them fill what the margins leave. */
export const LINE_TWIPS = Math.floor((LINE / 25.4) * 1440)
/** Above and below a character in its line box. */
export const HALF_LEADING = (LINE - CELL) / 2
/** 3号 is 16 points to a word processor: a quarter of a point less after each lets 28 into 156 mm. */
export const CLOSER = -5
export const cells = (n: number): number => Math.round(n * CELL * TWIPS)
export const HALVES = { title: halfPoints(SIZE.two), three: 32, four: halfPoints(SIZE.four) } as const
export const RED = 'E60012'

/** Every office has these; they are named, not brought along. */
const NAMES: Readonly<Record<Face, string>> = { title: '方正小标宋简体', fang: '仿宋_GB2312', kai: '楷体_GB2312', hei: '黑体', song: '宋体' }
/** Digits and Latin words in the face of their line, as in print. */
export const fontOf = (face: Face) => ({ ascii: NAMES[face], hAnsi: NAMES[face], eastAsia: NAMES[face], cs: NAMES[face] })
