/** The letter's page. */
import { viewMatter } from '../../../kernel/advance.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { desk } from '../do/move-letter.ts'
import { type LetterDetail, letterView } from '../shape.ts'
import { draftText } from '../tables.ts'

const numbered = (ctx: ReadCtx, view: MatterView, at: string): number | null => (view.draft !== null && ctx.now >= at ? view.draft : null)

export const readLetter = read(letterView, async (ctx, { id }) => {
  const view = (await viewMatter(ctx, desk, id)) as MatterView<LetterDetail>
  const draft = await draftText(ctx.tx, id)
  const savedBy = draft ? (ctx.office.persons.get(draft.saved_by)?.name ?? '') : ''
  return { ...view, draftText: draft ? { text: draft.text, savedAt: draft.saved_at, savedBy, numbered: numbered(ctx, view, draft.saved_at) } : null }
})
