/** By when. The inner due at two thirds and the first due date are the kernel's. */
import { after, at, defineClocks, due, share, workdays } from '../../kernel/clock/define.ts'

export const clocks = defineClocks({
  /** From the instant it is written down: it is with somebody the same or the next working day, or answered. */
  dispatch: {
    anchor: 'register',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['assign', 'report', 'answerAtOnce', 'takeOver'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'escalate')],
    basis: 'GN-34; office rule 马上办: with somebody within one working day',
  },
  /** The date the order named, else five working days; it runs from registration, so that no order is without a date. */
  handling: {
    anchor: 'register',
    runs: workdays(5),
    governs: 'matter',
    stops: ['report'],
    dayOne: 'next day',
    alarms: [at(share(2 / 3), 'remind'), at(due, 'urge'), at(after(workdays(2)), 'escalate')],
    basis: 'ZK-09: every matter has a date; office rule: five working days where none is named; inner due two thirds HA-91',
    override: 'due',
  },
  signFor: {
    anchor: 'assign',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['accept', 'refuse'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge'), at(after(workdays(1)), 'escalate')],
    basis: 'office rule 马上办: signed for within one working day',
  },
  answering: {
    anchor: 'report',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['reply', 'sendBack'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge')],
    basis: 'ZK-57: a result goes back to whoever gave the order, the next working day at the latest',
  },
  /** Until the answer is read: whoever answered sees to it. */
  closing: {
    anchor: 'reply',
    runs: workdays(2),
    governs: 'assignments',
    stops: ['close', 'reopen'],
    alarms: [at(due, 'remind'), at(after(workdays(2)), 'escalate')],
    basis: 'ZK-57: closed when whoever gave the order has read the answer',
  },
})
