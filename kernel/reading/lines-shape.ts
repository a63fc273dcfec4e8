/** 文字行: what a file says, line by line, with the place each line was read from. Rule: issue D «fields proposed from the text with the place they were read from» */
import { z } from 'zod'

/** Shares of the page, from its upper left corner. */
const box = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() })
export const fileLine = z.object({
  page: z.int(),
  /** On its page, from 1. */
  no: z.int(),
  text: z.string(),
  /** Points; null where the file does not say. */
  size: z.number().nullable(),
  stands: z.enum(['left', 'center', 'right']).nullable(),
  box: box.nullable(),
})
export type FileLine = z.output<typeof fileLine>
/** Why there are no lines, or not all of them: locked · broken · an archive that cannot be opened or is too much · more than the memory it is given · took too long · pages are pictures · of a kind that has no lines. */
export const unreads = ['locked', 'broken', 'archive', 'too-much', 'slow', 'pictures', 'other-kind'] as const
export type Unread = (typeof unreads)[number]
/** Said one after the other while a file is read; the last is the end. */
export type LinesSaid =
  | { readonly kind: 'pages'; readonly pages: number; readonly asked: number }
  | { readonly kind: 'page'; readonly page: number; readonly done: number; readonly lines: readonly FileLine[] }
  | { readonly kind: 'end'; readonly why: Unread | null }
