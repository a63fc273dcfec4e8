/**
 * 检索 under measurement: 200 pieces of real texts, asked for over HTTP by who sees everything and by who sees little, titles and texts as the page asks for both; the very
 * SQL sent straight; and whether anything was missed, against a plain scan of every text.
 */
import type pg from 'pg'
import type { PersonId } from '../../kernel/ids.ts'
import { readFound } from '../../kernel/reading/find.ts'
import { find } from '../../kernel/reading/find-shape.ts'
import { piecesOf, wordsAsked } from '../../kernel/search/fold.ts'
import { read, runReading } from '../../platform/ctx/reading.ts'
import { withClient } from '../../platform/database/connection.ts'
import { indexAll } from '../../platform/search/indexing.ts'
import { seeded } from './generate.ts'
import { type Measured, summary } from './measure.ts'
import type { BenchOffice } from './office.ts'
import { recorder } from './record.ts'

const SAMPLES = 200
const FIRST = 20
const SEARCH_TARGET = 300
/** How many matters, newest first, are also read text by text: a plain scan of a million for two hundred words takes hours. */
const SCANNED = 100_000
const told = `select m.id as matter, m.title as text from matter m union all select l.matter_id, l.body from letters_letter l union all select a.matter_id, a.body from answer a
  union all select r.matter_id, r.result_text from report r union all select p.matter_id, p.ask from assignment p union all select p.matter_id, p.opinion from assignment p
  union all select n.matter_id, n.text from note n union all select f.matter_id, f.name from file f`

export interface Searched {
  readonly matters: number
  /** Seconds the worker needed for what still waited, and how many that were. */
  readonly indexed: { readonly n: number; readonly seconds: number }
  readonly mib: { readonly rows: number; readonly index: number }
  readonly byReader: Record<string, Measured>
  readonly straight: Measured
  /** Straight SQL of what it takes over HTTP, median. */
  readonly ratio: number
  /** Of all hits of all samples by a plain scan of that many matters, how many the index does not hold; and samples whose first page differs from the scan's. */
  readonly scanned: number
  readonly hits: number
  readonly missed: number
  readonly otherPages: number
  readonly ok: boolean
}
/** Two to six characters of a text, taken anywhere in it. */
async function samples(client: pg.Client, seed: number): Promise<string[]> {
  const random = seeded(seed)
  const { rows } = await client.query<{ text: string }>(
    `select t.text from (select m.id from matter m order by md5(m.id::text) limit ${SAMPLES}) f cross join lateral (select x.text from (${told}) x where x.matter = f.id and length(x.text) > 5 order by md5(x.text) limit 2) t`,
  )
  const found = new Set<string>()
  while (found.size < SAMPLES) {
    const text = rows[Math.floor(random() * rows.length)]?.text ?? ''
    const at = Math.floor(random() * text.length)
    const piece = text.slice(at, at + 2 + Math.floor(random() * 5))
    if (/^[\p{Script=Han}，。、]{2,6}$/u.test(piece)) found.add(piece)
  }
  return [...found]
}
/** Every text of the newest letters as one table, of which each word is then looked for by reading. @returns how many matters that are, and the oldest of them */
async function texts(client: pg.Client): Promise<{ readonly scanned: number; readonly from: string }> {
  await client.query(
    `create temp table read_by_eye as with m as (select m.id from matter m where m.desk = 'letters' and m.readers <> 'named' order by m.id desc limit ${SCANNED})
       select x.matter, string_agg(x.text, chr(10)) as text from (${told}) x join m on m.id = x.matter group by x.matter`,
  )
  const { rows } = await client.query<{ scanned: string; from: string }>('select count(*) as scanned, min(matter::text) as from from read_by_eye')
  return { scanned: Number(rows[0]?.scanned), from: rows[0]?.from ?? '' }
}
/** @returns ids found by reading every text, newest first, of who sees every letter */
async function scan(client: pg.Client, word: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('select r.matter as id from read_by_eye r where strpos(r.text, $1) > 0 order by r.matter desc', [word])
  return rows.map((row) => row.id)
}

export async function measureSearch(office: BenchOffice, seed: number): Promise<Searched> {
  const began = performance.now()
  const n = await indexAll(office.house)
  const seconds = Math.round((performance.now() - began) / 10) / 100
  return withClient(office.env.database, 'owner', async (client) => {
    await client.query('vacuum analyze search_doc')
    const size = async (what: string) => Math.round(Number((await client.query<{ n: string }>(`select ${what} as n`)).rows[0]?.n) / 1_048_576)
    const matters = Number((await client.query<{ n: string }>('select count(*) as n from search_doc')).rows[0]?.n)
    const words = await samples(client, seed)
    const head = await office.enter('gaomin')
    const ask = async (cookie: string, word: string, where: string): Promise<{ matter: string }[]> => {
      const query = new URLSearchParams({ q: word, in: where, desk: 'letters', size: String(FIRST) })
      const answer = await fetch(`${office.url}/api/matters/find?${query}`, { headers: { cookie, 'x-huiyin': '1' } })
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
      return ((await answer.json()) as { rows: { matter: string }[] }).rows
    }
    const byReader: Record<string, Measured> = {}
    for (const username of ['gaomin', 'xuwentao']) {
      const cookie = await office.enter(username)
      const times: number[] = []
      const start = performance.now()
      for (const word of words)
        for (const where of ['title', 'text']) {
          const at = performance.now()
          await ask(cookie, word, where)
          times.push(performance.now() - at)
        }
      byReader[username] = summary(times, (performance.now() - start) / 1000)
    }
    const straight = await sendStraight(office, client, words)
    const { scanned, from } = await texts(client)
    let [hits, missed, otherPages] = [0, 0, 0]
    for (const word of words) {
      const there = await scan(client, word)
      hits += there.length
      const { rows } = await client.query(
        'select x.id from unnest($1::uuid[]) as x(id) where not exists (select 1 from search_doc d where d.matter_id = x.id and d.body @> $2::int[])',
        [there, piecesOf(wordsAsked(word), false)],
      )
      missed += rows.length
      const found = new Set([...(await ask(head, word, 'title')), ...(await ask(head, word, 'text'))].map((row) => row.matter))
      const known = new Set(there)
      if (there.slice(0, FIRST).some((id) => !found.has(id)) || [...found].some((id) => id >= from && !known.has(id))) otherPages++
    }
    return {
      matters,
      indexed: { n, seconds },
      mib: { rows: await size(`pg_table_size('search_doc')`), index: await size(`pg_indexes_size('search_doc')`) },
      byReader,
      straight,
      ratio: Math.round((straight.p50 / (byReader.gaomin?.p50 ?? Number.NaN)) * 100) / 100,
      scanned,
      hits,
      missed,
      otherPages,
      ok: missed === 0 && otherPages === 0 && Object.values(byReader).every((m) => m.p95 <= SEARCH_TARGET),
    }
  })
}

/** What one question sends, taken down and sent again without the program. */
async function sendStraight(office: BenchOffice, client: pg.Client, words: readonly string[]): Promise<Measured> {
  const { record } = recorder(office.house.pools.read)
  const { rows } = await client.query<{ id: PersonId }>(`select p.id from person p where p.username = 'gaomin'`)
  const who = { person: rows[0]?.id as PersonId }
  const asked = read(find, (ctx, input) => readFound(ctx, input))
  const times: number[] = []
  const began = performance.now()
  await withClient(office.env.database, 'read', async (straight) => {
    for (const q of words)
      for (const where of ['title', 'text'] as const) {
        const statements = await record(() => runReading(office.house, asked, who, { q, in: where, desk: 'letters', size: FIRST }))
        const at = performance.now()
        await straight.query('begin read only')
        for (const { text, values } of statements) await straight.query(text, [...values])
        await straight.query('commit')
        times.push(performance.now() - at)
      }
  })
  return summary(times, (performance.now() - began) / 1000)
}

export function saySearch(s: Searched, say: (text: string) => void): void {
  say(
    `search over ${s.matters} matters (${s.indexed.n} waited, indexed in ${s.indexed.seconds} s; rows ${s.mib.rows} MiB, index ${s.mib.index} MiB), ${SAMPLES} pieces of texts, titles and texts:`,
  )
  for (const [reader, m] of Object.entries(s.byReader)) say(`  ${reader.padEnd(12)} p50 ${m.p50} ms  p95 ${m.p95} ms  longest ${m.max} ms (target p95 ${SEARCH_TARGET} ms)`)
  say(`  the same SQL straight: p50 ${s.straight.p50} ms, p95 ${s.straight.p95} ms; ${Math.round(s.ratio * 100)} % of the time over HTTP`)
  say(`  recall against a plain scan of ${s.scanned} matters: ${s.hits} hits, ${s.missed} missed; first pages that differ: ${s.otherPages} (both must be 0)`)
}
