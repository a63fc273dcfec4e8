/** 接办: an affair that waited for this desk goes on as a paper, on record; whoever asked is told its number. */
import type { MatterId } from '../../../kernel/ids.ts'
import { copyFiles } from '../../../kernel/write/copy-files.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { affairToTake, handAffairOver } from '../../affairs/intake.ts'
import { registerPaper, takeAffair } from '../shape.ts'
import { viewPaper } from './move-paper.ts'
import { landPaper } from './register-paper.ts'

/**
 * The paper is registered with the affair's files and arises from it; the affair is reported as taken over and answered with the paper's number. What named persons
 * alone knew stays with them.
 * @throws Refusal `affairs.no-such-number` · `incoming.may-not-mark` · what registering a paper, or handing an affair on, refuses
 * Rule: ZK-05; R-C04
 */
export const handleTakeAffair = handle(
  takeAffair,
  async (ctx, { affair, paper: told, told: words }) => {
    const from = await affairToTake(ctx, affair)
    const input = registerPaper.input.parse({ ...told, arisesFrom: from.id, receivedAt: from.registeredAt, files: await copyFiles(ctx, from.id) })
    const paper = await landPaper(ctx, input, from.named)
    await handAffairOver(ctx, from.id, { id: paper.id as MatterId, number: paper.number }, words)
    return viewPaper(ctx, paper.id as MatterId)
  },
  { power: 'incoming.register' },
)
