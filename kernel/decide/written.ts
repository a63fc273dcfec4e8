/**
 * 批示与“同意”: whoever gave a piece hears when something was written on it, not when its reader merely agreed.
 * Pure. Rule: anchors F16 (noise rule)
 */
import { isRecused } from './rights.ts'
import type { AssignmentRow } from './rows.ts'
import { byRule, type Run } from './run.ts'

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

/** Does it say more than «agreed» or «read»? What a hand wrote on the pad always does: whoever only agrees, ticks. */
export const saysSomething = (opinion: string | null, ink: string | null | undefined = null): boolean =>
  Boolean(ink) || (opinion !== null && !agreed.test(opinion.replace(MARKS, '')))

/** 有批示: whoever gave the piece hears of it, and of one a route gave the owner too; never the one who wrote it or entered it for him, nor who must stay away. */
export function tellWritten(run: Run, piece: AssignmentRow, { opinion, ink }: { readonly opinion: string | null; readonly ink?: string | null | undefined }): void {
  if (!saysSomething(opinion, ink)) return
  for (const to of new Set([piece.given_by, ...(byRule(piece) ? [run.f.matter.owner_person] : [])]))
    if (to !== run.actor && to !== run.w.step().recorded_by && !isRecused(run.f, run.w.world.office, to, run.at))
      run.w.notify('opinion', to, run.f.matter.id, run.desk, { piece: piece.id, by: run.actor })
}
