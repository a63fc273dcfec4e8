/** 公文 of a desk: the draft, and what the desk knows of the paper besides. The platform lays it out and sets it; no Typst here. Rule: R-E02 */
import type { Draft } from '../../kernel/drafts/draft.ts'
import type { MatterId } from '../../kernel/ids.ts'
import type { DraftFrame } from '../../typeset/draft/to-official.ts'
import type { ReadCtx } from './reading.ts'

export interface OfficialFound {
  /** As its files are called. */
  readonly name: string
  /** `named`: looked at here, never taken out (R-C04). */
  readonly readers: string
  readonly draft: Draft
  /** What a draft does not say: form, organs, number, who signs, who prints. */
  readonly frame: DraftFrame
}
/** Two texts of one paper (花脸稿). */
export interface OfficialPair {
  readonly name: string
  readonly readers: string
  readonly before: { readonly draft: Draft; readonly said: string }
  readonly after: { readonly draft: Draft; readonly said: string }
}
export interface HandledOfficial {
  /** `GET /api/<desk>/<key>.pdf?matter=…`, `.docx`, `.png` */
  readonly key: string
  /** From `visible()`, as every reading. @throws RefusalError `kernel.not-found` for whoever may not see it */
  find(ctx: ReadCtx, matter: MatterId): Promise<OfficialFound>
  pair?(ctx: ReadCtx, matter: MatterId, from: number, to: number | null): Promise<OfficialPair>
}
