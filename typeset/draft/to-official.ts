/** 稿 and what the desk knows of the paper → what is laid out. */
import type { Draft, DraftBlock } from '../../kernel/drafts/draft.ts'
import type { OfficeDate } from '../../kernel/time.ts'
import type { Block, OfficialPaper } from '../official/document.ts'

/** What a draft does not say: form, organs, number, who signs, who prints. `printed` null: no 版记. */
export interface DraftFrame extends Omit<OfficialPaper, 'title' | 'addressees' | 'body' | 'attachments' | 'remark' | 'colophon'> {
  readonly printed: { readonly by: string; readonly on: OfficeDate } | null
}
const bare = ({ id: _, ...block }: DraftBlock): Block => block
/** Lines nobody has written anything in are not set. */
const says = (block: Block): boolean => block.kind !== 'paragraph' || block.text.trim() !== ''
const bodyOf = (body: readonly DraftBlock[]): Block[] => body.map(bare).filter(says)

export function toOfficial(draft: Draft, { printed, ...frame }: DraftFrame): OfficialPaper {
  return {
    ...frame,
    title: draft.title,
    addressees: draft.addressees,
    body: bodyOf(draft.body),
    attachments: draft.attachments.map(({ title, body }) => ({ title, body: bodyOf(body) })),
    remark: draft.remark,
    colophon: printed && { copyTo: draft.copyTo, printer: printed.by, printedOn: printed.on },
  }
}
