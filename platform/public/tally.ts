/** Counts by address and by number, in this process, for a while. High enough for a whole neighbourhood behind one address; nobody is locked out by another's number. Rule: R-C11 */
import { isIPv6 } from 'node:net'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { HOUR, type Instant, MINUTE, millis } from '../../kernel/time.ts'

/** An IPv6 subscriber has a whole /64. */
export function placeOf(ip: string): string {
  if (!isIPv6(ip)) return ip
  const mapped = /^::ffff:([\d.]+)$/i.exec(ip)?.[1]
  if (mapped) return mapped
  const [head = '', tail = ''] = ip.toLowerCase().split('::')
  const [front, back] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)]
  const whole = ip.includes('::') ? [...front, ...Array.from({ length: 8 - front.length - back.length }, () => '0'), ...back] : front
  return `${whole
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

export interface Tally {
  /** How many in the window. */
  count(key: string, now: Instant): number
  add(key: string, now: Instant): void
}
/** @param window milliseconds; begun anew for each key with its first count */
export function openTally(window: number, most = 100_000): Tally {
  const kept = new Map<string, { n: number; until: number }>()
  const standing = (key: string, now: Instant) => {
    const found = kept.get(key)
    if (found && found.until > millis(now)) return found
    kept.delete(key)
    return undefined
  }
  return {
    count: (key, now) => standing(key, now)?.n ?? 0,
    add(key, now) {
      const found = standing(key, now)
      if (found) found.n++
      else kept.set(key, { n: 1, until: millis(now) + window })
      if (kept.size <= most) return
      for (const [old, { until }] of kept) if (until <= millis(now) || kept.size > most) kept.delete(old)
    },
  }
}

const [AN_HOUR, A_QUARTER] = [HOUR, 15 * MINUTE]
export interface Limits {
  /** Letters and ratings an hour from one address, and of those without a script. */
  readonly handedIn: number
  readonly bySum: number
  /** Wrong number or code, from one address for one number, and from one address in all, in a quarter of an hour. */
  readonly wrongHere: number
  readonly wrong: number
}
export const usualLimits: Limits = { handedIn: 300, bySum: 30, wrongHere: 5, wrong: 300 }

/** What one process of the public side counts. */
export function openTallies(limits: Limits = usualLimits) {
  const [handed, summed, wrongHere, wrong] = [openTally(AN_HOUR), openTally(AN_HOUR), openTally(A_QUARTER), openTally(A_QUARTER)]
  const rushed = (code: 'public.too-often' | 'public.too-many-wrong', minutes: number) => new RefusalError(refuse(code, { minutes }, 429))
  return {
    lately: (ip: string, now: Instant): number => handed.count(placeOf(ip), now),
    /** @throws RefusalError `public.too-often` */
    mayHandIn(ip: string, way: 'work' | 'sum', now: Instant): void {
      const place = placeOf(ip)
      if (handed.count(place, now) >= limits.handedIn || (way === 'sum' && summed.count(place, now) >= limits.bySum)) throw rushed('public.too-often', 60)
    },
    handedIn(ip: string, way: 'work' | 'sum', now: Instant): void {
      handed.add(placeOf(ip), now)
      if (way === 'sum') summed.add(placeOf(ip), now)
    },
    /** @throws RefusalError `public.too-many-wrong`: before the code is looked at */
    mayAsk(ip: string, number: string, now: Instant): void {
      const place = placeOf(ip)
      if (wrongHere.count(`${place} ${number}`, now) >= limits.wrongHere || wrong.count(place, now) >= limits.wrong) throw rushed('public.too-many-wrong', 15)
    },
    wrong(ip: string, number: string, now: Instant): void {
      const place = placeOf(ip)
      wrongHere.add(`${place} ${number}`, now)
      wrong.add(place, now)
    },
  }
}
export type Tallies = ReturnType<typeof openTallies>
