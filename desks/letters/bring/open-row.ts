/** One letter still in hand, as an old system's sheet tells it, checked before anything is decided. Pure. */
import { type KeptNumber, readNumber } from '../../../kernel/said/number.ts'
import { holdsMark } from '../../../kernel/secret-mark.ts'
import { addMillis, DAY, type Instant, instant } from '../../../kernel/time.ts'
import { letters } from '../desk.ts'
import { isDay, moment, odd, type RowFault, tidy } from '../import-row.ts'
import { type Channel, channels, type Kind, kinds, results } from '../shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

/** States a letter in hand can be in; what is ended belongs to the old registers. */
export const openStages = ['registered', 'assigned', 'working', 'reported', 'answered'] as const
export type OpenStage = (typeof openStages)[number]
export interface OpenLetter {
  /** As the series writes it: what it is known by. */
  readonly number: string
  readonly kept: KeptNumber
  readonly title: string
  readonly body: string
  readonly name: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly place: string | null
  readonly channel: Channel
  readonly kind: Kind | null
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
  readonly registeredAt: Instant
  /** A step whose day the old sheet does not tell bears the day of the step before it. */
  readonly assignedAt: Instant
  readonly acceptedAt: Instant
  readonly extendedAt: Instant
  readonly reportedAt: Instant
  readonly repliedAt: Instant
  readonly result: (typeof results)[number]
  readonly resultText: string | null
  readonly reply: string | null
}
export type OpenFault =
  | RowFault
  | 'no-number'
  | 'bad-number'
  | 'bad-stage'
  | 'stage-closed'
  | 'no-holder'
  | 'no-unit'
  | 'no-first-due'
  | 'due-before-first'
  | 'due-before-given'
  | 'out-of-order'
  | 'no-result'
  | 'bad-word'

const LONGEST = {
  number: 40,
  title: 200,
  body: 20_000,
  name: 50,
  phone: 30,
  address: 200,
  place: 200,
  channel: 20,
  kind: 20,
  urgency: 20,
  stage: 20,
  holder: 60,
  unit: 60,
  registrar: 60,
  helpers: 600,
  ask: 2000,
  result: 20,
  resultText: 4000,
  reply: 8000,
} as const
const times = ['registeredAt', 'assignedAt', 'acceptedAt', 'extendedAt', 'reportedAt', 'repliedAt'] as const
/** A key by itself, or by what it is called in either language. */
const keyOf = <K extends string>(keys: readonly K[], books: readonly Readonly<Record<string, string>>[], said: string): K | null =>
  keys.find((key) => key === said || books.some((words) => words[key]?.toLowerCase() === said.toLowerCase())) ?? null
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
const urgencies: Readonly<Record<string, OpenLetter['urgency']>> = {
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

function stageOf(said: string): OpenStage | 'bad-stage' | 'stage-closed' {
  const found = keyOf(Object.keys(zh.states), [zh.states, en.states], said) ?? more[said]
  if (found === undefined) return 'bad-stage'
  return openStages.find((stage) => stage === found) ?? 'stage-closed'
}
const dueOf = (value: unknown): Instant | null | 'bad-date' => {
  if (tidy(value) === '') return null
  const ms = moment(value)
  return ms === null ? 'bad-date' : isDay(value) ? addMillis(instant(ms), DAY) : instant(ms)
}

/** When each step was; a day not told is the day of the step before. @returns a fault where one is no date, or lies after now */
function stepsOf(fields: Readonly<Record<string, unknown>>, now: Instant): Record<(typeof times)[number], Instant> | OpenFault {
  const found: Record<string, Instant> = {}
  let last: Instant | null = null
  for (const key of times) {
    const said = tidy(fields[key])
    if (said === '' && last === null) return 'bad-date'
    // an extension moves no other step
    if (said === '') {
      found[key] = key === 'extendedAt' ? (found.acceptedAt as Instant) : (last as Instant)
      continue
    }
    const ms = moment(said)
    if (ms === null) return 'bad-date'
    const at = instant(ms)
    if (at > now) return 'in-future'
    // a plain day after a step of the same day: not before it
    const from: Instant | null = key === 'extendedAt' ? (found.acceptedAt ?? null) : last
    if (from !== null && at < from && !(isDay(said) && addMillis(at, DAY) > from)) return 'out-of-order'
    found[key] = from !== null && at < from ? from : at
    if (key !== 'extendedAt') last = found[key]
  }
  return found as Record<(typeof times)[number], Instant>
}

/** @param now every step lies before it. @returns the letter, or the first fault of the row */
export function openLetter(fields: Readonly<Record<string, unknown>>, now: Instant): OpenLetter | OpenFault {
  const text = Object.fromEntries(Object.keys(LONGEST).map((key) => [key, tidy(fields[key])])) as Record<keyof typeof LONGEST, string>
  if (!text.number) return 'no-number'
  if (!text.title) return 'no-title'
  if (!text.body) return 'no-body'
  for (const [key, most] of Object.entries(LONGEST)) if (text[key as keyof typeof LONGEST].length > most) return 'too-long'
  if (Object.values(text).some((value) => odd.test(value))) return 'control-characters'
  if (Object.values(text).some(holdsMark)) return 'secret-mark'
  const kept = readNumber(letters.series, text.number)
  if (!kept) return 'bad-number'
  const stage = stageOf(text.stage)
  if (stage === 'bad-stage' || stage === 'stage-closed') return stage
  if (!text.holder) return 'no-holder'
  const [channel, kind, result, urgency] = [
    keyOf(channels, [zh.channels, en.channels], text.channel || 'letter'),
    text.kind ? keyOf(kinds, [zh.kinds, en.kinds], text.kind) : undefined,
    keyOf(results, [zh.results, en.results], text.result || 'replied'),
    urgencies[text.urgency],
  ]
  if (!channel || kind === null || !result || !urgency) return 'bad-word'
  const steps = stepsOf(fields, now)
  if (typeof steps === 'string') return steps
  const [firstDue, due] = [dueOf(fields.firstDue), dueOf(fields.due)]
  if (firstDue === 'bad-date' || due === 'bad-date') return 'bad-date'
  if (firstDue === null && (stage !== 'registered' || due !== null)) return 'no-first-due'
  if (firstDue && firstDue <= (stage === 'registered' ? steps.registeredAt : steps.assignedAt)) return 'due-before-given'
  if (firstDue && due && due < firstDue) return 'due-before-first'
  const gone = stage === 'reported' || stage === 'answered'
  if (gone && !text.unit) return 'no-unit'
  if (gone && !text.resultText) return 'no-result'
  if (stage === 'answered' && !text.reply) return 'no-reply'
  const some = (value: string) => value || null
  return {
    number: letters.series.replace('{year}', String(kept.year)).replace('{seq}', String(kept.n)),
    kept,
    title: text.title.replace(/\s+/g, ' '),
    body: text.body,
    name: some(text.name),
    phone: some(text.phone),
    address: some(text.address),
    place: some(text.place),
    channel,
    kind: kind ?? null,
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
    result,
    resultText: some(text.resultText),
    reply: some(text.reply),
  }
}
