/** PostgreSQL's COPY over an ordinary `pg` connection, both ways, with back-pressure; and its text format, line by line. */
import { once } from 'node:events'
import { PassThrough, type Readable, type Writable } from 'node:stream'
import type pg from 'pg'

/** The part of pg's connection that COPY speaks to. */
interface Wire {
  readonly stream: Writable & { pause(): void; resume(): void }
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}
const nothing = () => undefined
const asQuery = (handlers: object) =>
  ({ handleRowDescription: nothing, handleDataRow: nothing, handleCommandComplete: nothing, handleEmptyQuery: nothing, ...handlers }) as unknown as pg.Submittable

/** @param text `copy (…) to stdout`. Read it to its end before the connection is used again. */
export function copyOut(client: pg.ClientBase, text: string): Readable {
  const out = new PassThrough({ highWaterMark: 1 << 20 })
  let wire: Wire | null = null
  out.on('drain', () => wire?.stream.resume())
  out.on('close', () => wire?.stream.resume()) // given up by its reader: the rest is thrown away
  client.query(
    asQuery({
      submit(connection: Wire) {
        wire = connection
        connection.query(text)
      },
      handleCopyData(message: { chunk: Buffer }, connection: Wire) {
        // a copy: the chunk is a view of the parser's own buffer, which the next message overwrites
        if (!out.destroyed && !out.write(Buffer.from(message.chunk))) connection.stream.pause()
      },
      handleError: (error: Error) => out.destroy(error),
      handleReadyForQuery: (connection: Wire) => {
        connection.stream.resume() // a stream that is ending tells of no drain
        out.end()
      },
    }),
  )
  return out
}

/** @param text `copy … from stdin`. @returns rows copied */
export function copyIn(client: pg.ClientBase, text: string, source: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0
    let failed: unknown = null
    const send = async (connection: Wire) => {
      try {
        for await (const chunk of source) {
          if (failed) return
          connection.sendCopyFromChunk(chunk)
          if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
        }
        connection.endCopyFrom()
      } catch (error) {
        failed = error
        connection.sendCopyFail('the source could not be read')
      }
    }
    client.query(
      asQuery({
        submit: (connection: Wire) => connection.query(text),
        handleCopyInResponse: (connection: Wire) => void send(connection),
        handleCommandComplete: (message: { text: string }) => {
          rows = Number(message.text.split(' ')[1])
        },
        handleError: (error: Error) => {
          failed ??= error
          reject(failed)
        },
        handleReadyForQuery: () => (failed ? reject(failed) : resolve(rows)),
      }),
    )
  })
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
/** One line of COPY's text format: columns between tabs, `\N` null, `\t \n \\ …` escaped. */
export function copyColumns(line: string): (string | null)[] {
  return line.split('\t').map((column) => (column === '\\N' ? null : column.includes('\\') ? column.replace(/\\(.)/gs, (_, c: string) => escapes[c] ?? c) : column))
}
