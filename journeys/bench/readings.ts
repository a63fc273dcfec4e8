/** The lists people live in, asked for over HTTP: each in every round, the order turned round from one to the next. */
import { type Measured, over } from './measure.ts'
import type { BenchOffice } from './office.ts'

/** Milliseconds as median and spread over the rounds. */
export interface Read {
  readonly p50: ReturnType<typeof over>
  readonly p95: ReturnType<typeof over>
  readonly perSecond: ReturnType<typeof over>
}
/** @param seconds of each reading in each round */
export async function readings(office: BenchOffice, seconds: number, rounds: number): Promise<Record<string, Read>> {
  const [clerk, head] = [await office.enter('xuwentao'), await office.enter('gaomin')]
  const asked: readonly (readonly [string, string, string, number])[] = [
    ['my work, liaison, 1 client', '/api/matters/work?tab=todo', clerk, 1],
    ['my work, liaison, 16 clients', '/api/matters/work?tab=todo', clerk, 16],
    ['my work, division head, 1 client', '/api/matters/work?tab=todo', head, 1],
    ['ledger, newest 50, 1 client', '/api/matters/ledger', head, 1],
    ['ledger, newest 50, 16 clients', '/api/matters/ledger', head, 16],
    ['ledger, one unit, open only, 1 client', '/api/matters/ledger?phase=open&sort=due', head, 1],
  ]
  const times = new Map<string, Measured[]>(asked.map(([name]) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const [name, path, cookie, clients] of round % 2 === 0 ? asked : asked.toReversed())
      times.get(name)?.push(await office.run({ kind: 'get', url: office.url, path, cookie, load: { clients, seconds, most: 100_000 } }))
  const of = (name: string, key: 'p50' | 'p95' | 'perSecond') => over((times.get(name) ?? []).map((m) => m[key]))
  return Object.fromEntries(asked.map(([name]) => [name, { p50: of(name, 'p50'), p95: of(name, 'p95'), perSecond: of(name, 'perSecond') }]))
}

export function sayReadings(measured: Record<string, Read>, say: (text: string) => void): void {
  for (const [name, m] of Object.entries(measured))
    say(`  ${name.padEnd(40)} p50 ${m.p50.median} ms  p95 ${m.p95.median} ms (${m.p95.min} to ${m.p95.max})  ${m.perSecond.median} a second`)
}
