/** 页数 of a draft as it will be printed, for whoever may not lay papers out himself. Rule: R-M20; R-E02 */
import type { Draft } from '../../kernel/drafts/draft.ts'
import { type DraftFrame, toOfficial } from '../../typeset/draft/to-official.ts'
import { layOut } from '../../typeset/official/lay-out.ts'

/** Room for a name nobody has been chosen for yet. */
const unnamed = '某某某'
/** @returns null where it cannot be laid out yet: no text, an attachment without a title */
export function printedPages(draft: Draft, frame: DraftFrame): number | null {
  const signers = frame.form === 'upward' && frame.signers.length === 0 ? [unnamed] : frame.signers
  const laid = layOut(toOfficial(draft, { ...frame, signers }))
  return 'sides' in laid ? laid.sides.length : null
}
