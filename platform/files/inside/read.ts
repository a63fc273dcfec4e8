/** Reads what a file says apart from the server: in a thread with little memory and little time, so that a hostile file costs nobody else anything. */
import { LONGEST } from '../../../kernel/search/build.ts'
import { askThread } from '../../ask-thread.ts'
import { sniff } from '../kinds.ts'
import { type FileSays, saysOf } from './text-of.ts'

export type { FileSays } from './text-of.ts'

/** Kinds with words in them. */
export const wordy: ReadonlySet<string> = new Set(['pdf', 'docx', 'xlsx', 'txt', 'ofd', 'zip'])
/** A short plain text has nothing in it that could cost much. */
const SHORT = 65_536
const limits = { seconds: 20, memoryMiB: 512 }

/** @returns `read: false` for what cannot be opened, takes too long or too much */
export async function readInside(bytes: Uint8Array, name: string): Promise<FileSays> {
  if (bytes.length <= SHORT && sniff(Buffer.from(bytes), Buffer.from(bytes))?.kind === 'txt') return saysOf(bytes, name, LONGEST)
  return (await askThread<FileSays>(new URL('./thread.ts', import.meta.url), { bytes, name, longest: LONGEST }, limits)) ?? { read: false }
}
