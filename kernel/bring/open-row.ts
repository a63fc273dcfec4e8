/** One matter still in hand, as an old system's sheet tells it, checked before anything is decided: what every desk asks of it. Pure. */
import { type KeptNumber, readNumber } from '../said/number.ts'
import { isDay, moment, odd, tidy } from '../said/old-sheet.ts'
import { holdsMark } from '../secret-mark.ts'
import { addMillis, DAY, type Instant, instant } from '../time.ts'
import type { DeskWords } from '../words.ts'

/** States a matter in hand can be in; what is ended belongs to the old registers. */
export const openStages = ['registered', 'assigned', 'working', 'reported', 'answered'] as const
export type OpenStage = (typeof openStages)[number]
const times = ['registeredAt', 'assignedAt', 'acceptedAt', 'extendedAt', 'reportedAt', 'repliedAt'] as const
type Steps = Readonly<Record<(typeof times)[number], Instant>>
/** A step whose day the old sheet does not tell bears the day of the step before it. */
export interface OpenRow extends Steps {
  /** As the series writes it: what it is known by. */
  readonly number: string
  readonly kept: KeptNumber
  readonly title: string
  readonly body: string
  readonly urgency: 'normal' | 'urgent' | 'extra'
  readonly stage: OpenStage
  /** Who has it now. */
  readonly holder: string
  /** Who handled it, where it has been reported since. */
  readonly unit: string | null
  readonly registrar: string | null
  readonly helpers: readonly string[]
  readonly ask: string | null
  readonly firstDue: Instant | null
  readonly due: Instant | null
  readonly resultText: string | null
  readonly reply: string | null
}
/** Codes are keys of the desk's words `importFaults`; nothing of the content is repeated. */
export type OpenFault =
  | 'no-number'
  | 'bad-number'
  | 'no-title'
  | 'no-body'
  | 'too-long'
  | 'control-characters'
  | 'secret-mark'
  | 'bad-date'
  | 'in-future'
  | 'bad-stage'
  | 'stage-closed'
  | 'no-holder'
  | 'no-unit'
  | 'no-first-due'
  | 'due-before-first'
  | 'due-before-given'
  | 'out-of-order'
  | 'no-result'
  | 'no-reply'
  | 'bad-word'

/** What a desk says of its own. */
export interface OpenDesk {
  readonly series: string
  readonly states: readonly DeskWords['states'][]
  /** Which step its limit runs from. */
  readonly limitFrom: 'registeredAt' | 'assignedAt'
}
const LONGEST = {
  number: 40,
  title: 200,
  body: 20_000,
  urgency: 20,
  stage: 20,
  holder: 60,
  unit: 60,
  registrar: 60,
  helpers: 600,
  ask: 2000,
  resultText: 4000,
  reply: 8000,
} as const
/** A key by itself, or by what it is called in one of the books. */
export const keyOf = <K extends string>(keys: readonly K[], books: readonly Readonly<Record<string, string>>[], said: string): K | null =>
  keys.find((key) => key === said || books.some((words) => words[key]?.toLowerCase() === said.toLowerCase())) ?? null
/** What other systems call the stages. */
const more: Readonly<Record<string, OpenStage | 'closed'>> = {
  已登记: 'registered',
  未交办: 'registered',
  已交办: 'assigned',
  未签收: 'assigned',
  已签收: 'working',
  在办: 'working',
  正在办理: 'working',
  已报结: 'reported',
  拟复: 'reported',
  已答复: 'answered',
  待销号: 'answered',
  办结: 'closed',
  已销号: 'closed',
  作废: 'closed',
}
const urgencies: Readonly<Record<string, OpenRow['urgency']>> = {
  '': 'normal',
  普通: 'normal',
  一般: 'normal',
  平件: 'normal',
  normal: 'normal',
  急: 'urgent',
  急件: 'urgent',
  加急: 'urgent',
  urgent: 'urgent',
  特急: 'extra',
  extra: 'extra',
}

/** Every text of the row as it is; a fault where one is too long, holds what no table should meet, or carries a mark of secrecy. */
export function textsOf<K extends string>(fields: Readonly<Record<string, unknown>>, longest: Readonly<Record<K, number>>): Record<K, string> | OpenFault {
  const text = Object.fromEntries(Object.keys(longest).map((key) => [key, tidy(fields[key])])) as Record<K, string>
  for (const [key, most] of Object.entries(longest)) if (text[key as K].length > (most as number)) return 'too-long'
  const all = Object.values<string>(text)
  if (all.some((value) => odd.test(value))) return 'control-characters'
  return all.some(holdsMark) ? 'secret-mark' : text
}
function stageOf(said: string, states: OpenDesk['states']): OpenStage | 'bad-stage' | 'stage-closed' {
  const found = keyOf(Object.keys(states[0] ?? {}), states, said) ?? more[said]
  if (found === undefined) return 'bad-stage'
  return openStages.find((stage) => stage === found) ?? 'stage-closed'
}
const dueOf = (value: unknown): Instant | null | 'bad-date' => {
  if (tidy(value) === '') return null
  const ms = moment(value)
  return ms === null ? 'bad-date' : isDay(value) ? addMillis(instant(ms), DAY) : instant(ms)
}

/** When each step was. @returns a fault where one is no date, lies after now, or before the step it follows */
function stepsOf(fields: Readonly<Record<string, unknown>>, now: Instant): Steps | OpenFault {
  const found: Record<string, Instant> = {}
  let last = null as Instant | null
  for (const key of times) {
    const said = tidy(fields[key])
    if (said === '' && last === null) return 'bad-date'
    if (said === '') {
      found[key] = last as Instant
      continue
    }
    const ms = moment(said)
    if (ms === null) return 'bad-date'
    const at = instant(ms)
    if (at > now) return 'in-future'
    // a plain day after a step of the same day: not before it
    if (last !== null && at < last && !(isDay(said) && addMillis(at, DAY) > last)) return 'out-of-order'
    last = last !== null && at < last ? last : at
    found[key] = last
  }
  return found as Steps
}

/** @param now every step lies before it. @returns the row, or its first fault */
export function openRow(fields: Readonly<Record<string, unknown>>, now: Instant, desk: OpenDesk): OpenRow | OpenFault {
  if (tidy(fields.number) === '') return 'no-number'
  const text = textsOf(fields, LONGEST)
  if (typeof text === 'string') return text
  if (!text.title) return 'no-title'
  if (!text.body) return 'no-body'
  const kept = readNumber(desk.series, text.number)
  if (!kept) return 'bad-number'
  const stage = stageOf(text.stage, desk.states)
  if (stage === 'bad-stage' || stage === 'stage-closed') return stage
  if (!text.holder) return 'no-holder'
  const urgency = urgencies[text.urgency]
  if (!urgency) return 'bad-word'
  const steps = stepsOf(fields, now)
  if (typeof steps === 'string') return steps
  const [firstDue, due] = [dueOf(fields.firstDue), dueOf(fields.due)]
  if (firstDue === 'bad-date' || due === 'bad-date') return 'bad-date'
  const unlimited = stage === 'registered' && desk.limitFrom === 'assignedAt'
  if (firstDue === null && (!unlimited || due !== null)) return 'no-first-due'
  if (firstDue && firstDue <= (unlimited ? steps.registeredAt : steps[desk.limitFrom])) return 'due-before-given'
  if (firstDue && due && due < firstDue) return 'due-before-first'
  const gone = stage === 'reported' || stage === 'answered'
  if (gone && !text.unit) return 'no-unit'
  if (gone && !text.resultText) return 'no-result'
  if (stage === 'answered' && !text.reply) return 'no-reply'
  const some = (value: string) => value || null
  return {
    number: desk.series.replace('{year}', String(kept.year)).replace('{seq}', String(kept.n)),
    kept,
    title: text.title.replace(/\s+/g, ' '),
    body: text.body,
    urgency,
    stage,
    holder: text.holder,
    unit: some(text.unit),
    registrar: some(text.registrar),
    helpers: text.helpers.split(/[、,，;；\n]/).flatMap((one) => one.trim() || []),
    ask: some(text.ask),
    firstDue,
    due: due ?? firstDue,
    ...steps,
    resultText: some(text.resultText),
    reply: some(text.reply),
  }
}
