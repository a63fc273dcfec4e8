/** The hand on the pad, as strokes: one pen at a time, a palm beside it is not heard, and of quick moves only as many points as one sees. */
import { INK_LONGEST, INK_MOST, type Ink, type InkPoint, packInk } from '../../kernel/ink.ts'

export const PAD_WIDTH = 1000
/** A pad as it opens; it may be made taller, by this much at a time. */
export const PAD_HEIGHT = 600
export const PAD_MOST = 3000
/** Nearer than this two points are one. */
const NEAR = 4
/** A touch broader than this (in pixels) is a palm. */
const PALM = 70

/** What of a pointer we hear of. */
export interface Touch {
  readonly pointerId: number
  readonly pointerType: string
  readonly isPrimary: boolean
  readonly button: number
  readonly width: number
  readonly height: number
}
/**
 * Is it a hand that writes? Once a pen has written here, fingers and palms are no longer heard; a second finger never is, nor a broad touch.
 * @param pen a pen has written on this pad
 */
export const writes = (touch: Touch, pen: boolean): boolean =>
  touch.button === 0 && (touch.pointerType === 'pen' || (!pen && touch.isPrimary && (touch.pointerType !== 'touch' || Math.max(touch.width, touch.height) <= PALM)))

/** Where on the pad, in its own units; whoever writes over the edge writes along it. */
export function pointOn(box: { readonly left: number; readonly top: number; readonly width: number }, at: { readonly clientX: number; readonly clientY: number }, height: number) {
  const unit = PAD_WIDTH / Math.max(1, box.width)
  const inside = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value * unit)))
  return { x: inside(at.clientX - box.left, PAD_WIDTH), y: inside(at.clientY - box.top, height) }
}
/** Adds a point, unless one sees no difference. A mouse presses with 0.5, a finger tells nothing. Whoever writes on after an hour is still heard. */
export function addPoint(stroke: InkPoint[], at: { readonly x: number; readonly y: number }, t: number, pressure: number): void {
  const before = stroke.at(-1)
  if (before && Math.hypot(at.x - before.x, at.y - before.y) < NEAR) return
  stroke.push({ ...at, t: Math.min(INK_LONGEST, Math.max(before?.t ?? 0, Math.round(t))), p: Math.max(0, Math.min(100, Math.round(pressure * 100))) })
}
/** One more stroke, if there is room for it. Null: the pad is full. */
export function withStroke(ink: Ink | null, stroke: readonly InkPoint[], height: number): Ink | null {
  const next: Ink = { width: PAD_WIDTH, height, strokes: [...(ink?.strokes ?? []), stroke] }
  return packInk(next).length <= INK_MOST && next.strokes.length <= 3000 ? next : null
}
