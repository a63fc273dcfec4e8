/** 引用核对 of a draft: read as every citation is, judged by the library; a number the library does not know may be a matter or a paper (文号) of this house. Rule: BZ-27 */
import { sql } from 'kysely'
import type { MatterId } from '../ids.ts'
import { mask } from '../mask.ts'
import { sightOf, visible } from '../people/sight.ts'
import { type Citation, findCitations } from '../policies/find-citations.ts'
import { judgeCitations, wrongStatuses } from '../policies/judge.ts'
import { libraryOn, refOf } from '../policies/read.ts'
import { type OfficeDate, officeDate } from '../time.ts'
import { placesOf } from './anchor.ts'
import { papersAsked, plainNumber } from './numbers.ts'
import type { DraftCitation } from './shape.ts'
import { storedDraft } from './text-row.ts'
import { type DraftEyes, draftRights } from './who.ts'

interface Here {
  readonly number: string
  readonly id: MatterId
  readonly desk: string
  readonly title: string | null
  readonly endedOn: OfficeDate | null
}
/** Most papers looked at for the citations of one draft. */
const MOST = 500
/** What of these numbers the reader may see here: of a matter itself, or of the paper it is (文号). */
async function mattersBearing(eyes: DraftEyes, numbers: readonly string[]): Promise<readonly Here[]> {
  if (numbers.length === 0) return []
  const papers = await papersAsked(eyes, { numbers, most: MOST })
  const sight = sightOf(eyes.office, eyes.who.person, eyes.now)
  const { rows } = await sql<Omit<Here, 'endedOn'>>`select m.number, m.id, m.desk, m.title from matter m
    where (m.number = any (${numbers}::text[]) or m.id = any (${papers.map((one) => one.matter)}::uuid[])) and m.phase <> 'void' and ${visible(sight, 'm', 'each')}`.execute(
    eyes.tx,
  )
  const seen = new Map(rows.map((row) => [row.id, row]))
  return [
    ...rows.map((row) => ({ ...row, endedOn: null })),
    ...papers.flatMap(({ matter, number, endedOn }) => {
      const row = seen.get(matter)
      return row ? [{ ...row, number, endedOn }] : []
    }),
  ]
}
/** A number as written may have words before it that are none of its code: every tail of it is asked for. */
const tails = (number: string): string[] => {
  const whole = plainNumber(number)
  const code = whole.indexOf('〔')
  return code < 1 ? [whole] : Array.from({ length: code }, (_, n) => whole.slice(n))
}

/** @throws RefusalError `kernel.not-found` */
export async function citationsOf(eyes: DraftEyes, matter: MatterId): Promise<DraftCitation[]> {
  const { masked } = await draftRights(eyes, matter)
  const places = [...placesOf((await storedDraft(eyes.tx, matter)).draft)]
  const starts: number[] = []
  let text = ''
  for (const [, words] of places) {
    starts.push(text.length)
    text += `${words}\n`
  }
  const today = officeDate(eyes.now)
  const found = findCitations(text)
  const judged = judgeCitations(await libraryOn(eyes, today), found).filter((one) => one.status !== 'aside')
  const citation = new Map<number, Citation>(found.map((one) => [one.at, one]))
  const numbersOf = (at: number) => (citation.get(at)?.numbers ?? []).flatMap(tails)
  const here = await mattersBearing(
    eyes,
    judged.flatMap((one) => (one.status === 'not-in-library' ? numbersOf(one.at) : [])),
  )
  return judged.map(({ at, length, said, status, entry, on, by }) => {
    const n = starts.findLastIndex((start) => start <= at)
    const numbers = numbersOf(at)
    const own = status === 'not-in-library' ? here.find((one) => one.id !== matter && numbers.includes(plainNumber(one.number))) : undefined
    return {
      block: places[n]?.[0] ?? '',
      at: at - (starts[n] ?? 0),
      length,
      said: masked ? mask(said) : said,
      status,
      wrong: wrongStatuses.includes(status) || (own?.endedOn != null && own.endedOn <= today),
      entry: entry && refOf(entry),
      on,
      by: by && refOf(by),
      here: own ? { matter: own.id, desk: own.desk, title: own.title, endedOn: own.endedOn } : null,
    }
  })
}
