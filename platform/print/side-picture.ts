/** A side of a paper as a picture, for telephones and for whoever looks while he writes: drawn in a thread, so that nobody waits for it. */
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { askThread } from '../ask-thread.ts'

const limits = { seconds: 20, memoryMiB: 256 }
/** @param dpi dots an inch. @throws RefusalError `print.failed` */
export async function sidePicture(pdf: Uint8Array, dpi: number): Promise<Uint8Array> {
  const picture = await askThread<Uint8Array>(new URL('./side-picture-thread.ts', import.meta.url), { pdf, dpi }, limits)
  if (!picture) throw new RefusalError(refuse('print.failed', {}, 503))
  return picture
}
