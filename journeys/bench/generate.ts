/** A seeded history: the project's own two hundred letters varied by rule, through `decide`, answered and closed at believable times over three years. */
import { readFileSync } from 'node:fs'
import { importerOf, importLetters } from '../../desks/letters/import.ts'
import type { OldLetter } from '../../desks/letters/import-row.ts'
import { makeIds } from '../../kernel/ids.ts'
import { loadOffice } from '../../kernel/people/load.ts'
import { addMillis, DAY, HOUR, type Instant, millis } from '../../kernel/time.ts'
import { openCtx } from '../../platform/ctx/handle.ts'
import type { House } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'

/** Small deterministic numbers (mulberry32): the same seed, the same history. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
interface Sample {
  readonly title: string
  readonly body: string
  readonly reply: string
}
const samples = (): Sample[] =>
  readFileSync(new URL('../letters.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Sample)

const units = ['市住建局', '市城管局', '市交通局', '市教育局', '市水利局', '市民政局', '城东区', '城西区']

/** @param from first number; with the count already there, so a history can grow */
export function* history(from: number, count: number, now: Instant, seed: number): Generator<OldLetter> {
  const told = samples()
  for (let n = from; n < from + count; n++) {
    const random = seeded(seed + n)
    const sample = told[Math.floor(random() * told.length)] as Sample
    const received = addMillis(now, -Math.floor((20 + random() * 1000) * DAY))
    yield {
      id: `bench-${n}`,
      title: `${sample.title}（${n}）`,
      body: sample.body,
      reply: sample.reply,
      receivedAt: received,
      repliedAt: addMillis(received, Math.floor((6 + random() * 300) * HOUR)),
      author: null,
      name: null,
      phone: null,
      place: null,
      unit: units[Math.floor(random() * units.length)] ?? null,
      kept: null,
    }
  }
}

/** @param each told how many are written */
export async function grow(house: House, from: number, count: number, seed: number, each: (written: number) => void): Promise<void> {
  const random = seeded(seed + from)
  const idsAt = (at: Instant) =>
    makeIds(
      (n) => Uint8Array.from({ length: n }, () => Math.floor(random() * 256)),
      () => millis(at),
    )
  for (let at = 0; at < count; at += 500) {
    const batch = [...history(from + at, Math.min(500, count - at), house.clock.now(), seed)]
    await inAct(house.pools.act, async (tx) => {
      const by = importerOf({ office: await loadOffice(tx), now: house.clock.now() }, 'bench')
      if (!by) throw new Error('nobody may import')
      const ctx = await openCtx(house, tx, { person: by.person })
      const done = await importLetters(ctx, by, batch, idsAt)
      if (done.refused.length > 0) throw new Error(`refused: ${JSON.stringify(done.refused[0])}`)
    })
    each(at + batch.length)
  }
}
