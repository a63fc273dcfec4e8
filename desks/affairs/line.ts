/**
 * 一行登记: one line, as it is said or passed on, becomes an affair: who gave it, to whom, by when, what. Nothing is decided here; a
 * person looks and lands it. Pure: people, units, calendar and `now` are passed in. Rule: issue B «Its form is one line»; ZK-49
 */
import type { Calendar } from '../../kernel/clock/workdays.ts'
import { saidDue } from '../../kernel/said/due.ts'
import type { Instant } from '../../kernel/time.ts'
import type { LineRead, ReadHolder, Way } from './shape.ts'

export interface LinePerson {
  readonly id: string
  readonly name: string
  readonly unit: string | null
  /** Titles of the posts held, main ones first: 秘书长, 副市长（城建）. */
  readonly titles: readonly string[]
}
export interface LineOffice {
  readonly units: readonly { readonly id: string; readonly name: string; readonly short: string }[]
  readonly people: readonly LinePerson[]
  readonly now: Instant
  readonly calendar: Calendar
}
interface Seen extends ReadHolder {
  readonly at: number
  readonly end: number
}

const ordered = '(?:口头|电话|当面|微信|书面)?(?:交办|指示|要求|批示|安排|吩咐|来电|来话|说|讲|请|：|:)'
const helps = /^[^，,。；;]{0,4}(?:配合|协助|协办|参与|参加|会同办理)/
const together = /(?:会同|商|协同|联合|配合单位|协办)[：:]?$/
const asks = /(?:请|由|交|责成|转|让|派|麻烦|牵头[：:]?|@)\s*$/

/** 副市长（城建） is called 市长 and 副市长 to his face. */
const plainTitles = (titles: readonly string[]): string[] =>
  [...new Set(titles.flatMap((t) => [t.replace(/[（(].*$/, ''), t.replace(/[（(].*$/, '').replace(/^副/, '')]))].filter((t) => t.length >= 2)

/** What a person may be called: the whole name, surname and title; and, standing by itself, the title that one alone bears. */
function called(person: LinePerson, people: readonly LinePerson[]): { readonly word: string; readonly alone: boolean }[] {
  const titles = plainTitles(person.titles)
  const bare = titles.filter((t) => person.titles.includes(t) && people.filter((p) => p.titles.includes(t)).length === 1)
  const addressed = titles.flatMap((t) => [`${person.name}${t}`, `${person.name.slice(0, 1)}${t}`])
  return [...[person.name, ...addressed].map((word) => ({ word, alone: false })), ...bare.map((word) => ({ word, alone: true }))]
}
const asHolder = (p: LinePerson, because: string): ReadHolder => ({ unit: p.unit, person: p.id, name: p.name, because })

/** Every person and unit named, in the order of the text; of overlapping names the longest. */
function named(text: string, office: LineOffice): Seen[] {
  const found: Seen[] = []
  const put = (word: string, holder: ReadHolder, alone = false) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      if (!alone || /(?:^|[^一-龥]|[请由交转报向])$/.test(text.slice(0, at))) found.push({ ...holder, at, end: at + word.length })
  }
  for (const unit of office.units)
    for (const word of new Set([unit.name, unit.short, unit.short.replace(/^市/, '')]))
      if (word.length >= 3) put(word, { unit: unit.id, person: null, name: unit.short, because: word })
  for (const person of office.people) for (const { word, alone } of called(person, office.people)) put(word, asHolder(person, word), alone)
  found.sort((a, b) => a.at - b.at || b.end - a.end)
  const kept: Seen[] = []
  for (const one of found) if (!kept.some((k) => one.at < k.end && k.at < one.end)) kept.push(one)
  return kept
}

/** Who gave it: named at the head, before the order begins. */
function askerOf(text: string, seen: readonly Seen[]): Seen | null {
  const [first] = seen
  if (!first || first.at > 12) return null
  const before = text.slice(0, first.at)
  const rest = text.slice(first.end, first.end + 12)
  if (asks.test(before)) return null
  return new RegExp(`^(?:同志)?${ordered}`).test(rest.trimStart()) ? first : null
}

const signs: readonly (readonly [Way, RegExp])[] = [
  ['call', /电话|来电|打来/],
  ['message', /微信|短信|群里|消息|转发/],
  ['paper', /批示|书面|签批|圈阅|文件/],
  ['oral', /口头|当面|会上|交代|吩咐/],
]
export const wayOf = (text: string): Way => signs.find(([, sign]) => sign.test(text))?.[0] ?? 'oral'

const LONGEST = 40
/** The matter itself, without who gave it, whom it is for and by when. */
function titleOf(text: string, asker: Seen | null, taken: readonly Seen[], due: string | null): string {
  const head = asker ? text.slice(asker.end).replace(/^(?:同志)?(?:口头|电话|当面|微信|书面)?(?:交办|指示|要求|批示|安排|吩咐|来电|来话|说|讲)?[：:，,\s]*/, '') : text
  const clauses = head.split(/[。；;\n]|(?<=[^\d]),|，/).map((clause) => {
    let said = clause
    for (const one of taken) for (const word of [one.because]) said = said.replace(word, '')
    if (due) said = said.replace(due, '')
    return said
      .replace(/^(?:请|由|交|责成|转|让|派|麻烦|牵头|尽快|立即|马上|务必|于|在|、|和|及|与|会同|\s)+/, '')
      .replace(/(?:牵头)$/, '')
      .trim()
  })
  const told = clauses.find((c) => c.length >= 4 && !helps.test(c) && !/^(?:配合|协助|协办|参与)/.test(c)) ?? clauses.find((c) => c.length > 0) ?? head
  return told.slice(0, LONGEST)
}

/** @returns every field with the words it was read from */
export function readOneLine(line: string, office: LineOffice): LineRead {
  const text = line.replace(/\r/g, '').trim()
  const seen = named(text, office)
  const asker = askerOf(text, seen)
  const due = saidDue(text, office.now, office.calendar)
  const others = seen.filter((s) => s !== asker && !(asker && s.person !== null && s.person === asker.person))
  const isHelper = (s: Seen) =>
    helps.test(text.slice(s.end)) ||
    together.test(text.slice(0, s.at)) ||
    (/(?:、|和|及|与)$/.test(text.slice(0, s.at)) && others.some((o) => o.end <= s.at && isHelperAt(text, o, s)))
  const lead = others.find((s) => asks.test(text.slice(0, s.at)) && !helps.test(text.slice(s.end))) ?? others.find((s) => !isHelper(s)) ?? null
  const near = (s: Seen) => lead !== null && s.at > lead.at
  const helpers = others.filter((s) => s !== lead && (isHelper(s) || (near(s) && joined(text, lead as Seen, s))))
  const bare = ({ at: _, end: __, ...holder }: Seen): ReadHolder => holder
  const once = (list: readonly Seen[]) =>
    list.filter((s, i) => list.findIndex((o) => o.unit === s.unit && o.person === s.person) === i && !(lead && s.unit === lead.unit && s.person === lead.person))
  return {
    title: titleOf(text, asker, [...(lead ? [lead] : []), ...helpers], due?.said ?? null),
    way: wayOf(text),
    asker: asker ? bare(asker) : null,
    lead: lead ? bare(lead) : null,
    helpers: once(helpers).map(bare),
    due,
    urgent: /马上|立即|立刻|紧急|加急|特急|火速/.test(text),
  }
}
/** A、B配合: both help. */
const isHelperAt = (text: string, one: Seen, next: Seen): boolean => /^(?:、|和|及|与)$/.test(text.slice(one.end, next.at)) && helps.test(text.slice(next.end))
/** 请A、B办理: B helps A. */
const joined = (text: string, lead: Seen, s: Seen): boolean => /^(?:[^，,。；;]{0,20}(?:、|和|及|与))?$/.test(text.slice(lead.end, s.at))
