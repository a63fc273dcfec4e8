/** What is pasted, or read from a Word file, put into the text. Nothing of it is lost: what has a place of its own in a whole paper stands elsewhere as a paragraph. */
import type { Editor } from '@tiptap/core'
import type { Node as DocNode, ResolvedPos } from '@tiptap/pm/model'
import type { Draft, DraftBlock } from '../../kernel/drafts/draft.ts'
import { normalise } from '../../typeset/draft/normalise.ts'
import { freshKey } from '../clock.ts'
import { draftToDoc } from './draft-doc.ts'

export const nextId = (): string => freshKey().replace(/-/g, '').slice(0, 20)
export const blocksToDoc = (body: readonly DraftBlock[]) =>
  draftToDoc({ title: '', addressees: [], body, attachments: [], remark: null, copyTo: [] }, nextId).content?.find((one) => one.type === 'body')?.content ?? []
const paragraph = (text: string): DraftBlock => ({ id: nextId(), kind: 'paragraph', text })
const within = ($from: ResolvedPos, name: string): boolean => Array.from({ length: $from.depth + 1 }, (_, n) => $from.node(n).type.name).includes(name)
export const inAttachmentAt = ($from: ResolvedPos): boolean => within($from, 'attachment')
const inBodyAt = ($from: ResolvedPos): boolean => $from.parent.type.name !== 'tableCell' && within($from, 'body')

/** Behind the last block of the first body. */
export const endOfBody = (doc: DocNode): number => doc.child(0).nodeSize + doc.child(1).nodeSize + doc.child(2).nodeSize - 1
export const saysNothing = (editor: Editor): boolean => editor.state.doc.textContent === ''
/** In place of the whole text; one step back brings the old one again. */
export const putWhole = (editor: Editor, draft: Draft): boolean => editor.commands.setContent(draftToDoc(draft, nextId), { emitUpdate: true })
/** Where the cursor stands; outside the text of a body, at the end of the first. */
export function putHere(editor: Editor, draft: Draft): boolean {
  const { $from, from, to } = editor.state.selection
  const blocks = [
    ...[draft.title, draft.addressees.length > 0 ? `${draft.addressees.join('，')}：` : ''].filter(Boolean).map(paragraph),
    ...draft.body,
    ...draft.attachments.flatMap((one) => [paragraph(one.title), ...one.body]),
    ...[...(draft.remark ? [draft.remark] : []), ...draft.copyTo].map(paragraph),
  ]
  return editor.commands.insertContentAt(inBodyAt($from) ? { from, to } : endOfBody(editor.state.doc), blocksToDoc(blocks))
}

const asHtml = (plain: string): string =>
  plain
    .split('\n')
    .map((line) => `<p>${line.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`)
    .join('')
export function paste(editor: Editor, html: string, plain: string): void {
  const single = !/\n/.test(plain.trim()) && !/<(?:p|table|tr|h\d|li|div)\b[\s\S]*<(?:p|table|tr|h\d|li|div)\b/i.test(html)
  if (single || !inBodyAt(editor.state.selection.$from)) {
    editor.view.dispatch(editor.state.tr.insertText(plain.replace(/\s*\n\s*/g, ' ').trim()))
    return
  }
  const { draft, aside } = normalise(html || asHtml(plain), nextId)
  const known = aside.map(paragraph)
  if (saysNothing(editor)) putWhole(editor, { ...draft, body: [...draft.body, ...known] })
  else putHere(editor, { ...draft, body: [...known, ...draft.body] })
}
