/** 答复函: the reply as the citizen gets it, over the office's name, with room for the seal. Only words that were sent, or agreed in exactly these words. Rule: HA-45, R-F20 */
import { createHash } from 'node:crypto'
import type { MatterId } from '../../../kernel/ids.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { say } from '../../../kernel/words.ts'
import { run } from '../../../kernel/write/tx.ts'
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import { dayOn } from '../../../platform/ctx/said-on-paper.ts'
import { printed, type SlipBody } from '../../../platform/ctx/slips.ts'
import type { LetterDetail } from '../shape.ts'
import { agreedDraft, reply, sentReply } from '../slips.ts'
import { draftText } from '../tables.ts'
import type { Letter } from './parts.ts'
import { wordsIn } from './words.ts'

/** @throws RefusalError `letters.draft-changed`: what was agreed is not what is written now */
async function agreedWords(ctx: ReadCtx, matter: Letter): Promise<string> {
  const draft = await draftText(ctx.tx, matter.id as MatterId)
  const digest = draft && createHash('sha256').update(draft.text).digest('hex')
  const [row] = await run<{ no: number }>(ctx.tx, 'select d.no from draft d where d.matter_id = $1 and d.digest = $2 order by d.no desc limit 1', [matter.id, digest])
  if (!draft || row?.no !== matter.draft) throw new RefusalError(refuse('letters.draft-changed', {}, 409))
  return draft.text
}
/** A draft for post opens with its own greeting where somebody wrote one; then ours is not put before it. */
const greets = (body: string): boolean => /^[^\n。]{1,30}[：:]\s*(\n|$)/.test(body.trim())
/** 关于反映翠屏桥积水的答复: the title without its «关于» and «的来信». */
const about = (title: string): string => title.replace(/^关于/, '').replace(/的(?:来信|来电|反映|投诉|建议|咨询)$/, '')

export const printReply = printed<LetterDetail>(reply, async (ctx, { matter, language, asker }): Promise<SlipBody> => {
  const w = wordsIn(language)
  const { paper } = w
  const sent = agreedDraft(matter) ? undefined : sentReply(matter)
  const body = sent?.body ?? (await agreedWords(ctx, matter))
  const name = asker?.map((one) => one.name).find(Boolean) ?? null
  return {
    template: 'reply',
    number: matter.number ?? '',
    title: say(paper.replyTitle, { title: about(matter.title ?? paper.erased) }, language),
    to: greets(body) ? '' : name ? say(paper.dear, { name }, language) : paper.dearUnnamed,
    body,
    date: dayOn(sent?.sentAt ?? ctx.now, language),
    note: '',
  }
})
