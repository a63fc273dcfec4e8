/** 字数、页数: counted as one writes; pages and the place of the cursor as soon as the hand rests. Rule: R-M20 */
import { useMemo } from 'react'
import type { Draft } from '../../kernel/drafts/draft.ts'
import { countOf } from '../../kernel/drafts/text.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { useKernelWords } from '../words/use-words.ts'
import type { LaidDraft } from './lay-draft.ts'
import { fill, useDraftWords } from './use-draft-words.ts'

export function DraftLength({ draft, laid }: { readonly draft: Draft; readonly laid: LaidDraft | Refusal | null }) {
  const w = useDraftWords()
  const refusals: Readonly<Record<string, string>> = useKernelWords().refusals
  const count = useMemo(() => countOf(draft), [draft])
  return (
    <p className="small num draft-length">
      <span>{fill(w.length, { body: count.body, attachments: count.attachments })}</span>
      {laid && !('sides' in laid) && <span className="amber">{refusals[laid.code] ?? laid.code}</span>}
      {laid && 'sides' in laid && (
        <>
          <span data-pages={laid.sides}>{fill(w.pages, { pages: laid.sides })}</span>
          <span className="quiet">{laid.at.line === null ? fill(w.at, { page: laid.at.page }) : fill(w.atLine, { page: laid.at.page, line: laid.at.line })}</span>
        </>
      )}
    </p>
  )
}
