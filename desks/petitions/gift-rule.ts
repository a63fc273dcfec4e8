/**
 * 礼品登记 by the rule: declared and dealt with within a month; what may not be kept. Pure.
 * Source: 中办发〔1995〕7号 arts. 2, 3; 国管财字〔1995〕158号 arts. 1–3: whatever may sway duty, money and securities whatever they are worth, and gifts of 200 yuan and more are handed in. ZK-50
 */
import type { z } from 'zod'
import { addMonths, onWorkday } from '../../kernel/clock/due.ts'
import type { Calendar } from '../../kernel/clock/workdays.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { addDays, type OfficeDate } from '../../kernel/time.ts'
import type { giftStates, saveGift } from './gift-shape.ts'

type Said = z.output<typeof saveGift.input>
/** Fen from which a gift is handed in. */
const HAND_IN = 20_000
/** So many days before its month is over its person is reminded. */
export const REMIND_DAYS = 7

/** 自收受之日起，在外地接受的自回本单位之日起，一个月内; a last day off goes on to the next workday (Civil Code arts. 202, 203). */
export const giftDue = ({ receivedOn, backOn }: Pick<Said, 'receivedOn' | 'backOn'>, calendar: Calendar): OfficeDate => onWorkday(addMonths(backOn ?? receivedOn, 1), calendar)

/**
 * @returns what is wrong with it: `petitions.gift-day` · `petitions.gift-dealt-day` · `petitions.gift-outcome` (it does not go with what it is) · `petitions.gift-hand-in` (may not be kept) ·
 * `petitions.gift-receipt` (nothing that shows it)
 */
export function giftRefusal(said: Said, today: OfficeDate): Refusal | null {
  const { kind, outcome, value, receivedOn, backOn, dealtOn, receipt } = said
  if (receivedOn > today || (backOn !== null && (backOn < receivedOn || backOn > today))) return refuse('petitions.gift-day')
  if ((outcome === 'pending') !== (dealtOn === null)) return refuse('petitions.gift-dealt-day')
  if (dealtOn !== null && (dealtOn < receivedOn || dealtOn > today)) return refuse('petitions.gift-dealt-day')
  if (kind === 'meal' ? ['returned', 'handedIn', 'kept'].includes(outcome) : outcome === 'paid' && kind !== 'other') return refuse('petitions.gift-outcome')
  if (outcome === 'kept' && (kind === 'money' || value === null || value >= HAND_IN)) return refuse('petitions.gift-hand-in')
  if (outcome !== 'pending' && outcome !== 'declined' && receipt === null) return refuse('petitions.gift-receipt')
  return null
}

interface Standing {
  readonly outcome: Said['outcome']
  readonly confirmed: boolean
  readonly due_on: OfficeDate
}
export function giftState({ outcome, confirmed, due_on }: Standing, today: OfficeDate): (typeof giftStates)[number] {
  if (confirmed) return 'confirmed'
  if (outcome !== 'pending') return 'dealt'
  return today > due_on ? 'late' : addDays(today, REMIND_DAYS) >= due_on ? 'soon' : 'pending'
}
