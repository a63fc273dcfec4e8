/** By when: defaults an office may change in its rule book. The inner due at two thirds and the first due date are the kernel's. */
import { after, at, days, defineClocks, due, share, workdays } from '../../kernel/clock/define.ts'
import type { PaperDetail } from './shape.ts'

const of = (detail: unknown) => detail as PaperDetail
const asked = [at(share(1 / 2), 'remind'), at(due, 'urge'), at(after(workdays(1)), 'escalate')] as const
export const clocks = defineClocks({
  drafting: {
    anchor: 'register',
    runs: workdays(5),
    governs: 'matter',
    stops: ['submit', 'consult'],
    alarms: [at(share(2 / 3), 'remind'), at(due, 'urge')],
    basis: 'office default; a date set when it was asked for stands before it (R-D70: ready within two thirds)',
    override: 'dueBy',
  },
  /** Its due time is the last day and what the answers take after it. */
  consulting: {
    anchor: 'consult',
    runs: days(30),
    governs: 'matter',
    stops: ['tellAdopted'],
    alarms: [at(due, 'urge'), at(after(workdays(1)), 'escalate')],
    basis: 'GN-39; 重大行政决策程序暂行条例 art. 15: thirty days as a rule; answered within ten working days after the last (office default)',
    override: 'dueBy',
  },
  signFor: {
    anchor: 'submit',
    runs: workdays(1),
    governs: 'assignments',
    stops: ['accept', 'refuse'],
    alarms: [...asked],
    basis: 'office rule 马上办: signed for within one working day',
  },
  reviewing: {
    anchor: 'submit',
    runs: workdays(2),
    governs: 'matter',
    stops: ['review', 'refuse', 'sendBack'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge')],
    basis: 'office default: 核稿 within two working days of its coming',
  },
  countersigning: {
    anchor: 'countersign',
    runs: workdays(2),
    governs: 'assignments',
    stops: ['sign'],
    alarms: [...asked],
    basis: 'office default: 会签 within two working days',
  },
  signing: {
    anchor: 'toSign',
    runs: workdays(2),
    governs: 'assignments',
    stops: ['sign'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge')],
    basis: 'office default: leaders read and sign within two working days',
  },
  issuing: {
    anchor: 'signed',
    runs: workdays(1),
    governs: 'matter',
    stops: ['issue'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge')],
    basis: 'office default: rechecked, numbered, printed and sent within one working day of 签发',
  },
  publishing: {
    anchor: 'issue',
    runs: workdays(20),
    governs: 'matter',
    when: (detail) => of(detail).openness?.kind === 'open',
    stops: ['publish', 'withdrawPaper'],
    alarms: [at(share(1 / 2), 'remind'), at(share(2 / 3), 'urge'), at(due, 'escalate')],
    basis: 'R-D60; 政府信息公开条例 art. 26: within twenty working days',
  },
  filing: {
    anchor: 'issue',
    runs: workdays(15),
    governs: 'matter',
    // from 印发 on; a paper found to be one only afterwards, from then on
    when: (detail) => of(detail).issuedAt !== null && of(detail).normative?.filedOn === null,
    stops: ['file'],
    alarms: [at(share(1 / 2), 'remind'), at(share(2 / 3), 'urge'), at(due, 'escalate')],
    basis: 'GN-46; 规范性文件 filed with the organ above within fifteen working days (office default)',
  },
  closing: {
    anchor: 'reply',
    runs: workdays(5),
    governs: 'assignments',
    stops: ['close'],
    alarms: [at(due, 'remind')],
    basis: 'office default: closed, with what belongs in the archive, within five working days',
  },
})
