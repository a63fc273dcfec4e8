/** 延期 extend, 挂起 pause, 恢复 resume. The first due time is never rewritten; a pause has an end. Rule: R-H08, R-T05, R-S13 */

import { endPause, moveDue, openPause, wholeClock } from '../decide/clocks.ts'
import { leadOf, word } from '../decide/run.ts'
import type { PauseId } from '../ids.ts'
import { refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { keepNote } from './note.ts'

/** 延期: the matter's clock is due later. @returns Refusal `kernel.no-clock`, `kernel.due-not-later`, `kernel.due-in-past` */
export const extend = word<WordInput['extend']>({
  on: 'lead',
  can: (run) => (wholeClock(run) ? null : refuse('kernel.no-clock', {}, 409)),
  act(run, input) {
    const clock = wholeClock(run)
    if (!clock) return refuse('kernel.no-clock', {}, 409)
    if (input.until <= clock.due_at) return refuse('kernel.due-not-later', { due: clock.due_at, until: input.until })
    if (input.until <= run.at) return refuse('kernel.due-in-past', { due: input.until })
    keepNote(run, 'reason', input.reason)
    run.w.say({ until: input.until, from: clock.due_at })
    moveDue(run, clock, input.until)
    return null
  },
})
/** 挂起: an interval with an end, not a state; meanwhile no alarm sounds. @returns Refusal `kernel.already-paused`, `kernel.due-in-past` */
export const pause = word<WordInput['pause']>({
  on: 'lead',
  can: (run) => (openPause(run) ? refuse('kernel.already-paused', {}, 409) : null),
  act(run, input) {
    if (input.until <= run.at) return refuse('kernel.due-in-past', { due: input.until })
    run.w.add('pause', {
      id: run.w.ground.ids.next<PauseId>(),
      matter_id: run.f.matter.id,
      from_at: run.at,
      until_at: input.until,
      to_at: null,
      reason: input.reason,
      reason_salt: run.w.ground.ids.salt(),
      act_id: run.w.ground.act,
    })
    return null
  },
})
/** 恢复, by whoever holds a piece or owns it, or by the office when its end has come: the due times move by exactly what the pause took. @returns Refusal `kernel.not-paused` */
export const resume = word<WordInput['resume']>({
  on: 'any',
  can: (run) =>
    openPause(run) ? (run.consequence || run.piece || leadOf(run.f)?.person === run.right ? null : refuse('kernel.not-yours', {}, 403)) : refuse('kernel.not-paused', {}, 409),
  act(run) {
    endPause(run)
    return null
  },
})
