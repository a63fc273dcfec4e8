/**
 * 收发窗口: what a desk takes in. Each desk declares its entrances beside its rules; the one page for whatever arrives asks all of them and knows none by name.
 * An entrance proposes, purely, and says by which words; a person looks, and the desk's own act lands it. Rule: GN-02, GN-34
 */
import type { Calendar } from './clock/workdays.ts'
import type { ActContract, Holder } from './contract.ts'
import type { Instant } from './time.ts'

/** What a proposal is read with: who there is today, and the calendar. */
export interface EntranceOffice {
  readonly units: readonly { readonly id: string; readonly name: string; readonly short: string; readonly kind: string }[]
  readonly people: readonly { readonly id: string; readonly name: string; readonly unit: string | null; readonly titles: readonly string[] }[]
  readonly now: Instant
  readonly calendar: Calendar
}
/** A unit or person read from the text, and from which words. */
export interface Named {
  readonly holder: Holder
  readonly name: string
  readonly because: string
}
/** What stands in the window's form, whatever desk it is for. */
export interface Arrived {
  readonly title: string
  /** The text as it goes on file. */
  readonly body: string
  readonly asker: Named | null
  readonly lead: Named | null
  readonly helpers: readonly Named[]
  readonly due: { readonly at: string; readonly said: string } | null
  readonly name: string | null
  readonly phone: string | null
  readonly place: string | null
  readonly urgent: boolean
}
export interface Proposal {
  /** Of all entrances the highest is proposed. 0: nothing in the text speaks for it. */
  readonly score: number
  /** The words of the text that speak for it. */
  readonly signs: readonly string[]
  readonly arrived: Arrived
}
export const arrivedFields = ['asker', 'lead', 'due', 'name', 'phone', 'place'] as const
export type ArrivedField = (typeof arrivedFields)[number]
export interface Entrance {
  /** Within its desk; its name stands in the desk's words under `entrances`. */
  readonly key: string
  /** Full name of the power to register there: `letters.register`. */
  readonly power: string
  /** The desk's own form, where what was written may be gone on with. */
  readonly form: string
  /** Fields this desk knows; what it cannot do without. */
  readonly shows: readonly ArrivedField[]
  readonly needs: readonly ArrivedField[]
  readonly propose: (text: string, office: EntranceOffice) => Proposal
  readonly act: ActContract
  /** What the act takes. @param text as it was typed; the proposal may have been changed by hand */
  readonly input: (text: string, arrived: Arrived) => unknown
}
/** Words of a text by signs with weights; each sign counts once. */
export function weigh(text: string, signs: readonly (readonly [RegExp, number])[]): { readonly score: number; readonly signs: string[] } {
  const found = signs.flatMap(([sign, weight]) => {
    const said = sign.exec(text)?.[0]
    return said ? [{ said, weight }] : []
  })
  const said = [...new Set(found.map((one) => one.said))]
  // 来电反映 says 反映 too
  return { score: found.reduce((sum, one) => sum + one.weight, 0), signs: said.filter((word) => !said.some((other) => other !== word && other.includes(word))) }
}
