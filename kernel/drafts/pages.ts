/** The draft as one person may read it: the text that stands, its versions, two of them side by side, its comments. Sight and masking are asked here. Rule: invariant 14; R-C18 */
import type { z } from 'zod'
import type { Office } from '../decide/office.ts'
import type { MatterId, PersonId } from '../ids.ts'
import { mask } from '../mask.ts'
import { findAnchor } from './anchor.ts'
import { type CommentRow, commentsOf } from './comments.ts'
import type { Draft } from './draft.ts'
import { aliveAt, openHold } from './hold.ts'
import { maskDraft } from './masked.ts'
import type { DraftComment, DraftPage, DraftVersion, draftPair, draftVersion } from './shape.ts'
import { countOf } from './text.ts'
import { storedDraft } from './text-row.ts'
import { type KeptVersion, versionOfDraft, versionsOf } from './versions.ts'
import { type DraftEyes, draftRights } from './who.ts'

const named = (office: Office, id: PersonId) => ({ id, name: office.persons.get(id)?.name ?? '' })
const saying = (text: string | null, masked: boolean): string | null => (text !== null && masked ? mask(text) : text)
const versionShown = (office: Office, masked: boolean, { by, note, ...one }: KeptVersion): DraftVersion => ({ ...one, note: saying(note, masked), by: named(office, by) })
/** The contract's arrays are plain ones; a draft's are not written to. */
export const plainDraft = (draft: Draft): DraftPage['draft'] => draft as DraftPage['draft']
/** As this person may read it. */
const shown = (draft: Draft, masked: boolean): DraftPage['draft'] => plainDraft(masked ? maskDraft(draft) : draft)

/** @throws RefusalError `kernel.not-found` (all of these) */
export async function readStanding(eyes: DraftEyes, matter: MatterId): Promise<DraftPage> {
  const { write, comment, masked } = await draftRights(eyes, matter)
  const { draft, revision, savedAt, savedBy } = await storedDraft(eyes.tx, matter)
  const hold = await openHold(eyes.tx, matter)
  return {
    draft: shown(draft, masked),
    masked,
    revision,
    savedAt,
    savedBy: savedBy && named(eyes.office, savedBy),
    count: countOf(draft),
    hold: hold && { person: named(eyes.office, hold.person), since: hold.from, mine: hold.person === eyes.who.person, alive: aliveAt(hold, eyes.now) },
    may: { write, comment },
  }
}
export async function readVersions(eyes: DraftEyes, matter: MatterId): Promise<DraftVersion[]> {
  const { masked } = await draftRights(eyes, matter)
  return (await versionsOf(eyes.tx, matter)).map((one) => versionShown(eyes.office, masked, one))
}
/** @throws RefusalError `drafts.no-such-version`, `drafts.erased` (also the pair) */
export async function readVersion(eyes: DraftEyes, matter: MatterId, no: number): Promise<z.output<typeof draftVersion.output>> {
  const { masked } = await draftRights(eyes, matter)
  const { version, draft } = await versionOfDraft(eyes.tx, matter, no)
  return { version: versionShown(eyes.office, masked, version), draft: shown(draft, masked), masked }
}
/** @param to null: the text as it stands */
export async function readPair(eyes: DraftEyes, matter: MatterId, from: number, to: number | null): Promise<z.output<typeof draftPair.output>> {
  const { masked } = await draftRights(eyes, matter)
  const before = await versionOfDraft(eyes.tx, matter, from)
  const after = to === null ? { version: null, draft: (await storedDraft(eyes.tx, matter)).draft } : await versionOfDraft(eyes.tx, matter, to)
  return {
    from: versionShown(eyes.office, masked, before.version),
    to: after.version && versionShown(eyes.office, masked, after.version),
    before: shown(before.draft, masked),
    after: shown(after.draft, masked),
    masked,
  }
}
/** Each where its words stand now. */
export async function readComments(eyes: DraftEyes, matter: MatterId): Promise<DraftComment[]> {
  const { write, comment: may, masked } = await draftRights(eyes, matter)
  const rows = await commentsOf(eyes.tx, matter)
  const { draft } = await storedDraft(eyes.tx, matter)
  const answers = Map.groupBy(rows, (row) => row.answers)
  const answerOf = (row: CommentRow) => ({ id: row.id, text: saying(row.text, masked), by: named(eyes.office, row.by), when: row.at })
  return (answers.get(null) ?? []).map((row) => {
    const on = row.block !== null && row.place !== null && row.quote !== null ? findAnchor(draft, { block: row.block, quote: row.quote, at: row.place }) : null
    return {
      ...answerOf(row),
      block: on?.block ?? row.block,
      quote: saying(row.quote, masked),
      at: on?.at ?? null,
      gone: row.block !== null && on === null,
      answers: (answers.get(row.id) ?? []).map(answerOf),
      resolvedBy: row.resolved_by && named(eyes.office, row.resolved_by),
      resolvedAt: row.resolved_at,
      may: { resolve: may && (write || row.by === eyes.who.person) },
    }
  })
}
