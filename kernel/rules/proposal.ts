/** What may be proposed, and what is then done with it: the key is one the office may change, the value is of its kind, and it changes something. Pure. Rule: HB-44; decision 0017 */
import type { Office } from '../decide/office.ts'
import type { DeclaredDictionary, Desk } from '../desk.ts'
import type { PersonId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { atTime, type Instant, type OfficeDate, officeDate } from '../time.ts'
import { declaredRules } from './declared.ts'
import { dictionariesOf } from './dictionary.ts'
import { inForce, type RuleKind, type Rules, type RuleVersion, versionsOf } from './in-force.ts'
import { type ClockValue, type DictionaryValue, type RouteValue, ruleValue } from './value.ts'

export interface Proposal {
  readonly kind: RuleKind
  readonly key: string
  readonly value: unknown
  readonly from: OfficeDate
}
interface Ground {
  readonly desks: readonly Desk[]
  readonly office: Office
  readonly rules: Rules
  readonly now: Instant
}
/** When a version begins that is approved now for that day: with the day, or at once where the day is today. Never in the past. */
export const beginsAt = (day: OfficeDate, now: Instant): Instant => (atTime(day, '00:00') > now ? atTime(day, '00:00') : now)

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
/** The same whatever the order of its fields. */
export const plainValue = (value: unknown): string => JSON.stringify(sorted(value))

/**
 * @returns the value as it is kept, or Refusal `rule.unknown` (nothing an office may change), `rule.bad-value`, `rule.unknown-entry`, `rule.entry-missing`,
 * `rule.entry-needed`, `rule.entry-unnamed`, `rule.unknown-post`, `rule.unknown-move`, `rule.day-passed`, `rule.nothing-changes`
 */
export function checkProposal(asked: Proposal, ground: Ground): { readonly value: unknown } | Refusal {
  const { kind, key, from } = asked
  const shipped = declaredRules(ground.desks).find((rule) => rule.kind === kind && rule.key === key)
  const [deskKey = '', name = ''] = key.split('.')
  const desk = ground.desks.find((one) => one.key === deskKey)
  if (kind === 'route' ? !desk || !/^[a-z][a-z0-9-]{0,39}$/.test(name) || key !== `${deskKey}.${name}` : !shipped) return refuse('rule.unknown', { key })
  const schema = (kind === 'table' ? desk?.tables?.[name]?.schema : undefined) ?? ruleValue[kind]
  const parsed = schema.safeParse(asked.value)
  if (!parsed.success) return refuse('rule.bad-value', { field: parsed.error.issues[0]?.path.join('.') ?? '' })
  const before = inForce(ground.rules, kind, key, beginsAt(from, ground.now))?.value ?? shipped?.value
  const fault =
    kind === 'dictionary' && desk
      ? dictionaryFault(parsed.data as DictionaryValue, dictionariesOf(desk)[name], versionsOf(ground.rules, kind, key))
      : kind === 'route' && desk
        ? routeFault(parsed.data as RouteValue, desk, ground.office)
        : null
  if (fault) return fault
  if (from < officeDate(ground.now)) return refuse('rule.day-passed', { day: from }, 409)
  const [was, value] = [before, parsed.data].map((one) => withAlarms(kind, one, shipped?.value))
  return was !== undefined && plainValue(was) === plainValue(value) ? refuse('rule.nothing-changes') : { value }
}
/** A clock changed before its alarms could be, or without a word of them, keeps those of its desk. */
function withAlarms(kind: RuleKind, value: unknown, shipped: unknown): unknown {
  if (kind !== 'clock' || typeof value !== 'object' || value === null || 'alarms' in value) return value
  return { ...value, alarms: (shipped as ClockValue).alarms }
}
function dictionaryFault(value: DictionaryValue, declared: DeclaredDictionary | undefined, versions: readonly RuleVersion[]): Refusal | null {
  const keys = declared?.keys ?? []
  // what once was chosen keeps its word: an entry of the office's own stays on the list, out of use
  const named = versions.flatMap((one) => (one.value as DictionaryValue).entries.map((e) => e.key))
  const gone = [...keys, ...named].find((key) => !value.entries.some((e) => e.key === key))
  if (gone) return refuse('rule.entry-missing', { entry: gone })
  const needed = value.entries.find((e) => !e.on && declared?.fixed?.includes(e.key))
  if (needed) return refuse('rule.entry-needed', { entry: needed.key })
  const own = value.entries.filter((e) => !keys.includes(e.key))
  if (own[0] && !declared?.open) return refuse('rule.unknown-entry', { entry: own[0].key })
  const unnamed = own.find((e) => e.zh === null || e.en === null)
  return unnamed ? refuse('rule.entry-unnamed', { entry: unnamed.key }) : null
}
function routeFault(value: RouteValue, desk: Desk, office: Office): Refusal | null {
  for (const step of value.steps) {
    for (const who of step.who)
      if ('post' in who && ![...office.posts.values()].some((p) => p.key === who.post && p.to_at === null)) return refuse('rule.unknown-post', { post: who.post })
    if (step.move !== undefined && !Object.hasOwn(desk.lifecycle.moves, step.move)) return refuse('rule.unknown-move', { move: step.move })
  }
  return null
}

/** 第二人: whoever proposed it neither approves nor refuses it; only he withdraws it. @returns Refusal `rule.own-proposal`, `rule.not-the-proposer`, `rule.decided`, `rule.day-passed` */
export function mayDecide(
  proposal: { readonly proposed_by: PersonId; readonly outcome: string | null; readonly from_day: OfficeDate },
  act: 'approve' | 'refuse' | 'withdraw',
  who: PersonId,
  now: Instant,
): Refusal | null {
  if (act === 'withdraw' && proposal.proposed_by !== who) return refuse('rule.not-the-proposer', {}, 403)
  if (act !== 'withdraw' && proposal.proposed_by === who) return refuse('rule.own-proposal', {}, 403)
  if (proposal.outcome !== null) return refuse('rule.decided', {}, 409)
  return act === 'approve' && proposal.from_day < officeDate(now) ? refuse('rule.day-passed', { day: proposal.from_day }, 409) : null
}
