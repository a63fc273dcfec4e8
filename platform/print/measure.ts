/** The pages of a file and the room for a stamp on the first: in a thread with little memory and little time, for the bytes are somebody else's. */
import { askThread } from '../ask-thread.ts'

export interface Measured {
  /** In points, as they are read; none where there are too many. */
  readonly pages: readonly { readonly width: number; readonly height: number }[]
  /** In millimetres; null: no room at the head of the first page. */
  readonly at: { readonly x: number; readonly y: number } | null
}
const limits = { seconds: 30, memoryMiB: 512 }
/** A copy longer than this is stamped by hand. */
export const MOST_PAGES = 500

/** @param kind `pdf`, `jpg`, `png`. @returns null for what cannot be opened, takes too long or too much */
export const measure = (bytes: Uint8Array, kind: string): Promise<Measured | null> =>
  askThread(new URL('./measure-thread.ts', import.meta.url), { bytes, kind, most: MOST_PAGES }, limits)
