/** By when. The inner due at two thirds and the first due date are the kernel's. Put the real limits and their sources here. */
import { at, defineClocks, due, share, workdays } from '../../kernel/clock/define.ts'

export const clocks = defineClocks({
  dispatch: {
    anchor: 'register',
    runs: workdays(1),
    governs: 'matter',
    stops: ['assign'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'escalate')],
    basis: 'office rule 马上办: given to somebody within one working day',
  },
  handling: {
    anchor: 'assign',
    runs: workdays(5),
    governs: 'matter',
    stops: ['report'],
    dayOne: 'next day',
    alarms: [at(share(2 / 3), 'remind'), at(due, 'urge')],
    basis: 'office rule: five working days; inner due two thirds HA-91',
  },
  answering: {
    anchor: 'report',
    runs: workdays(2),
    governs: 'assignments',
    stops: ['reply', 'sendBack'],
    alarms: [at(due, 'remind')],
    basis: 'office rule: a reported result is answered within two working days',
  },
  closing: {
    anchor: 'reply',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['close', 'reopen'],
    alarms: [at(due, 'remind')],
    basis: 'office rule: closed the next working day, or handled again',
  },
})
