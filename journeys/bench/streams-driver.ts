/** The listeners' process: opens the streams, says it is ready, and for each round tells what was heard. Started by `streams.ts`; talks over its IPC channel. */
import { Agent, request } from 'node:http'
import { quantile } from './measure.ts'

export interface Streams {
  readonly url: string
  readonly cookies: readonly string[]
  /** Streams of one session. */
  readonly each: number
  readonly streams: number
}
/** Longest wait for the last of them, milliseconds. */
const PATIENCE = 20_000

const heard: number[][] = []
let arrived: () => void = () => undefined

function open(agent: Agent, { url, cookie }: { readonly url: string; readonly cookie: string }, times: number[]): Promise<void> {
  return new Promise((done, fail) => {
    const call = request(`${url}/api/live`, { agent, headers: { cookie, 'x-huiyin': '1', accept: 'text/event-stream' } }, (answer) => {
      if (answer.statusCode !== 200) return fail(new Error(`stream refused: ${answer.statusCode}`))
      let rest = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        const events = (rest + text).split('\n\n')
        rest = events.pop() ?? ''
        for (const event of events) {
          if (event.includes('event: hello')) done()
          if (!event.startsWith('event: notice')) continue
          times.push(Date.now())
          arrived()
        }
      })
    })
    call.on('error', fail)
    call.end()
  })
}

async function round(sent: number, no: number, streams: number): Promise<{ late: number[]; wrong: number }> {
  const all = () => heard.every((times) => times.length >= no)
  await Promise.race([
    new Promise<void>((done) => {
      arrived = () => all() && done()
      arrived()
    }),
    new Promise<void>((done) => setTimeout(done, PATIENCE).unref()),
  ])
  await new Promise((done) => setTimeout(done, 300)) // one heard twice would come now
  return { late: heard.flatMap((times) => times.slice(no - 1, no).map((at) => at - sent)), wrong: streams - heard.filter((times) => times.length === no).length }
}

const late: number[] = []
let asked: Streams | null = null
let no = 0
let wrong = 0
process.on('message', (said: Streams | { readonly sent: number } | 'done') => {
  const work = async () => {
    if (said === 'done') {
      const sorted = late.sort((a, b) => a - b)
      process.send?.({ heard: { streams: heard.length, notices: no, wrong, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) } })
    } else if ('sent' in said) {
      const told = await round(said.sent, ++no, asked?.streams ?? 0)
      late.push(...told.late)
      wrong += told.wrong
      process.send?.({ next: true })
    } else {
      asked = said
      const agent = new Agent({ keepAlive: true, maxSockets: said.streams })
      for (let from = 0; from < said.streams; from += 100)
        await Promise.all(
          Array.from({ length: Math.min(100, said.streams - from) }, (_, i) => {
            const times: number[] = []
            heard.push(times)
            return open(agent, { url: said.url, cookie: said.cookies[Math.floor((from + i) / said.each)] as string }, times)
          }),
        )
      process.send?.({ next: true })
    }
  }
  work().catch((error: Error) => process.send?.({ error: error.message }))
})
process.on('disconnect', () => process.exit(0))
