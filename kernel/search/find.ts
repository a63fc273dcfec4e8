/**
 * Finds what stands in any text. Candidates come out of the index newest first, each is asked `visible()` in the same query, and then its texts are looked at themselves:
 * nothing is found that is not there, nothing that is there is missed. Telephone and identity numbers are never found by their digits. Rule: invariant 14; R-C18; decision 0020
 */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import type { MatterId, UnitId } from '../ids.ts'
import { mask } from '../mask.ts'
import { type Sight, sightOf, visible } from '../people/sight.ts'
import { type TextKind, textKinds } from '../reading/find-shape.ts'
import { ofUnit } from '../reading/row.ts'
import { addDays, atTime, type OfficeDate, officeDate } from '../time.ts'
import { LONGEST } from './build.ts'
import { foldText, piecesOf } from './fold.ts'
import { deskMark, monthsBetween, phaseMark, sightMarks, whoMark } from './marks.ts'
import { type SearchText, textsOf } from './texts.ts'

/** `sight` instead of the person's own: what the program looks at by itself. */
type Searcher = Pick<Ctx, 'tx' | 'who' | 'now' | 'office' | 'desks'> & { readonly sight?: Sight }
interface Narrow {
  readonly desk?: string | undefined
  /** Only texts of this kind. */
  readonly kind?: TextKind | undefined
  readonly phase?: string | undefined
  readonly unit?: UnitId | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}
export interface Hit {
  readonly matter: MatterId
  readonly desk: string
  /** The texts the words stand in, the first of each word. */
  readonly texts: readonly SearchText[]
}
interface FoundPage {
  readonly hits: readonly Hit[]
  /** Behind which matter it goes on; null at the end. */
  readonly next: MatterId | null
}
/** Candidates asked for at once: a page and a few, then more where many of them are not it. */
const [SPARE, MORE] = [5, 200]
const FAR_PAST = '1990-01-01'

function conditions({ desk, phase, unit, from, to }: Narrow): RawBuilder<boolean>[] {
  return [
    ...(desk ? [sql<boolean>`m.desk = ${desk}`] : []),
    ...(phase === 'open' ? [sql<boolean>`m.phase not in ('closed', 'void')`] : phase ? [sql<boolean>`m.phase = ${phase}`] : []),
    ...(unit ? [ofUnit(unit)] : []),
    ...(from ? [sql<boolean>`m.registered_at >= ${atTime(from as OfficeDate, '00:00')}`] : []),
    ...(to ? [sql<boolean>`m.registered_at < ${atTime(addDays(to as OfficeDate, 1), '00:00')}`] : []),
  ]
}
/** What a matter must bear in the index for these filters. */
const filterMarks = ({ desk, phase, unit }: Narrow): number[] => [
  ...(desk ? [deskMark(desk)] : []),
  ...(phase && phase !== 'open' ? [phaseMark(phase)] : []),
  ...(unit ? [whoMark(unit)] : []),
]

/** The texts the words stand in; null where one stands in none. */
function standIn(words: readonly string[], texts: readonly SearchText[]): SearchText[] | null {
  const folded = texts.map((one) => ({ one, said: foldText(mask(one.text.slice(0, LONGEST))) }))
  const found = words.map((word) => folded.find(({ said }) => said.includes(word))?.one)
  return found.every((one) => one !== undefined) ? [...new Set(found as SearchText[])] : null
}

interface Asked {
  readonly words: readonly string[]
  /** Only titles; else every text, without the matters whose title has all the words already. */
  readonly inTitle: boolean
  readonly narrow: Narrow
  readonly after: MatterId | null
  readonly size: number
  /** Candidates looked at for one page: then it is told as it is, with the place to go on from. Left out: as many as it takes. */
  readonly atMost?: number
}
async function looked(searcher: Searcher, { words, inTitle, narrow }: Asked, matters: readonly { id: MatterId; desk: string }[]): Promise<Hit[]> {
  const kinds: readonly TextKind[] = inTitle ? ['title'] : textKinds
  const texts = await textsOf(searcher.tx, searcher.desks, matters, kinds)
  return matters.flatMap(({ id, desk }) => {
    const all = texts.get(id) ?? []
    const titles = all.filter((one) => one.kind === 'title')
    if (!inTitle && narrow.kind === undefined && standIn(words, titles)) return []
    const found = standIn(words, narrow.kind ? all.filter((one) => one.kind === narrow.kind) : all)
    return found ? [{ matter: id, desk, texts: found }] : []
  })
}

interface Candidate {
  readonly id: MatterId
  readonly desk: string | null
  readonly seen: boolean
}
/** One page, newest first. @param asked `words` folded (`wordsAsked`); in texts at least one of two characters */
export async function findIn(searcher: Searcher, asked: Asked): Promise<FoundPage> {
  const { tx, office, who, now } = searcher
  const { narrow, inTitle, size } = asked
  const pieces = piecesOf(asked.words, inTitle)
  if (pieces.length === 0) return { hits: [], next: null }
  const sight = searcher.sight ?? sightOf(office, who.person, now)
  const every = [...pieces, ...filterMarks(narrow)]
  const months = narrow.from || narrow.to ? monthsBetween(narrow.from ?? FAR_PAST, narrow.to ?? officeDate(now)) : null
  const keep = sql<boolean>`${sql.join([visible(sight, 'm', 'each'), ...conditions(narrow)], sql` and `)}`
  const batch = async (before: MatterId | null, most: number): Promise<readonly Candidate[]> => {
    const { rows } = await sql<Candidate>`select c.id, m.desk, coalesce(${keep}, false) as seen
      from search_ids(${inTitle}, ${every}::int[], ${sightMarks(sight)}::int[], ${months}::int[], ${before}::uuid, ${most}) with ordinality as c(id, nth)
      left join matter m on m.id = c.id order by c.nth`.execute(tx)
    return rows
  }
  const hits: Hit[] = []
  let before = asked.after
  let tried = 0
  for (let more = true, most = size + SPARE; more; most = MORE) {
    if (tried >= (asked.atMost ?? Number.POSITIVE_INFINITY)) return { hits, next: before }
    const rows = await batch(before, most)
    const seen = rows.flatMap(({ id, desk, seen: may }) => (may && desk !== null ? [{ id, desk }] : []))
    hits.push(...(seen.length > 0 ? await looked(searcher, asked, seen) : []))
    if (hits.length > size) return { hits: hits.slice(0, size), next: hits[size - 1]?.matter ?? null }
    more = rows.length === most
    tried += rows.length
    before = rows.at(-1)?.id ?? before
  }
  return { hits, next: null }
}
