/**
 * 引用核对: what the library says of a citation. Silent where it is right, never an obstacle, and no reproach where the library cannot know:
 * a title without its organ or without 暂行 may be another paper. Pure. Rule: BZ-27
 */
import { foldText } from '../search/fold.ts'
import type { OfficeDate } from '../time.ts'
import type { Citation } from './find-citations.ts'
import { articlesIn, type Done, doneByTarget, type Entry, inForceOn, numeral, type Standing, standingOn } from './state.ts'

export const citationStatuses = ['in-force', 'aside', 'repealed', 'clause-repealed', 'expired', 'mismatch', 'wrong-date', 'amended', 'coming', 'not-in-library'] as const
export type CitationStatus = (typeof citationStatuses)[number]
/** What has to be put right before it is sent; the rest is for knowing. */
export const wrongStatuses: readonly CitationStatus[] = ['repealed', 'clause-repealed', 'expired', 'mismatch', 'wrong-date']
/** Nothing is shown of these. */
export const quietStatuses: readonly CitationStatus[] = ['in-force', 'aside']

export interface Judged {
  readonly at: number
  readonly length: number
  readonly said: string
  readonly status: CitationStatus
  /** The paper of the library that is meant. */
  readonly entry: Entry | null
  /** Since or until when; the right day; when it will be in force. */
  readonly on: OfficeDate | null
  /** Who did it, or whose number it is. */
  readonly by: Entry | null
}

/** Letters and brackets alike, no spaces, no quotes within. */
const plain = (title: string): string => foldText(title).replace(/[\s《》〈〉<>「」『』“”"]/gu, '')
const noState = (title: string): string => title.replace(/^中华人民共和国/u, '')
/** 关于印发《甲》的通知: the paper is also 甲. */
const innerOf = (title: string): string[] => [...title.matchAll(/(?:印发|发布|公布|转发)[《〈<](.{4,80})[》〉>](?:的)/gu)].flatMap(([, inner = '']) => inner)
const noOrgan = (key: string): string | null => /^.{2,30}?(关于.{6,})$/u.exec(key)?.[1] ?? null
/** Without 试行, 暂行 and what stands in brackets at the end. */
const loose = (key: string): string => key.replace(/\((?:试行|暂行|修订|修正|\d{4}年?[^)]{0,8})\)$/u, '').replace(/(?:暂行|试行)(?=条例|规定|办法|细则|规则|制度)/u, '')

const numberKey = (number: string): string => {
  const text = foldText(number)
    .replace(/[\s第]/gu, '')
    .replace(/[〔[【([﹝]/gu, '〔')
    .replace(/[〕\]】)﹞]/gu, '〕')
    .replace(/中华人民共和国/u, '')
  return text.replace(/令([〇零一二两三四五六七八九十百]+)号$/u, (whole, n: string) => `令${numeral(n) ?? whole}号`)
}
interface Keyed {
  readonly entry: Entry
  readonly standing: Standing
  readonly full: ReadonlySet<string>
  readonly numbers: readonly string[]
  readonly days: readonly OfficeDate[]
}
export interface Library {
  readonly keyed: readonly Keyed[]
  readonly done: readonly Done[]
  readonly day: OfficeDate
}
/** @param day as of which is judged */
export function openLibrary(entries: readonly Entry[], done: readonly Done[], day: OfficeDate): Library {
  const mine = doneByTarget(done)
  const keyed = entries.map((entry): Keyed => {
    const titles = [entry.title, ...entry.aliases, ...innerOf(entry.title)].map(plain)
    return {
      entry,
      standing: standingOn(entry, mine.get(entry.id) ?? [], day),
      full: new Set(titles.flatMap((title) => [title, noState(title)])),
      numbers: [entry.number, ...entry.otherNumbers].flatMap((number) => (number === null ? [] : numberKey(number))),
      days: [entry.issuedOn, entry.fromOn, ...entry.otherDays],
    }
  })
  return { keyed, done, day }
}

const LEADING =
  /^.*(?:按照|根据|依据|依照|遵照|参照|参见|详见|贯彻|落实|执行|引用|转发|印发|文件|编号|文号|收到|有关|按|见|以|和|与|及|对|的|在|由|是|为|了|于|将|把|经|如|从|即|因|据|查|至|或|日)/u
/** Numbers this house gives its own matters are no policies. */
const OWN = /^(?:.|.*[信访收检事档借])$/u
/** The organ's code at the end of what stood before the year: 但来文仍引用国发 → 国发. */
function codeOnly(said: string): string | null {
  const at = said.search(/\s*[〔[【（(［﹝]/u)
  const isOrder = at === -1
  const head = isOrder ? said : said.slice(0, at)
  const code = head.replace(LEADING, '')
  if (isOrder) return /^(?:中华人民共和国)?(?:主席|国务院|.{1,10}(?:部|局|委员会|委|总局|署|政府))令/u.test(code) ? code : null
  return code.length > 8 || OWN.test(code) ? null : said.slice(head.length - code.length)
}
/** Whose number it is: the longest number of the library the words end with. */
function ownerOf(library: Library, said: string): { readonly who: readonly Keyed[]; readonly number: string } | null {
  const key = numberKey(said)
  const owners = library.keyed.filter((one) => one.numbers.some((number) => key.endsWith(number)))
  const longest = Math.max(0, ...owners.flatMap((one) => one.numbers.filter((number) => key.endsWith(number)).map((number) => number.length)))
  const who = owners.filter((one) => one.numbers.some((number) => number.length === longest && key.endsWith(number)))
  return who.length === 0 ? null : { who, number: tail(said, longest) }
}
/** The end of the words that folds to so many characters of a number. */
function tail(said: string, length: number): string {
  for (let from = said.length - 1; from >= 0; from--) {
    const part = said.slice(from)
    if (numberKey(part).length >= length) return part.trimStart()
  }
  return said
}
const RULE = /(?:条例|规定|办法|细则|规则|准则|章程|制度|(?<![兵书方看做说手用想语句魔疗教学写算打章笔技唱刀枪拳佛妙针戏])法)(?:\([^)]{1,12}\))?$/u

interface Candidates {
  readonly found: readonly Keyed[]
  /** It is this very title; else it only looks like it. */
  readonly sure: boolean
}
function named(library: Library, title: string): Candidates {
  const key = plain(title)
  const full = library.keyed.filter((one) => one.full.has(key) || one.full.has(noState(key)))
  if (full.length > 0) return { found: full, sure: true }
  const inner = innerOf(`《${title}》`).map(plain)
  const [bare, lax] = [noOrgan(key), loose(key)]
  const alike = library.keyed.filter((one) => [...one.full].some((known) => noOrgan(known) === key || bare === known || loose(known) === lax || inner.includes(known)))
  return { found: alike, sure: false }
}
/** Of several with one title: the one of that number, of that day, in force, issued last. */
function choose(found: readonly Keyed[], days: readonly OfficeDate[]): Keyed | undefined {
  const byDay = found.filter((one) => days.some((day) => one.days.includes(day)))
  return [...(byDay.length > 0 ? byDay : found)].sort((a, b) => Number(inForceOn(b.standing)) - Number(inForceOn(a.standing)) || (a.entry.issuedOn < b.entry.issuedOn ? 1 : -1))[0]
}

const byStanding = { valid: 'in-force', coming: 'coming', amended: 'amended', repealed: 'repealed', expired: 'expired' } as const

function judgeOne(library: Library, citation: Citation): Omit<Judged, 'at' | 'length' | 'said'> | null {
  const nothing = { entry: null, on: null, by: null }
  const byId = (id: string | null) => library.keyed.find((one) => one.entry.id === id)?.entry ?? null
  if (citation.aside) return { ...nothing, status: 'aside' }
  const owners = citation.numbers.flatMap((said) => ownerOf(library, said)?.who ?? [])
  const unknown = citation.numbers.filter((said) => ownerOf(library, said) === null && codeOnly(said) !== null)
  const days = [citation.issued, citation.from].filter((day) => day !== null)
  const { found, sure } = citation.title === null ? { found: owners, sure: true } : named(library, citation.title)
  const confirmed = found.filter((one) => owners.includes(one))
  const meant = choose(confirmed.length > 0 ? confirmed : found, days)
  const known = owners[0]
  // the number is in the library under another title
  if (citation.title !== null && known && confirmed.length === 0 && !citation.passedOn) return { status: 'mismatch', entry: meant?.entry ?? known.entry, on: null, by: known.entry }
  if (!meant)
    return citation.numbers.length > unknown.length || unknown.length > 0 || (citation.title !== null && RULE.test(plain(citation.title)))
      ? { ...nothing, status: 'not-in-library' }
      : null
  if (citation.title !== null && unknown.length > 0 && confirmed.length === 0) {
    if (!sure) return { ...nothing, status: 'not-in-library' }
    if (meant.numbers.length > 0 && !citation.passedOn) return { status: 'mismatch', entry: meant.entry, on: null, by: null }
  }
  const { state, on, by } = meant.standing
  const answer = { entry: meant.entry, on, by: byId(by) }
  const certain = sure || confirmed.length > 0
  if (!certain && state !== 'valid') return { ...nothing, status: 'not-in-library' }
  if (state === 'repealed' || state === 'expired') return { ...answer, status: byStanding[state] }
  const gone = library.done.find(
    (one) =>
      one.to === meant.entry.id &&
      one.kind === 'repeals' &&
      one.clauses !== null &&
      one.on <= library.day &&
      citation.article !== null &&
      articlesIn(one.clauses).includes(citation.article),
  )
  if (gone) return { status: 'clause-repealed', entry: meant.entry, on: gone.on, by: byId(gone.from) }
  if (certain) {
    if (citation.issued && !meant.days.includes(citation.issued)) return { ...answer, status: 'wrong-date', on: meant.entry.issuedOn }
    if (citation.from && !meant.days.includes(citation.from)) return { ...answer, status: 'wrong-date', on: meant.entry.fromOn }
  }
  if (state === 'coming' && citation.from === meant.entry.fromOn) return { ...answer, status: 'aside' }
  return { ...answer, status: byStanding[state] }
}

/** @returns in the order given; what is no rule or policy, as far as one can tell, is left out */
export function judgeCitations(library: Library, citations: readonly Citation[]): Judged[] {
  return citations.flatMap((citation): Judged[] => {
    const judged = judgeOne(library, citation)
    if (!judged) return []
    if (citation.title !== null) return [{ at: citation.at, length: citation.length, said: citation.title.trim(), ...judged }]
    const [said = ''] = citation.numbers
    const number = ownerOf(library, said)?.number ?? codeOnly(said)
    if (number === null) return []
    return [{ at: citation.at + said.length - number.length, length: number.length, said: number, ...judged }]
  })
}
