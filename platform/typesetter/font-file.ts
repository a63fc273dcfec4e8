/**
 * What a font file says of itself: its families in every language, its weight, and which characters it has a shape for. Only the tables asked for are read:
 * a machine's folder of fonts may hold a gigabyte. Source: OpenType 1.9, «name», «OS/2», «cmap»
 */
import { type FileHandle, open } from 'node:fs/promises'

export interface FontFace {
  /** Place of the face in a collection; 0 in a file of one. */
  readonly index: number
  readonly families: readonly string[]
  readonly weight: number
}
/** From, to; in order. */
export type Coverage = readonly (readonly [number, number])[]
type Tables = ReadonlyMap<string, { readonly at: number; readonly length: number }>

/** Larger than any table of names or characters a font has. */
const MOST = 4 * 1024 * 1024
const COLLECTION = 0x74746366
const kinds = new Set([0x00010000, 0x4f54544f, 0x74727565])

async function bytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  if (length > MOST) throw new Error('table too long')
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, at)
  if (bytesRead < length) throw new Error('cut off')
  return buffer
}
/** Where the faces begin. @throws for what is no font */
async function offsets(file: FileHandle): Promise<number[]> {
  const head = await bytes(file, 0, 12)
  const kind = head.readUInt32BE(0)
  if (kinds.has(kind)) return [0]
  if (kind !== COLLECTION) throw new Error('no font')
  const count = Math.min(head.readUInt32BE(8), 64)
  const list = await bytes(file, 12, count * 4)
  return Array.from({ length: count }, (_, n) => list.readUInt32BE(n * 4))
}
async function tablesAt(file: FileHandle, at: number): Promise<Tables> {
  const count = (await bytes(file, at + 4, 2)).readUInt16BE(0)
  const list = await bytes(file, at + 12, count * 16)
  return new Map(
    Array.from({ length: count }, (_, n) => [list.toString('latin1', n * 16, n * 16 + 4), { at: list.readUInt32BE(n * 16 + 8), length: list.readUInt32BE(n * 16 + 12) }]),
  )
}
const utf16 = new TextDecoder('utf-16be')
/** Names 1 and 16: family, and family of the whole series. */
function familiesOf(name: Buffer): string[] {
  const [count, storage] = [name.readUInt16BE(2), name.readUInt16BE(4)]
  const found = Array.from({ length: count }, (_, n) => n * 12 + 6).flatMap((at) => {
    const [platform, id, length, offset] = [name.readUInt16BE(at), name.readUInt16BE(at + 6), name.readUInt16BE(at + 8), name.readUInt16BE(at + 10)]
    if (id !== 1 && id !== 16) return []
    const text = name.subarray(storage + offset, storage + offset + length)
    return [platform === 1 ? text.toString('latin1') : utf16.decode(text)]
  })
  return [...new Set(found.filter((text) => text !== ''))]
}
async function faceAt(file: FileHandle, at: number, index: number): Promise<FontFace> {
  const tables = await tablesAt(file, at)
  const [name, os2] = [tables.get('name'), tables.get('OS/2')]
  if (!name || !tables.has('cmap')) throw new Error('no font')
  const weight = os2 ? (await bytes(file, os2.at, 6)).readUInt16BE(4) : 400
  return { index, families: familiesOf(await bytes(file, name.at, name.length)), weight }
}
async function within<T>(path: string, read: (file: FileHandle) => Promise<T>): Promise<T | null> {
  const file = await open(path).catch(() => null)
  if (!file) return null
  try {
    return await read(file)
  } catch (error) {
    if (error instanceof RangeError || error instanceof Error) return null
    throw error
  } finally {
    await file.close()
  }
}
/** @returns null for what is no font, or is broken */
export const readFont = (path: string): Promise<FontFace[] | null> => within(path, async (file) => Promise.all((await offsets(file)).map((at, n) => faceAt(file, at, n))))

/** Segments (format 4) and groups (format 12); a shape of number nought is none, but where a whole stretch has one nobody gives it that. */
function rangesOf(cmap: Buffer): [number, number][] {
  const count = cmap.readUInt16BE(2)
  const subtables = Array.from({ length: count }, (_, n) => cmap.readUInt32BE(4 + n * 8 + 4))
  return subtables.flatMap((at): [number, number][] => {
    const format = cmap.readUInt16BE(at)
    if (format === 12) {
      const groups = cmap.readUInt32BE(at + 12)
      return Array.from({ length: groups }, (_, n) => [cmap.readUInt32BE(at + 16 + n * 12), cmap.readUInt32BE(at + 20 + n * 12)])
    }
    if (format !== 4) return []
    const segments = cmap.readUInt16BE(at + 6) / 2
    return Array.from({ length: segments }, (_, n): [number, number] => [cmap.readUInt16BE(at + 16 + segments * 2 + n * 2), cmap.readUInt16BE(at + 14 + n * 2)]).filter(
      ([from, to]) => from <= to && from !== 0xffff,
    )
  })
}
/** @returns which characters it has, [] where that cannot be read */
export async function coverageOf(path: string, index: number): Promise<Coverage> {
  const ranges = await within(path, async (file) => {
    const at = (await offsets(file))[index]
    const table = at === undefined ? undefined : (await tablesAt(file, at)).get('cmap')
    return table ? rangesOf(await bytes(file, table.at, table.length)) : []
  })
  return (ranges ?? []).sort((a, b) => a[0] - b[0])
}
export function covers(coverage: Coverage, code: number): boolean {
  for (const [from, to] of coverage) {
    if (from > code) return false
    if (code <= to) return true
  }
  return false
}
