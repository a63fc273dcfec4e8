/**
 * Which spoiled bodies go over the wire. An address parses with its contract before its act sees a word, and always by the same steps: these are taken
 * here for every body, so that of those they refuse one of each kind is sent to each address; every body they let through is sent. `npm run prove -- whole` sends all.
 */
import { RefusalError } from '../../kernel/refusal.ts'
import { markIn } from '../../kernel/secret-mark.ts'
import { mustParse } from '../ctx/bad-input.ts'
import { digestOf } from '../ctx/done.ts'
import type { Mounted } from './mount.ts'
import type { Bad } from './samples.ts'

/** The steps of `runAct` before its transaction. @throws whatever is no refusal: a fault */
function refusedEarly({ key, input }: NonNullable<Mounted['contract']>, body: unknown): boolean {
  if (markIn(body) !== null) return false // that one is for the gate of marks to answer
  digestOf(key, body)
  try {
    mustParse(input, body)
    return false
  } catch (error) {
    if (!(error instanceof RefusalError) || error.refusal.code !== 'http.bad-input') throw error
    return true
  }
}

/** @param all nothing is left out */
export function worthSending({ contract }: Mounted, bad: readonly Bad[], all: boolean): Bad[] {
  if (all || contract === null) return [...bad]
  const kinds = new Set<string>()
  return bad.filter(({ what, body }) => {
    if (!refusedEarly(contract, body)) return true
    const kind = what.slice(what.indexOf(' '))
    return !kinds.has(kind) && kinds.add(kind)
  })
}
