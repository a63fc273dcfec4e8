/** By when an asked loan is weighed, and by when what was lent is back. */
import { after, at, days, defineClocks, due, share, workdays } from '../../kernel/clock/define.ts'

export const clocks = defineClocks({
  weighing: {
    anchor: 'ask',
    runs: workdays(1),
    governs: 'matter',
    stops: ['lend', 'decline'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge'), at(after(workdays(1)), 'escalate')],
    basis: 'office rule 马上办: a request is answered within one working day',
  },
  /** To the day it was lent until. */
  loan: {
    anchor: 'lend',
    runs: days(15),
    governs: 'assignments',
    stops: ['giveBack'],
    alarms: [at(share(2 / 3), 'remind'), at(due, 'urge'), at(after(days(3)), 'escalate')],
    basis: 'office rule 档案借阅: back by the day it was lent until, fifteen days at the longest',
    override: 'until',
  },
})
