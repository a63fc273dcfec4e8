/** Acts of desks in a trial office, as their routes would run them: what every desk's own office for tests begins with. */
import type { z } from 'zod'
import type { MatterId } from '../ids.ts'
import { RefusalError } from '../refusal.ts'
import { DAY } from '../time.ts'
import type { MatterView } from '../view.ts'
import type { AnyAct, TrialOffice } from './office.ts'

export interface TypedAct extends AnyAct {
  readonly contract: { readonly input: z.ZodType; readonly output: z.ZodType }
}
/** @template V the desk's view of its matters */
export interface Acting<V extends MatterView> {
  readonly office: TrialOffice
  /** Runs an act or a reading as this person. */
  as<A extends TypedAct>(name: string, act: A, input: unknown): Promise<z.output<A['contract']['output']>>
  /** The code it is refused with, or 'done'. */
  code(name: string, act: TypedAct, input: unknown): Promise<string>
  see(name: string, matter: { readonly id: string }): Promise<V>
  days(n: number): void
}
export function acting<V extends MatterView>(office: TrialOffice): Acting<V> {
  const as: Acting<V>['as'] = async (name, act, input) => (await office.as(name).run(act, input)) as never
  return {
    office,
    as,
    async code(name, act, input) {
      try {
        await as(name, act, input)
        return 'done'
      } catch (error) {
        if (error instanceof RefusalError) return error.refusal.code
        throw error
      }
    },
    see: async (name, matter) => (await office.as(name).see(matter.id as MatterId)) as V,
    days: (n) => office.pass(n * DAY),
  }
}
