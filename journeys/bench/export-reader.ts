/** Takes an export over HTTP in a process of its own, keeps none of it, and counts: lines of a text, bytes of a workbook. */
import { request } from 'node:http'

export interface Taken {
  readonly bytes: number
  readonly lines: number
  readonly seconds: number
  /** Until the first byte. */
  readonly first: number
}
export interface Take {
  readonly url: string
  readonly cookie: string
}
function take({ url, cookie }: Take): Promise<Taken> {
  return new Promise((done, fail) => {
    const began = performance.now()
    const since = () => (performance.now() - began) / 1000
    const call = request(url, { headers: { cookie, 'sec-fetch-site': 'same-origin' } }, (answer) => {
      if (answer.statusCode !== 200) return fail(new Error(`${answer.statusCode}`))
      const first = since()
      let [bytes, lines] = [0, 0]
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        for (const byte of chunk) if (byte === 10) lines++
      })
      answer.on('end', () => done({ bytes, lines, first, seconds: since() }))
      answer.on('error', fail)
    })
    call.on('error', fail)
    call.end()
  })
}
process.on('message', async (asked: Take) => {
  try {
    process.send?.({ taken: await take(asked) })
  } catch (error) {
    process.send?.({ error: (error as Error).message })
  }
})
process.on('disconnect', () => process.exit(0))
