/** The letter's page. */
import { viewMatter } from '../../../kernel/advance.ts'
import { type ActId, makeIds } from '../../../kernel/ids.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { type ReadCtx, read } from '../../../platform/ctx/reading.ts'
import { desk } from '../do/move-letter.ts'
import { type LetterDetail, letterView } from '../shape.ts'
import { draftText } from '../tables.ts'

/** Looking makes nothing: no id and no seal is ever asked of these. */
const looking = {
  act: '00000000-0000-7000-8000-000000000000' as ActId,
  ids: makeIds(
    (n) => new Uint8Array(n),
    () => 0,
  ),
  box: { seal: unused, open: unused, key: unused },
}
function unused(): never {
  throw new Error('a reading seals and opens nothing')
}
const numbered = (ctx: ReadCtx, view: MatterView, at: string): number | null => (view.draft !== null && ctx.now >= at ? view.draft : null)

export const readLetter = read(letterView, async (ctx, { id }) => {
  const view = (await viewMatter({ ...ctx, ...looking }, desk, id)) as MatterView<LetterDetail>
  const draft = await draftText(ctx.tx, id)
  const savedBy = draft ? (ctx.office.persons.get(draft.saved_by)?.name ?? '') : ''
  return { ...view, draftText: draft ? { text: draft.text, savedAt: draft.saved_at, savedBy, numbered: numbered(ctx, view, draft.saved_at) } : null }
})
