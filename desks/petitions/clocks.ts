/** By when, in natural days as the regulation counts, except the five working days of an objection. Rule: R-X01; 信访工作条例 (2022) */
import { after, at, days, defineClocks, due, share, workdays } from '../../kernel/clock/define.ts'

const warned = [at(share(2 / 3), 'remind'), at(due, 'urge'), at(after(days(2)), 'escalate')] as const
export const clocks = defineClocks({
  /** 登记并转送、交办. */
  transfer: {
    anchor: 'register',
    runs: days(15),
    governs: 'assignments',
    stops: ['assign', 'entrust'],
    alarms: [at(share(1 / 3), 'remind'), at(share(2 / 3), 'urge'), at(due, 'escalate')],
    basis: '信访工作条例 (2022) art. 22: registered and transferred within 15 days',
  },
  objection: {
    anchor: 'assign',
    runs: workdays(5),
    governs: 'assignments',
    stops: ['accept', 'refuse'],
    alarms: [at(share(1 / 2), 'remind'), at(due, 'urge')],
    basis: '信访工作条例 (2022) art. 23: not ours, with reasons, within 5 working days',
  },
  inform: {
    anchor: 'assign',
    runs: days(15),
    governs: 'matter',
    stops: ['admit', 'admitUntold'],
    alarms: [...warned],
    basis: '信访工作条例 (2022) art. 23: the petitioner is told in writing within 15 days',
  },
  /** From 受理. */
  decide: {
    anchor: 'admit',
    runs: days(60),
    governs: 'matter',
    stops: ['report'],
    alarms: [...warned],
    basis: '信访工作条例 (2022) art. 34: decided within 60 days of acceptance',
  },
  review: { anchor: 'askReview', runs: days(30), governs: 'matter', stops: ['report'], alarms: [...warned], basis: '信访工作条例 (2022) art. 35: reviewed within 30 days' },
  recheck: { anchor: 'askRecheck', runs: days(30), governs: 'matter', stops: ['report'], alarms: [...warned], basis: '信访工作条例 (2022) art. 36: rechecked within 30 days' },
  answering: {
    anchor: 'report',
    runs: days(3),
    governs: 'assignments',
    stops: ['reply', 'sendBack'],
    alarms: [at(due, 'urge')],
    basis: 'office rule: the letter leaves within three days of the opinion',
  },
  /** The petitioner may ask for the next instance; then it is closed. */
  mayAsk: {
    anchor: 'reply',
    runs: days(30),
    governs: 'assignments',
    stops: ['close', 'askReview', 'askRecheck'],
    alarms: [at(due, 'remind')],
    basis: '信访工作条例 (2022) arts. 35, 36: asked for within 30 days of the reply',
  },
})
