/** So many at once and no more; the others wait their turn, and too many are refused. */
import { RefusalError, refuse } from '../../../kernel/refusal.ts'

export interface Turns {
  /** @returns what gives the turn back; @throws RefusalError `files.busy` */
  take(): Promise<() => void>
}
export function openTurns(most: number, longest: number): Turns {
  const waiting: (() => void)[] = []
  let taken = 0
  const giveBack = () => {
    const next = waiting.shift()
    if (next) next()
    else taken--
  }
  return {
    async take() {
      if (taken >= most) {
        if (waiting.length >= longest) throw new RefusalError(refuse('files.busy', {}, 503))
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else taken++
      let given = false
      return () => {
        if (!given) giveBack()
        given = true
      }
    },
  }
}
