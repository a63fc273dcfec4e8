/** What stands on the sides of a laid out paper: glyphs and lines at their places, in millimetres. The one model behind the PDF and page counts, and of whatever else is to be made of it. Rule: R-E02 */
import type { Face } from '../paper/faces.ts'

export interface Glyphs {
  readonly kind: 'text'
  readonly text: string
  /** Left edge and top edge of the first cell. */
  readonly x: number
  readonly y: number
  /** Width it is set in, centred where `fit` says so; a mark stands in its own half of the cell. */
  readonly width: number
  /** Size of type. */
  readonly size: number
  readonly face: Face
  readonly red?: boolean
  /** `mark`: its ink begins at `y` and it is never wider than `width`. */
  readonly fit?: 'mark' | 'centre'
}
export interface Rule {
  readonly kind: 'rule'
  readonly x: number
  readonly y: number
  readonly width: number
  /** 0 for a level one. */
  readonly height: number
  readonly thick: number
  readonly red?: boolean
}
/** 印章 position: a placeholder on paper, never an electronic seal. Rule: R-E04 */
export interface Seal {
  readonly kind: 'seal'
  readonly x: number
  readonly y: number
  readonly across: number
}
export type Item = Glyphs | Rule | Seal
export interface Side {
  readonly items: readonly Item[]
  /** null: none is printed on it. */
  readonly number: number | null
  readonly lying: boolean
}
export interface Laid {
  readonly sides: readonly Side[]
  /** Lines of text on each side that holds any of it, attachments too. */
  readonly lines: readonly number[]
  /** Where body ended, for whoever asks how full the last side is: side from nought, and lines on it. */
  readonly end: { readonly side: number; readonly lines: number }
}
