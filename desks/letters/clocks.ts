/** By when. Limits run from the move that starts them; the inner due at two thirds and the first due date are the kernel's. */
import { after, at, defineClocks, due, hours, share, workdays } from '../../kernel/clock/define.ts'

export const clocks = defineClocks({
  /** From the instant it is registered a letter has a due time: it must be with a unit the same or the next working day. */
  dispatch: {
    anchor: 'register',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['assign', 'answerAtOnce', 'merge'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'escalate')],
    basis: 'R-H02: dispatched at once; office rule: at the latest the next working day',
  },
  signFor: {
    anchor: 'assign',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['accept', 'refuse'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge'), at(after(workdays(1)), 'escalate')],
    basis: 'office rule 马上办: signed for within one working day',
  },
  /** The citizen's clock, begun anew with every round. A refusal does not stop it, so units cannot pass a letter round in circles (anchors C6). */
  handling: {
    anchor: 'assign',
    runs: workdays(5),
    governs: 'matter',
    stops: ['report', 'answerThrough'],
    dayOne: 'next day',
    alarms: [at(share(2 / 3), 'remind'), at(due, 'urge'), at(after(workdays(2)), 'escalate')],
    basis: 'standards §15 hotline: 5 working days; inner due two thirds HA-91',
    override: 'due',
  },
  replying: {
    anchor: 'report',
    runs: workdays(2),
    governs: 'assignments',
    stops: ['reply', 'sendBack'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge')],
    basis: 'office rule: a reported result is answered within two working days',
  },
  reviewing: {
    anchor: 'submit',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['sign', 'sendBack'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge')],
    basis: 'office rule 马上办: a draft is read within one working day',
  },
  callBack: {
    anchor: 'reply',
    runs: workdays(3),
    governs: 'assignments',
    stops: ['rate', 'unreached', 'close', 'reopen'],
    alarms: [at(due, 'remind'), at(after(hours(24)), 'escalate')],
    basis: 'R-H09',
  },
})
