/** What a writer may mean by the first characters of a name, a number or a title: units and people of the register, papers by 文号 and title. Sight is asked here. Rule: BZ-27; invariant 14 */
import { sql } from 'kysely'
import type { PaperNumber } from '../ctx.ts'
import { runs, type Unit } from '../decide/office.ts'
import type { MatterId } from '../ids.ts'
import { mask } from '../mask.ts'
import { opensContacts } from '../people/masked.ts'
import { sightOf, visible } from '../people/sight.ts'
import { doneLinks, publishedPolicies } from '../policies/read.ts'
import { doneByTarget, hasEnded, standingOn } from '../policies/state.ts'
import { readDirectory } from '../reading/people.ts'
import { initialsOf } from '../reading/pinyin.ts'
import { findIn } from '../search/find.ts'
import { wordsAsked } from '../search/fold.ts'
import { officeDate } from '../time.ts'
import { papersAsked, plainNumber } from './numbers.ts'
import type { DraftOffer } from './shape.ts'
import { type DraftEyes, mustWriteDraft } from './who.ts'

/** Of each kind so many are shown; so many papers are looked at to find them. */
const [SHOWN, LOOKED] = [6, 40]
const cite = (title: string, number: string | null): string => `《${title.replace(/^《(.*)》$/u, '$1')}》${number ? `（${number}）` : ''}`
const paper = (title: string, number: string | null): DraftOffer => ({ kind: 'paper', text: cite(title, number), note: '' })

function unitsNamed({ office, now }: DraftEyes, q: string): DraftOffer[] {
  const typed = q.toLowerCase()
  const named = ({ name, short, code }: Unit) =>
    name.includes(q) || short.includes(q) || code.toLowerCase() === typed || (/^[a-z]{2,}$/.test(typed) && [name, short].some((one) => initialsOf(one).includes(typed)))
  return [...office.units.values()]
    .filter((unit) => runs(unit, now) && named(unit))
    .slice(0, SHOWN)
    .map(({ name, short }) => ({ kind: 'unit', text: name, note: short === name ? '' : short }))
}
/** Leaders and the office's own heads need no unit before their post: 秘书长张怀远; others do: 市公安局局长邵峰. */
function peopleNamed({ office, now }: DraftEyes, q: string): DraftOffer[] {
  return readDirectory(office, { q, withFormer: false, size: SHOWN }, now).rows.map(({ name, posts }) => {
    const [main] = posts
    const unit = main && office.units.get(main.unit.id as Unit['id'])
    const before = unit && unit.kind !== 'leaders' && unit.kind !== 'office' ? unit.name : ''
    const title = main?.title.replace(/[（(].*[）)]$/u, '') ?? ''
    return { kind: 'person', text: `${before}${title}${name}`, note: posts.map((post) => `${post.unit.name} ${post.title}`).join('、') }
  })
}
async function policiesNamed(eyes: DraftEyes, q: string, number: string): Promise<DraftOffer[]> {
  const like = (said: string) => `%${said.replace(/[\\%_]/g, '\\$&')}%`
  const found = await publishedPolicies(eyes, sql<boolean>`(p.title ilike ${like(q)} or p.number ilike ${like(number)})`)
  const done = doneByTarget(await doneLinks(eyes))
  const today = officeDate(eyes.now)
  return found
    .filter((one) => !hasEnded(standingOn(one, done.get(one.id) ?? [], today)))
    .slice(0, SHOWN)
    .map((one) => paper(one.title, one.number))
}
/** Papers here that stand: those whose number begins so, then those whose title says so. */
async function papersNamed(eyes: DraftEyes, matter: MatterId, q: string, number: string): Promise<DraftOffer[]> {
  const byTitle: MatterId[] = []
  const words = wordsAsked(q)
  for (const { desk, bearingNumber } of eyes.desks.values())
    if (bearingNumber) byTitle.push(...(await findIn(eyes, { words, inTitle: true, narrow: { desk: desk.key }, after: null, size: SHOWN })).hits.map((hit) => hit.matter))
  const numbered = await papersAsked(eyes, { begins: number, most: LOOKED })
  const titled = byTitle.length > 0 ? await papersAsked(eyes, { matters: byTitle, most: LOOKED }) : []
  const today = officeDate(eyes.now)
  const stands = ({ matter: id, endedOn }: PaperNumber) => id !== matter && (endedOn === null || endedOn > today)
  const papers = [...new Map([...numbered, ...titled].filter(stands).map((one) => [one.matter, one])).values()]
  if (papers.length === 0) return []
  const sight = sightOf(eyes.office, eyes.who.person, eyes.now)
  const { rows } = await sql<{ id: MatterId; desk: string; title: string | null }>`select m.id, m.desk, m.title from matter m
    where m.id = any (${papers.map((one) => one.matter)}::uuid[]) and m.phase <> 'void' and ${visible(sight, 'm', 'each')}`.execute(eyes.tx)
  const titles = new Map(rows.map(({ id, desk, title }) => [id, title && (opensContacts(eyes, desk) ? title : mask(title))]))
  return papers.flatMap((one) => ((title) => (title ? [paper(title, one.number)] : []))(titles.get(one.matter))).slice(0, SHOWN)
}

/** @throws RefusalError `kernel.not-found`, `drafts.may-not-write` */
export async function offersFor(eyes: DraftEyes, matter: MatterId, q: string): Promise<DraftOffer[]> {
  await mustWriteDraft(eyes, matter)
  const number = plainNumber(q)
  const papers = [...(await papersNamed(eyes, matter, q, number)), ...(await policiesNamed(eyes, q, number))]
  const once = [...new Map(papers.map((one) => [one.text, one])).values()].slice(0, SHOWN)
  return [...unitsNamed(eyes, q), ...peopleNamed(eyes, q), ...once]
}
