/** A draft as HTML that is read back exactly (`normalise`): what is copied out of one draft and pasted into another. */
import type { Draft, DraftBlock } from '../../kernel/drafts/draft.ts'

const safe = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
const line = (part: string, text: string): string => (text === '' ? '' : `<p data-part="${part}">${safe(text)}</p>`)
function blockHtml(one: DraftBlock): string {
  if (one.kind === 'paragraph') return line('paragraph', one.text)
  if (one.kind === 'present') return `<p>${safe(`${one.head}：${one.names}`)}</p>`
  if (one.kind === 'heading') return `<p data-level="${one.level}">${one.runOn === undefined ? safe(one.text) : `<strong>${safe(one.text)}</strong>${safe(one.runOn)}`}</p>`
  const rows = one.rows.map((row) => `<tr>${row.map((cell) => `<td>${safe(cell)}</td>`).join('')}</tr>`).join('')
  return `<table data-columns="${one.columns.join(' ')}"${one.lying ? ' data-lying="true"' : ''}>${rows}</table>`
}
export const bodyHtml = (body: readonly DraftBlock[]): string => body.map(blockHtml).join('')
export const draftHtml = (draft: Draft): string =>
  [
    draft.title === '' ? '' : `<h1 data-part="title">${safe(draft.title)}</h1>`,
    draft.addressees.length === 0 ? '' : line('addressees', `${draft.addressees.join('，')}：`),
    bodyHtml(draft.body),
    ...draft.attachments.map((one) => `${line('attachment', one.title)}${bodyHtml(one.body)}`),
    line('remark', draft.remark ?? ''),
    ...draft.copyTo.map((one) => line('copy-to', one)),
  ].join('\n')
