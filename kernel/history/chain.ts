/** The walk along the chain: every seal against the one before it, every leaf against its event, every event against its seal. */
import { beforeFirst, type EventText, leafOf, type Suite, sealHash } from './digest.ts'
import type { HistorySource, StoredSeal } from './source.ts'

export type ChainFault =
  | {
      readonly kind: 'event-changed' | 'event-removed' | 'event-sealed-twice' | 'event-slipped-in' | 'queue-without-event' | 'queue-of-sealed'
      readonly event: string
      readonly matter: string | null
      readonly seal: number | null
    }
  | { readonly kind: 'seal-changed' | 'seal-missing' | 'seal-not-chained'; readonly seal: number }
export interface Walked {
  readonly seals: number
  readonly events: number
  readonly newest: { readonly no: number; readonly hash: string } | null
  /** Events that wait for the sealer, and when the oldest was logged. */
  readonly backlog: number
  readonly backlogSince: string | null
}

/** Numbers seen, one bit each, in pages: ten million take a megabyte or so. */
function bits() {
  const pages = new Map<string, Uint8Array>()
  const place = (year: string, id: string) => {
    const n = BigInt(id)
    return { key: `${year}:${n >> 16n}`, byte: Number((n & 0xffffn) >> 3n), bit: 1 << Number(n & 7n) }
  }
  return {
    has(year: string, id: string): boolean {
      const { key, byte, bit } = place(year, id)
      return ((pages.get(key)?.[byte] ?? 0) & bit) !== 0
    },
    add(year: string, id: string): void {
      const { key, byte, bit } = place(year, id)
      const page = pages.get(key) ?? new Uint8Array(8192)
      page[byte] = (page[byte] ?? 0) | bit
      pages.set(key, page)
    },
  }
}
interface Waiting {
  readonly year: string
  readonly id: string
  readonly matter: string | null
  readonly loggedAt: string | null
  readonly leaves: ReadonlyMap<Suite, Buffer>
}

/**
 * Reads seals and events side by side. In memory lie the events not yet met in a seal (those being written around the same moment, and the
 * queue), and one bit per sealed event.
 * @param told called with each seal that is as it was written, for comparison with signed copies
 */
export async function walkChain(
  source: HistorySource,
  found: (fault: ChainFault) => void,
  told: (seal: StoredSeal) => void = () => undefined,
  progress: (events: number) => void = () => undefined,
): Promise<Walked> {
  const suites = await source.suites()
  const events = source.events()[Symbol.asyncIterator]()
  const waiting = new Map<string, Waiting>()
  const sealed = bits()
  const of = (year: string, id: string) => `${year}/${id}`
  let read = 0
  let reached = -1n
  let over = false
  const next = async () => {
    const step = await events.next()
    if (step.done) {
      over = true
      return
    }
    const event: EventText = step.value
    const [year, id] = [event.year ?? '', event.id ?? '']
    reached = BigInt(id)
    waiting.set(of(year, id), { year, id, matter: event.matter_id, loggedAt: event.logged_at, leaves: new Map(suites.map((suite) => [suite, leafOf(suite, event)])) })
    if (++read % 10_000 === 0) progress(read)
  }
  let seals = 0
  let before: StoredSeal | null = null
  for await (const seal of source.seals()) {
    seals++
    const expected: number = (before?.no ?? 0) + 1
    for (let no = expected; no < seal.no && no < expected + 1000; no++) found({ kind: 'seal-missing', seal: no })
    const whole = seal.ids.length === seal.years.length && seal.leaves.length === 32 * seal.ids.length
    if (!whole || !sealHash(seal.suite, seal.prev, seal.at, seal.leaves).equals(seal.hash)) found({ kind: 'seal-changed', seal: seal.no })
    else told(seal)
    // Where a seal is missing there is nothing to compare with; its number has been named.
    if (seal.no === expected && !seal.prev.equals(before?.hash ?? beforeFirst)) found({ kind: 'seal-not-chained', seal: seal.no })
    before = seal
    for (const [i, id] of seal.ids.entries()) {
      const year = seal.years[i] ?? ''
      while (!over && reached <= BigInt(id) && !waiting.has(of(year, id))) await next()
      const event = waiting.get(of(year, id))
      if (event) {
        waiting.delete(of(year, id))
        sealed.add(year, id)
        if (!event.leaves.get(seal.suite)?.equals(seal.leaves.subarray(32 * i, 32 * i + 32)))
          found({ kind: 'event-changed', event: of(year, id), matter: event.matter, seal: seal.no })
      } else {
        found({ kind: sealed.has(year, id) ? 'event-sealed-twice' : 'event-removed', event: of(year, id), matter: null, seal: seal.no })
      }
    }
  }
  while (!over) await next()
  let backlog = 0
  let backlogSince: string | null = null
  for await (const { year, id } of source.queued()) {
    const event = waiting.get(of(year, id))
    if (event) {
      waiting.delete(of(year, id))
      backlog++
      if (event.loggedAt && (backlogSince === null || event.loggedAt < backlogSince)) backlogSince = event.loggedAt
    } else found({ kind: sealed.has(year, id) ? 'queue-of-sealed' : 'queue-without-event', event: of(year, id), matter: null, seal: null })
  }
  for (const event of waiting.values()) found({ kind: 'event-slipped-in', event: of(event.year, event.id), matter: event.matter, seal: null })
  progress(read)
  return { seals, events: read, newest: before && { no: before.no, hash: before.hash.toString('hex') }, backlog, backlogSince }
}
