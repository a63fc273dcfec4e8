/** A draft as it is shown to whoever may open no contacts: telephone and identity numbers masked. Never what is saved. Rule: R-C18 */
import { mask } from '../mask.ts'
import type { Draft, DraftBlock } from './draft.ts'

function maskBlock(one: DraftBlock): DraftBlock {
  if (one.kind === 'heading') return { ...one, text: mask(one.text), ...(one.runOn === undefined ? {} : { runOn: mask(one.runOn) }) }
  if (one.kind === 'paragraph') return { ...one, text: mask(one.text) }
  return one.kind === 'table' ? { ...one, rows: one.rows.map((row) => row.map(mask)) } : { ...one, names: mask(one.names) }
}
export const maskDraft = (draft: Draft): Draft => ({
  title: mask(draft.title),
  addressees: draft.addressees.map(mask),
  body: draft.body.map(maskBlock),
  attachments: draft.attachments.map(({ title, body }) => ({ title: mask(title), body: body.map(maskBlock) })),
  remark: draft.remark === null ? null : mask(draft.remark),
  copyTo: draft.copyTo.map(mask),
})
