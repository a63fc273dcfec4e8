/**
 * 批示与“同意”: whoever gave a piece hears when something was written on it, not when its reader merely agreed.
 * Pure. Rule: anchors F16 (noise rule)
 */
import { isRecused } from './rights.ts'
import type { AssignmentRow } from './rows.ts'
import type { Run } from './run.ts'

/** What is written by custom and tells nothing; longer ones first. */
const CUSTOM = [
  '同意拟办意见',
  '按拟办意见办理',
  '按拟办意见办',
  '同意所拟意见',
  '同意所拟',
  '原则同意',
  '没有意见',
  '没意见',
  '无意见',
  '无异议',
  '同意',
  '拟同意',
  '圈阅',
  '阅知',
  '已阅',
  '知悉',
  '已知悉',
  '阅',
  '知',
  '可',
  '好',
]
const MARKS = /[\s\p{P}\p{S}]+/gu
const agreed = new RegExp(`^(?:${[...CUSTOM].sort((a, b) => b.length - a.length).join('|')}|ok|agreed|read|noted)*$`, 'iu')

/** Does it say more than «agreed» or «read»? */
export const saysSomething = (opinion: string | null): boolean => opinion !== null && !agreed.test(opinion.replace(MARKS, ''))

/** 有批示: whoever gave the piece hears of it; never the one who wrote it, nor who must stay away. */
export function tellWritten(run: Run, piece: AssignmentRow, opinion: string | null): void {
  const to = piece.given_by
  if (!saysSomething(opinion) || to === run.actor || isRecused(run.f, run.w.world.office, to, run.at)) return
  run.w.notify('opinion', to, run.f.matter.id, run.desk, { piece: piece.id, by: run.actor })
}
