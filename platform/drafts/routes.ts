/** 稿 as addresses: checked out, saved as it is typed, kept, compared, spoken of. Who may is said by the matter's sight and by its desk. Rule: R-D41; R-C18; BZ-27 */
import type { Ctx } from '../../kernel/ctx.ts'
import { citationsOf } from '../../kernel/drafts/citations.ts'
import { addAnswer, addComment, setResolved } from '../../kernel/drafts/comments.ts'
import { giveBackHold, mustHoldDraft, takeHold } from '../../kernel/drafts/hold.ts'
import { offersFor } from '../../kernel/drafts/offers.ts'
import { plainDraft, readComments, readPair, readStanding, readVersion, readVersions } from '../../kernel/drafts/pages.ts'
import {
  answerComment,
  beatDraft,
  checkOutDraft,
  commentDraft,
  draftCitations,
  draftComments,
  draftOffers,
  draftPage,
  draftPair,
  draftVersion,
  draftVersions,
  giveBackDraft,
  keepDraft,
  resolveComment,
  saveDraft,
} from '../../kernel/drafts/shape.ts'
import { countOf } from '../../kernel/drafts/text.ts'
import { storedDraft, writeDraft } from '../../kernel/drafts/text-row.ts'
import { BY_HAND, keepVersion } from '../../kernel/drafts/versions.ts'
import { draftRights, mustWriteDraft } from '../../kernel/drafts/who.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'

/** @throws RefusalError `kernel.not-found`, `drafts.may-not-write` */
async function mustComment(ctx: Ctx, matter: MatterId): Promise<{ readonly write: boolean }> {
  const rights = await draftRights(ctx, matter)
  if (!rights.comment) throw new RefusalError(refuse('drafts.may-not-write', {}, 403))
  return rights
}

export const draftRoutes: Routes = {
  key: 'drafts',
  acts: [
    /** @throws RefusalError `drafts.held`, `drafts.may-not-write` */
    handle(checkOutDraft, async (ctx, { matter, takeOver }) => {
      await mustWriteDraft(ctx, matter)
      const { id, from } = await takeHold(ctx, matter, takeOver)
      const { draft, revision } = await storedDraft(ctx.tx, matter)
      return { hold: id, revision, draft: plainDraft(draft), from: from === null ? null : { id: from, name: ctx.office.persons.get(from)?.name ?? '' } }
    }),
    /** @throws RefusalError `drafts.stale`, `drafts.taken-over`, `drafts.not-held`, `drafts.may-not-write`; nothing is saved then, and nothing lost */
    handle(saveDraft, async (ctx, { matter, hold, revision, draft }) => {
      await mustWriteDraft(ctx, matter)
      await mustHoldDraft(ctx, matter, hold)
      return { revision: await writeDraft(ctx, matter, draft, revision), savedAt: ctx.now, count: countOf(draft) }
    }),
    handle(beatDraft, async (ctx, { matter, hold }) => {
      await mustWriteDraft(ctx, matter)
      await mustHoldDraft(ctx, matter, hold)
      return { revision: (await storedDraft(ctx.tx, matter)).revision }
    }),
    handle(giveBackDraft, async (ctx, { matter, hold }) => {
      await draftRights(ctx, matter)
      await giveBackHold(ctx, matter, hold)
      return {}
    }),
    /** @throws RefusalError `drafts.empty`, and those of saving */
    handle(keepDraft, async (ctx, { matter, hold, note }) => {
      await mustWriteDraft(ctx, matter)
      await mustHoldDraft(ctx, matter, hold)
      return { no: (await keepVersion(ctx, matter, BY_HAND, note)).no }
    }),
    handle(commentDraft, async (ctx, { matter, anchor, text }) => {
      await mustComment(ctx, matter)
      return { id: await addComment(ctx, matter, anchor, text) }
    }),
    handle(answerComment, async (ctx, { matter, comment, text }) => {
      await mustComment(ctx, matter)
      return { id: await addAnswer(ctx, matter, comment, text) }
    }),
    handle(resolveComment, async (ctx, { matter, comment, resolved }) => {
      const { write } = await mustComment(ctx, matter)
      await setResolved(ctx, matter, comment, resolved, write)
      return {}
    }),
  ],
  readings: [
    read(draftPage, (ctx, { matter }) => readStanding(ctx, matter)),
    read(draftVersions, async (ctx, { matter }) => ({ rows: await readVersions(ctx, matter) })),
    read(draftVersion, (ctx, { matter, no }) => readVersion(ctx, matter, no)),
    read(draftPair, (ctx, { matter, from, to }) => readPair(ctx, matter, from, to ?? null)),
    read(draftComments, async (ctx, { matter }) => ({ rows: await readComments(ctx, matter) })),
    read(draftCitations, async (ctx, { matter }) => ({ rows: await citationsOf(ctx, matter) })),
    read(draftOffers, async (ctx, { matter, q }) => ({ rows: await offersFor(ctx, matter, q) })),
  ],
  gets: [],
}
