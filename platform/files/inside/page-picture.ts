/** One page of a PDF as a picture, drawn apart from the server: so a browser is given pixels and never the file of a stranger. */
import { askThread } from '../../ask-thread.ts'

const limits = { seconds: 20, memoryMiB: 512 }
const DPI = 130
const PIXELS = 8_000_000

/** @returns null where there is no such page, or it cannot be drawn in the time and memory it is given */
export const pagePicture = (bytes: Uint8Array, no: number): Promise<Uint8Array | null> =>
  askThread(new URL('./draw-thread.ts', import.meta.url), { bytes, no, dpi: DPI, pixels: PIXELS }, limits)
