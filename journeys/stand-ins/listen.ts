/** A small HTTP server on the loopback that a stand-in speaks through. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
export interface Spoken {
  readonly status?: number
  readonly body: string
}
export interface Listening {
  readonly url: string
  close(): Promise<void>
}
export async function listen(answer: (heard: Heard) => Spoken | Promise<Spoken>): Promise<Listening> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', async () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1')
      const said = await answer({ path: url.pathname, query: url.searchParams, headers: request.headers, body: Buffer.concat(parts).toString('utf8') })
      response.writeHead(said.status ?? 200, { 'content-type': 'application/json; charset=utf-8' }).end(said.body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done, fail) => {
        server.close((error) => (error ? fail(error) : done()))
        server.closeAllConnections()
      }),
  }
}
/** How many in the minute before now, this one counted; the same for every robot. */
export function sliding(most: number, now: () => number): () => boolean {
  const times: number[] = []
  return () => {
    const at = now()
    while (times[0] !== undefined && times[0] <= at - 60_000) times.shift()
    times.push(at)
    return times.length <= most
  }
}
