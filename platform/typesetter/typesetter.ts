/**
 * The one way to paper: the name of a template and its JSON in, a PDF out. One or two processes of its own set the papers, begun with the first and
 * ended when nothing was printed for a while; whatever happens to one, the server goes on and the next paper is set by another.
 * Rule: issue C «Print»; decision 0021
 */
import { type ChildProcess, fork } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import type { Chosen } from '../../typeset/paper/faces.ts'
import type { Paper } from '../../typeset/paper/paper.ts'
import type { Log } from '../ctx/house.ts'
import { type Fonts, fontsOf } from './font-set.ts'
import type { Drawn, Job, Told } from './setting.ts'

export interface Typeset {
  readonly pdf: Uint8Array
  readonly pages: number
  readonly millis: number
  /** What its process held then. */
  readonly memoryMiB: number
  /** Families it was set in. */
  readonly faces: Chosen
}
export interface Typesetter {
  /**
   * @param pages about how many it will be: its time is measured by them
   * @param given a file that is set into it
   * @throws RefusalError `print.busy` · `print.too-slow` · `print.failed`
   */
  set(paper: Paper, pages?: number, given?: Job['given']): Promise<Typeset>
  /**
   * The sides of a paper as SVG, one beneath the other, in the same letters: for whoever looks while he writes.
   * @throws RefusalError as `set`
   */
  draw(paper: Paper): Promise<string>
  /** Which fonts papers are set in now. */
  fonts(): Promise<Fonts>
  /** The office's folder changed: what comes next is set by a process that has looked into it. */
  renew(): void
  /** Processes that are there now, by their id. */
  processes(): readonly number[]
  close(): Promise<void>
}
export interface TypesetterOptions {
  /** The office's own fonts lie here. */
  readonly fonts: string
  readonly log: Log
  readonly most?: number
  /** Papers that may wait. */
  readonly queue?: number
  readonly seconds?: { readonly start: number; readonly page: number; readonly idle: number }
}
/** A process is ended after so many papers: what it holds grows a little with each. */
const PAPERS = 200
const usual = { start: 20, page: 2, idle: 300 }

type Answered = Exclude<Told | Drawn, { readonly fault: string }>
interface Waiting {
  readonly id: number
  readonly template: string
  readonly paper: string
  readonly given: Job['given']
  readonly record: boolean
  readonly pages: number
  readonly drawn: boolean
  readonly done: (told: Answered) => void
  readonly fail: (error: unknown) => void
}
interface Hand {
  readonly child: ChildProcess
  job: Waiting | null
  /** Ended after the paper it is at. */
  old: boolean
  timer: NodeJS.Timeout | null
  papers: number
}
const program = fileURLToPath(new URL('./setting.ts', import.meta.url))
/** A sheet with nothing on it: setting it tells the families. */
const nothing: Paper = { template: 'official', language: 'zh-CN', name: '', printed: '', mark: null, code: null, record: null, sides: [] }
const no = (code: 'print.busy' | 'print.too-slow' | 'print.failed') => new RefusalError(refuse(code, {}, 503))

export function openTypesetter(options: TypesetterOptions): Typesetter {
  const { log, queue = 20, seconds = usual } = options
  const most = options.most ?? (cpus().length > 2 ? 2 : 1)
  const waiting: Waiting[] = []
  const hands = new Set<Hand>()
  let count = 0
  let closed = false

  function begin(): Hand {
    const child = fork(program, [options.fonts], {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=256'],
      env: fontEnv(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const hand: Hand = { child, job: null, old: false, timer: null, papers: 0 }
    hands.add(hand)
    child.on('message', (told: Told | Drawn | { readonly id: 0 }) => told.id !== 0 && finish(hand, told as Told | Drawn))
    child.on('error', () => gone(hand))
    child.on('exit', () => gone(hand))
    child.unref()
    child.channel?.unref()
    return hand
  }
  /** A process that went without being told to: its paper is refused, the next one begins another. */
  function gone(hand: Hand): void {
    if (!hands.delete(hand)) return
    if (hand.timer) clearTimeout(hand.timer)
    const { job } = hand
    hand.job = null
    if (!closed && job) {
      log.error({ template: job.template }, 'the typesetter went down over a paper')
      job.fail(no('print.failed'))
    }
    next()
  }
  function end(hand: Hand): void {
    hands.delete(hand)
    if (hand.timer) clearTimeout(hand.timer)
    hand.child.removeAllListeners('exit')
    hand.child.kill('SIGKILL')
  }
  function finish(hand: Hand, told: Told | Drawn): void {
    const { job } = hand
    if (hand.timer) clearTimeout(hand.timer)
    if (job?.id !== told.id) return
    hand.job = null
    hand.papers++
    if ('fault' in told) {
      log.error({ template: job.template, fault: told.fault }, 'a template could not be set')
      job.fail(no('print.failed'))
    } else job.done(told)
    if (hand.old || hand.papers >= PAPERS) end(hand)
    else rest(hand)
    next()
  }
  function rest(hand: Hand): void {
    hand.timer = setTimeout(() => end(hand), seconds.idle * 1000).unref()
  }
  function next(): void {
    if (closed || waiting.length === 0) return
    const hand = [...hands].find((one) => one.job === null) ?? (hands.size < most ? begin() : null)
    const job = hand && waiting.shift()
    if (!job) return
    if (hand.timer) clearTimeout(hand.timer)
    hand.job = job
    hand.timer = setTimeout(
      () => {
        log.warn({ template: job.template, pages: job.pages }, 'a paper took too long')
        end(hand)
        job.fail(no('print.too-slow'))
        next()
      },
      (seconds.start + seconds.page * job.pages) * 1000,
    )
    hand.child.send(
      { id: job.id, template: job.template, paper: job.paper, record: job.record, drawn: job.drawn, ...(job.given ? { given: job.given } : {}) },
      (error) => error && gone(hand),
    )
    next()
  }
  function ask(paper: Paper, pages: number, given: Job['given'], drawn: boolean): Promise<Answered> {
    if (closed || waiting.length >= queue) return Promise.reject(no('print.busy'))
    return new Promise((done, fail) => {
      const record = paper.template === 'official' && paper.record !== null
      waiting.push({ id: ++count, template: paper.template, paper: JSON.stringify(paper), given, record, pages, drawn, done, fail })
      next()
    })
  }
  const set: Typesetter['set'] = async (paper, pages = 2, given) => {
    const told = await ask(paper, pages, given, false)
    if (!('pdf' in told)) throw no('print.failed')
    const { pdf, pages: all, millis, memoryMiB, faces } = told
    return { pdf, pages: all, millis, memoryMiB, faces }
  }
  const draw: Typesetter['draw'] = async (paper) => {
    const told = await ask(paper, 2, undefined, true)
    if (!('svg' in told)) throw no('print.failed')
    return told.svg
  }
  const known = new Map<string, Promise<Fonts>>()
  let current: Promise<Fonts> | null = null
  async function look(): Promise<Fonts> {
    const { faces } = await set(nothing, 1)
    const families = JSON.stringify(faces)
    const fonts = known.get(families) ?? fontsOf(faces, options.fonts)
    known.set(families, fonts)
    return fonts
  }
  return {
    set,
    draw,
    fonts() {
      current ??= look().catch((error) => {
        current = null
        throw error
      })
      return current
    },
    renew() {
      known.clear()
      current = null
      for (const hand of [...hands]) {
        if (hand.job) hand.old = true
        else end(hand)
      }
    },
    processes: () => [...hands].flatMap((hand) => hand.child.pid ?? []),
    async close() {
      closed = true
      for (const job of waiting.splice(0)) job.fail(no('print.busy'))
      for (const hand of [...hands]) {
        end(hand)
        hand.job?.fail(no('print.busy'))
      }
    },
  }
}
/** Where a home folder is, for its fonts; nothing else of the server's surroundings. */
function fontEnv(): NodeJS.ProcessEnv {
  const wanted = ['HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMPDIR']
  return Object.fromEntries(wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}
