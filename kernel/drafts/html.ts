/** A draft as plain HTML: heading, numbered levels counted, tables; everything escaped. For pages and files outside the house. Pure. Rule: GN-38, GN-39 */
import type { Draft, DraftBlock } from './draft.ts'
import { marks } from './numbering.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c)
const p = (text: string): string => (text.trim() === '' ? '' : `<p>${escapeHtml(text)}</p>`)
const row = (cells: readonly string[], as: 'th' | 'td'): string => `<tr>${cells.map((cell) => `<${as}>${escapeHtml(cell)}</${as}>`).join('')}</tr>`

function blocks(body: readonly DraftBlock[], level: number): string[] {
  const numbers = marks(body)
  return body.map((block, n) => {
    if (block.kind === 'heading')
      return block.level === 1 ? `<h${level}>${escapeHtml(`${numbers[n]}${block.text}`)}</h${level}>${p(block.runOn ?? '')}` : p(`${numbers[n]}${block.text}${block.runOn ?? ''}`)
    if (block.kind === 'paragraph') return p(block.text)
    if (block.kind === 'present') return p(`${block.head}：${block.names}`)
    const [head = [], ...rest] = block.rows
    return `<table><thead>${row(head, 'th')}</thead><tbody>${rest.map((cells) => row(cells, 'td')).join('')}</tbody></table>`
  })
}
/** Without its title: the page has that. @param level of its headings */
export function draftHtml({ addressees, body, attachments, remark }: Draft, level: number): string {
  return [
    addressees.length > 0 ? p(`${addressees.join('，')}：`) : '',
    ...blocks(body, level),
    ...attachments.map((one, n, all) => p(`${n === 0 ? '附件：' : ''}${all.length > 1 ? `${n + 1}. ` : ''}${one.title}`)),
    remark ? p(`（${remark}）`) : '',
    ...attachments.flatMap((one, n, all) => [`<h${level}>${escapeHtml(`附件${all.length > 1 ? n + 1 : ''} ${one.title}`)}</h${level}>`, ...blocks(one.body, level)]),
  ]
    .filter((one) => one !== '')
    .join('\n')
}
