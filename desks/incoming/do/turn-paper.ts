/** 转出: an outgoing paper, an instruction, a supervision item, a topic of a meeting arises from a paper. An outgoing paper is a draft on its own desk; until the others stand, an affair carries it. */
import { copyFiles } from '../../../kernel/write/copy-files.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { openAffair } from '../../affairs/intake.ts'
import { type NewPaper, openPaper } from '../../outgoing/intake.ts'
import { turnPaper } from '../shape.ts'
import { signingHistory } from '../signing-history.ts'
import { zh } from '../words/zh-CN.ts'
import { movePaper, type Paper, viewPaper } from './move-paper.ts'

/** What goes along: the fields of the paper, and who wrote what on it. */
function carried(paper: Paper, ask: string): string {
  const { detail } = paper
  const f = zh.fields
  const lines = [
    ask,
    '',
    `${zh.one}：${paper.number ?? ''}《${paper.title ?? ''}》`,
    `${f.sender}：${detail.sender}`,
    ...(detail.senderNumber ? [`${f.senderNumber}：${detail.senderNumber}`] : []),
    `${f.paperType}：${zh.paperTypes[detail.paperType]}　${f.urgency}：${zh.urgencies[detail.urgency]}`,
    ...(detail.joint ? [`${f.joint}：${detail.joint.office}${detail.joint.number ? ` ${detail.joint.number}` : ''}（${zh.jointLeads[detail.joint.lead]}）`] : []),
    ...(detail.answerBy ? [`${f.answerBy}：${detail.answerBy}`] : []),
    ...(detail.proposal ? [`${zh.fields.proposal}：${detail.proposal.text}`] : []),
    ...(signingHistory(paper).length > 0 ? [`${zh.fields.history}：`, ...signingHistory(paper)] : []),
  ]
  return lines.join('\n').slice(0, 4000)
}
/**
 * Opens what arises with the paper's fields, its files and its signing history; both know of each other by the link, and it is known to nobody the paper was not.
 * @throws Refusal what registering a draft or an affair refuses · `kernel.not-yours`
 * Rule: anchors F18; R-C04
 */
export const handleTurnPaper = handle(turnPaper, async (ctx, { into, title, ask, ...on }) => {
  const paper = await viewPaper(ctx, on.matter)
  const told = carried(paper, ask)
  const along = { arisesFrom: on.matter, files: await copyFiles(ctx, on.matter), readers: paper.readers as NewPaper['readers'] }
  const opened =
    into === 'outgoing'
      ? await openPaper(ctx, { ...along, title: title ?? (paper.title ?? zh.turns.outgoing).slice(0, 100), purpose: ask, told })
      : await openAffair(ctx, { ...along, title: (title ?? `${zh.turns[into]}：${paper.title ?? ''}`).slice(0, 100), body: told, basis: [] })
  return movePaper(ctx, 'turnInto', { input: { ...on, text: `${zh.moves.turnInto}（${zh.turns[into]}）：${opened.number}`, files: [] } })
})
