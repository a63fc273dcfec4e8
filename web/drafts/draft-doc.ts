/** `Draft` ⇄ what the editor holds. Pure; both ways give the same draft again. */
import type { JSONContent } from '@tiptap/core'
import type { Draft, DraftBlock } from '../../kernel/drafts/draft.ts'

/** 主送 and 抄送 are one line each in the editor, as on paper. */
const BETWEEN = '，'
const textOf = (node: JSONContent | undefined): string => (node?.content ?? []).map((one) => one.text ?? '').join('')
const runs = (text: string, mark?: string): JSONContent[] => (text === '' ? [] : [{ type: 'text', text, ...(mark ? { marks: [{ type: mark }] } : {}) }])
const line = (type: string, text: string, attrs?: Record<string, unknown>): JSONContent => ({ type, ...(attrs ? { attrs } : {}), content: runs(text) })

function blockToDoc(one: DraftBlock): JSONContent {
  if (one.kind === 'paragraph') return line('paragraph', one.text, { id: one.id })
  if (one.kind === 'present') return line('present', one.names, { id: one.id, head: one.head })
  if (one.kind === 'heading') return { type: 'heading', attrs: { id: one.id, level: one.level }, content: [...runs(one.text), ...runs(one.runOn ?? '', 'runOn')] }
  return {
    type: 'table',
    attrs: { id: one.id, columns: [...one.columns], lying: one.lying === true },
    content: one.rows.map((row) => ({ type: 'tableRow', content: row.map((cell) => line('tableCell', cell)) })),
  }
}
const bodyToDoc = (body: readonly DraftBlock[], fresh: string): JSONContent => ({
  type: 'body',
  content: body.length > 0 ? body.map(blockToDoc) : [{ type: 'paragraph', attrs: { id: fresh }, content: [] }],
})
/** @param nextId for the empty line an empty body begins with */
export function draftToDoc(draft: Draft, nextId: () => string): JSONContent {
  return {
    type: 'doc',
    content: [
      line('title', draft.title),
      line('addressees', draft.addressees.join(BETWEEN)),
      bodyToDoc(draft.body, nextId()),
      ...draft.attachments.map((one) => ({ type: 'attachment', content: [line('attachmentTitle', one.title), bodyToDoc(one.body, nextId())] })),
      line('remark', draft.remark ?? ''),
      line('copyTo', draft.copyTo.join(BETWEEN)),
    ],
  }
}

const marked = (node: JSONContent): boolean => (node.marks ?? []).some((mark) => mark.type === 'runOn')
function docToBlock(node: JSONContent, nextId: () => string): DraftBlock {
  const id = typeof node.attrs?.id === 'string' && node.attrs.id ? node.attrs.id : nextId()
  if (node.type === 'table') {
    const rows = (node.content ?? []).map((row) => (row.content ?? []).map(textOf))
    const wide = Math.max(1, ...rows.map((row) => row.length))
    const even = rows.map((row) => [...row, ...Array.from({ length: wide - row.length }, () => '')])
    const columns = Array.isArray(node.attrs?.columns) && node.attrs.columns.length === wide ? (node.attrs.columns as number[]) : Array.from({ length: wide }, () => 1)
    return { id, kind: 'table', columns, rows: even, ...(node.attrs?.lying ? { lying: true } : {}) }
  }
  if (node.type === 'present') return { id, kind: 'present', head: String(node.attrs?.head ?? ''), names: textOf(node) }
  if (node.type !== 'heading') return { id, kind: 'paragraph', text: textOf(node) }
  const pieces = node.content ?? []
  // what goes on begins at the first marked character, and nothing after it belongs to the heading again
  const at = pieces.findIndex(marked)
  const level = node.attrs?.level as 1 | 2 | 3 | 4
  const words = (all: readonly JSONContent[]) => all.map((one) => one.text ?? '').join('')
  if (at < 0) return { id, kind: 'heading', level, text: words(pieces) }
  return { id, kind: 'heading', level, text: words(pieces.slice(0, at)), runOn: words(pieces.slice(at)) }
}
/** A body of one empty line has nothing in it. */
function docToBody(node: JSONContent | undefined, nextId: () => string): DraftBlock[] {
  const blocks = (node?.content ?? []).map((one) => docToBlock(one, nextId))
  const [only] = blocks
  return blocks.length === 1 && only?.kind === 'paragraph' && only.text === '' ? [] : blocks
}
const listed = (text: string): string[] =>
  text
    .replace(/[：:]\s*$/u, '')
    .split(BETWEEN)
    .map((one) => one.trim())
    .filter(Boolean)
export function docToDraft(doc: JSONContent, nextId: () => string): Draft {
  const parts = doc.content ?? []
  const of = (type: string) => parts.find((one) => one.type === type)
  return {
    title: textOf(of('title')),
    addressees: listed(textOf(of('addressees'))),
    body: docToBody(of('body'), nextId),
    attachments: parts.filter((one) => one.type === 'attachment').map((one) => ({ title: textOf(one.content?.[0]), body: docToBody(one.content?.[1], nextId) })),
    remark: textOf(of('remark')) || null,
    copyTo: listed(textOf(of('copyTo'))),
  }
}
