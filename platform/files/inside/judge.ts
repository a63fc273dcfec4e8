/** May this file be taken, by what stands inside it? Asked of every upload and of every scan that comes with an old register. Rule: R-C02 */
import { readFile } from 'node:fs/promises'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { readInside, wordy } from './read.ts'

export interface Arrived {
  /** Where it lies now. */
  readonly path: string
  readonly kind: string
  readonly name: string
}
/**
 * A scan without words, a locked or a broken document is taken: nothing can be read in it, and its line says so. An archive must be open to the look.
 * @returns Refusal `kernel.secret-mark` · `files.kind-not-taken`; null: it may come in
 */
export async function judgeInside({ path, kind, name }: Arrived): Promise<Refusal | null> {
  if (!wordy.has(kind)) return null
  const says = await readInside(await readFile(path), name)
  if (says.read && says.marked) return refuse('kernel.secret-mark', { field: 'file' }, 422)
  return kind === 'zip' && !says.read ? refuse('files.kind-not-taken', {}, 415) : null
}
