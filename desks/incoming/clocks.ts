/** By when: defaults an office may change in its rule book. The inner due at two thirds and the first due date are the kernel's. */
import { after, at, defineClocks, due, hours, share, workdays } from '../../kernel/clock/define.ts'
import type { PaperDetail } from './shape.ts'

const of = (detail: unknown) => detail as PaperDetail
const warned = [at(share(2 / 3), 'remind'), at(due, 'urge'), at(after(workdays(1)), 'escalate')] as const
export const clocks = defineClocks({
  /** 登记、拟办: received in the morning, the same day; in the afternoon, the next noon. The desk says which (`arrival-time.ts`). */
  proposing: {
    anchor: 'register',
    runs: workdays(1),
    governs: 'matter',
    stops: ['propose', 'assign', 'bind', 'circulate', 'returnPaper', 'report', 'closeRead'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'escalate')],
    basis: '上午收文当日拟办，下午收文次日中午前拟办 (common office default, Ningbo)',
    override: 'proposeBy',
  },
  /** 批办: a leader writes within two working days. */
  instructing: {
    anchor: 'propose',
    runs: workdays(2),
    governs: 'assignments',
    stops: ['sign'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge')],
    basis: 'office default: leaders read and write within two working days',
  },
  signFor: {
    anchor: 'assign',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['accept', 'refuse'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge'), at(after(workdays(1)), 'escalate')],
    basis: 'office rule 马上办: signed for within one working day',
  },
  /** 特急: at once. */
  mostUrgent: {
    anchor: 'assign',
    runs: hours(4),
    governs: 'matter',
    when: (detail) => of(detail).urgency === 'most_urgent',
    stops: ['report', 'closeRead'],
    alarms: [...warned],
    basis: 'standards §15: 特急 the same day, at once; the date given stands before it',
    override: 'due',
  },
  urgent: {
    anchor: 'assign',
    runs: workdays(1),
    governs: 'matter',
    when: (detail) => of(detail).urgency === 'urgent',
    stops: ['report', 'closeRead'],
    alarms: [...warned],
    basis: 'standards §15: 加急 1 working day; the date given stands before it',
    override: 'due',
  },
  handling: {
    anchor: 'assign',
    runs: workdays(3),
    governs: 'matter',
    when: (detail) => of(detail).urgency === 'normal',
    stops: ['report', 'closeRead'],
    alarms: [...warned],
    basis: 'standards §15: 平件 3 working days; the date given stands before it',
    override: 'due',
  },
  /** 请示: from registration until it is answered. */
  promised: {
    anchor: 'register',
    runs: workdays(10),
    governs: 'matter',
    when: (detail) => of(detail).paperType === 'request' || of(detail).asRequest,
    stops: ['reply', 'returnPaper'],
    alarms: [at(share(1 / 2), 'remind'), at(share(2 / 3), 'urge'), at(due, 'escalate')],
    basis: 'R-D03; office promise: a 请示 is answered within ten working days',
    override: 'answerBy',
  },
  answering: {
    anchor: 'report',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['reply', 'noAnswer', 'sendBack'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge')],
    basis: 'HA-45: a result goes back to the sender, the next working day at the latest',
  },
  closing: {
    anchor: 'reply',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['close', 'reopen'],
    alarms: [at(due, 'remind')],
    basis: 'office rule: closed, with what belongs in the archive, the next working day',
  },
})
