/** How long the text is on paper, and where its cursor stands there: laid out as the server lays it out, while one writes. Pure. Rule: R-E02, R-M20 */
import type { Draft } from '../../kernel/drafts/draft.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { type DraftFrame, toOfficial } from '../../typeset/draft/to-official.ts'
import { layOut } from '../../typeset/official/lay-out.ts'

export interface LaidDraft {
  readonly sides: number
  readonly at: { readonly page: number /** Of the text on that page; null: none of it stands before the cursor. */; readonly line: number | null }
}
/** Lines as far as the cursor, found again among those of the whole: what follows it may have carried its line to the next page. */
function placeOf(line: number, lines: readonly number[]): LaidDraft['at'] {
  let before = 0
  for (const [side, here] of lines.entries()) {
    if (line <= before + here) return { page: side + 1, line: line - before }
    before += here
  }
  return { page: lines.length, line: lines.at(-1) ?? null }
}
function linesOf(upTo: Draft, frame: DraftFrame): number {
  const laid = layOut(toOfficial({ ...upTo, attachments: upTo.attachments.map((one) => ({ ...one, title: one.title.trim() || '附件' })) }, frame))
  return 'sides' in laid ? laid.lines.reduce((sum, n) => sum + n, 0) : 0
}
/** @param upTo what stands before the cursor. @returns a refusal where it cannot be laid out yet */
export function layDraft(draft: Draft, upTo: Draft, frame: DraftFrame): LaidDraft | Refusal {
  const laid = layOut(toOfficial(draft, frame))
  if (!('sides' in laid)) return laid
  const line = linesOf(upTo, frame)
  return { sides: laid.sides.length, at: line === 0 ? { page: 1, line: null } : placeOf(line, laid.lines) }
}
