/** By when. Limits run from the move that starts them; the inner due at two thirds and the first due date are the kernel's. */
import { after, at, defineClocks, due, hours, minutes, share, workdays } from '../../kernel/clock/define.ts'
import type { LetterDetail } from './shape.ts'

/** 市长信箱, 省长信箱 and what looks like an emergency have limits of their own. */
type Limit = 'handling' | 'mayor' | 'governor' | 'emergency'
const limitOf = ({ channel, exit }: LetterDetail): Limit => (exit === 'emergency' ? 'emergency' : channel === 'mayor' || channel === 'governor' ? channel : 'handling')
const only = (limit: Limit) => (detail: unknown) => limitOf(detail as LetterDetail) === limit
/** Clocks of the whole letter: exactly one of them runs. */
export const wholeClocks: readonly Limit[] = ['handling', 'mayor', 'governor', 'emergency']

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
    when: only('handling'),
    stops: ['report', 'answerThrough'],
    dayOne: 'next day',
    alarms: [at(share(2 / 3), 'remind'), at(due, 'urge'), at(after(workdays(2)), 'escalate')],
    basis: 'standards §15 hotline: 5 working days; inner due two thirds HA-91',
    override: 'due',
  },
  mayor: {
    anchor: 'assign',
    runs: workdays(5),
    governs: 'matter',
    when: only('mayor'),
    stops: ['report', 'answerThrough'],
    dayOne: 'next day',
    alarms: [at(share(2 / 3), 'remind'), at(due, 'urge'), at(after(workdays(1)), 'escalate')],
    basis: 'HA-43: 市长信箱 has its own limit; office rule, five working days',
    override: 'due',
  },
  /** Back with the province in time means earlier with us: the reply goes up by way of the office. */
  governor: {
    anchor: 'assign',
    runs: workdays(7),
    governs: 'matter',
    when: only('governor'),
    stops: ['report', 'answerThrough'],
    dayOne: 'next day',
    alarms: [at(share(2 / 3), 'remind'), at(due, 'urge'), at(after(workdays(1)), 'escalate')],
    basis: 'HA-43: 省长信箱 has its own limit; office rule, seven working days',
    override: 'due',
  },
  /** 疑似突发: the officer on duty looks into it at once. */
  emergency: {
    anchor: 'assign',
    runs: minutes(30),
    governs: 'matter',
    when: only('emergency'),
    stops: ['report', 'answerThrough'],
    alarms: [at(share(1 / 3), 'urge'), at(due, 'escalate')],
    basis: 'R-H10: possible emergencies are reported at once; standards §4.2, first report within 30 minutes',
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
