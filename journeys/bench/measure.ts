/** Closed-loop load: so many clients, each asking again as soon as it is answered, for a bounded time; and what the times say. */
export interface Load {
  readonly clients: number
  /** Bounded in time and in count, whichever comes first. */
  readonly seconds: number
  readonly most: number
}
export interface Measured {
  readonly done: number
  readonly seconds: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

const ms = (n: number): number => Math.round(n * 100) / 100
export function quantile(sorted: readonly number[], part: number): number {
  if (sorted.length === 0) return 0
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
export function summary(times: readonly number[], seconds: number): Measured {
  const sorted = [...times].sort((a, b) => a - b)
  return {
    done: times.length,
    seconds: ms(seconds),
    perSecond: ms(times.length / seconds),
    p50: ms(quantile(sorted, 0.5)),
    p95: ms(quantile(sorted, 0.95)),
    max: ms(sorted.at(-1) ?? 0),
  }
}

/**
 * @param one does one piece of work as client number `client`; a failure ends the measurement with its error
 * @returns how many, how fast, in milliseconds
 */
export async function drive(load: Load, one: (client: number, nth: number) => Promise<void>): Promise<Measured> {
  const times: number[] = []
  const began = performance.now()
  const until = began + load.seconds * 1000
  let taken = 0
  const client = async (no: number) => {
    while (performance.now() < until && taken < load.most) {
      const nth = taken++
      const start = performance.now()
      await one(no, nth)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: load.clients }, (_, no) => client(no)))
  return summary(times, (performance.now() - began) / 1000)
}

/** Median and spread of a figure over rounds. */
export function over(rounds: readonly number[]): { readonly median: number; readonly min: number; readonly max: number } {
  const sorted = [...rounds].sort((a, b) => a - b)
  return { median: ms(quantile(sorted, 0.5)), min: ms(sorted[0] ?? 0), max: ms(sorted.at(-1) ?? 0) }
}
