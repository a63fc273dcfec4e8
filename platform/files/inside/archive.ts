/** Opens an archive within limits: so many parts, so many bytes unpacked, no secrets of its own. What it says of itself is checked first; what lies runs into the same bounds. */
import { unzipSync } from 'fflate'

const MIB = 1_048_576
const MOST_PARTS = 4_000
const MOST_BYTES = 200 * MIB
/** Unpacked to packed, of one part: text packs ten to one, a bomb a thousand. */
const MOST_RATIO = 200

export type Parts = ReadonlyMap<string, Uint8Array>
/**
 * @param wanted names of the parts that are read
 * @returns null where it cannot be opened, or is too much
 */
export function openArchive(bytes: Uint8Array, wanted: (name: string) => boolean): { readonly names: readonly string[]; readonly parts: Parts } | null {
  const names: string[] = []
  let total = 0
  let fits = true
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        names.push(name)
        total += originalSize
        fits &&= names.length <= MOST_PARTS && total <= MOST_BYTES && (originalSize < MIB || originalSize <= size * MOST_RATIO)
        return fits && wanted(name) && !name.endsWith('/')
      },
    })
    return fits ? { names, parts: new Map(Object.entries(parts)) } : null
  } catch {
    return null // no archive, broken, encrypted, or packed in a way nobody uses
  }
}
