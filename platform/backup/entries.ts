/** What lies in a backup, one thing after another: a plan, tables, files, a closing count. Each thing carries the digest of its bytes. */
import { createHash } from 'node:crypto'

/** First what is to come, last what came. */
export interface EntryHead {
  readonly kind: 'plan' | 'table' | 'file' | 'end'
  /** Of a table its name, of a file its place in the data folder. */
  readonly name: string
}
export interface EntryEnd {
  readonly size: number
  readonly sha256: string
  /** Of a table. */
  readonly rows?: number
}
const [BEGIN, DATA, CLOSE] = [1, 2, 3]

function framed(type: number, payload: Buffer): Buffer {
  const frame = Buffer.alloc(5)
  frame[0] = type
  frame.writeUInt32BE(payload.length, 1)
  return Buffer.concat([frame, payload])
}
const said = (type: number, value: object) => framed(type, Buffer.from(JSON.stringify(value)))

/** One thing as bytes. @param more what is known only when it has passed. @returns its digest and size */
export async function* writeEntry(head: EntryHead, bytes: AsyncIterable<Buffer>, more: () => { rows?: number } = () => ({})): AsyncGenerator<Buffer, EntryEnd> {
  yield said(BEGIN, head)
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of bytes) {
    if (piece.length === 0) continue
    hash.update(piece)
    size += piece.length
    yield framed(DATA, piece)
  }
  const end: EntryEnd = { size, sha256: hash.digest('hex'), ...more() }
  yield said(CLOSE, end)
  return end
}
export const one = async function* (bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

interface Frame {
  readonly type: number
  readonly payload: Buffer
}
async function* frames(contents: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let held: Buffer = Buffer.alloc(0)
  for await (const piece of contents) {
    held = held.length === 0 ? piece : Buffer.concat([held, piece])
    let at = 0
    while (held.length - at >= 5) {
      const length = held.readUInt32BE(at + 1)
      if (held.length - at - 5 < length) break
      yield { type: held[at] ?? 0, payload: held.subarray(at + 5, at + 5 + length) }
      at += 5 + length
    }
    held = held.subarray(at)
  }
  if (held.length > 0) throw new Error('the contents end within a record')
}

export interface Entry {
  readonly head: EntryHead
  /** To be read to its end before the next is asked for; what is left over is passed by. */
  readonly bytes: AsyncIterable<Buffer>
  /** After the last byte. @throws Error where the bytes were not those that were written */
  end(): EntryEnd
}
export async function* readEntries(contents: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const all = frames(contents)
  try {
    for (let begun = await all.next(); !begun.done; begun = await all.next()) yield* entryOf(begun.value, all)
  } finally {
    await all.return(undefined) // read no further: what lies under it is closed
  }
}
async function* entryOf(begun: Frame, all: AsyncGenerator<Frame>): AsyncGenerator<Entry> {
  if (begun.type !== BEGIN) throw new Error('a record out of place')
  const head = JSON.parse(begun.payload.toString('utf8')) as EntryHead
  const hash = createHash('sha256')
  let size = 0
  let ended: EntryEnd | null = null
  const bytes = async function* () {
    while (!ended) {
      const next = await all.next()
      if (next.done) throw new Error(`${head.name} has no end`)
      const { type, payload } = next.value
      if (type === DATA) {
        hash.update(payload)
        size += payload.length
        yield payload
      } else if (type === CLOSE) {
        const end = JSON.parse(payload.toString('utf8')) as EntryEnd
        if (end.size !== size || end.sha256 !== hash.digest('hex')) throw new Error(`${head.name} is not as it was written`)
        ended = end
      } else throw new Error('a record out of place')
    }
  }
  yield {
    head,
    bytes: bytes(),
    end: () => {
      if (!ended) throw new Error(`${head.name} was not read to its end`)
      return ended
    },
  }
  if (!ended) for await (const _ of bytes());
}
