/** The letter's page, and the reply as it is being written. */
import { createHash } from 'node:crypto'
import { viewMatter } from '../../../kernel/advance.ts'
import { maySee, sightOf } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { run } from '../../../kernel/write/tx.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { desk } from '../do/move-letter.ts'
import { draftView, type LetterDetail, letterView } from '../shape.ts'
import { draftText } from '../tables.ts'

export const readLetter = read(letterView, async (ctx, { id }) => (await viewMatter(ctx, desk, id)) as MatterView<LetterDetail>)

export const readDraft = read(draftView, async (ctx, { id }) => {
  if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), id))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const draft = await draftText(ctx.tx, id)
  if (!draft) return { draft: null }
  const digest = createHash('sha256').update(draft.text).digest('hex')
  const [row] = await run<{ no: number }>(ctx.tx, 'select d.no from draft d where d.matter_id = $1 and d.digest = $2 order by d.no desc limit 1', [id, digest])
  return { draft: { text: draft.text, savedAt: draft.saved_at, savedBy: ctx.office.persons.get(draft.saved_by)?.name ?? '', numbered: row?.no ?? null } }
})
