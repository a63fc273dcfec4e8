/** 稿 as the editor holds it: title, 主送, body, attachments, 附注, 抄送, in this order and no other. Levels are stated; their numbers are drawn, never typed. */
import { Mark, Node } from '@tiptap/core'

const lineOf = (name: string, tag: string) =>
  Node.create({
    name,
    content: 'text*',
    marks: '',
    defining: true,
    isolating: true,
    parseHTML: () => [{ tag: `${tag}[data-draft=${name}]` }],
    renderHTML: () => [tag, { 'data-draft': name }, 0],
  })
const Title = lineOf('title', 'h2')
const Addressees = lineOf('addressees', 'p')
const AttachmentTitle = lineOf('attachmentTitle', 'h3')
const Remark = lineOf('remark', 'p')
const CopyTo = lineOf('copyTo', 'p')

const boxOf = (name: string, content: string) =>
  Node.create({
    name,
    content,
    defining: true,
    isolating: true,
    parseHTML: () => [{ tag: `section[data-draft=${name}]` }],
    renderHTML: () => ['section', { 'data-draft': name }, 0],
  })
const Doc = Node.create({ name: 'doc', topNode: true, content: 'title addressees body attachment* remark copyTo' })
const Body = boxOf('body', 'block+')
const Attachment = boxOf('attachment', 'attachmentTitle body')
const Text = Node.create({ name: 'text', group: 'inline' })

/** What a comment holds on to; the editor gives one to every block that has none. */
const id = { id: { default: null, parseHTML: (element: HTMLElement) => element.getAttribute('data-id'), renderHTML: ({ id }: { id?: string }) => (id ? { 'data-id': id } : {}) } }
const Paragraph = Node.create({
  name: 'paragraph',
  group: 'block',
  content: 'text*',
  marks: '',
  addAttributes: () => id,
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
})
/** One of four levels; what goes on in the same line bears the mark `runOn`. */
const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'text*',
  marks: 'runOn',
  defining: true,
  addAttributes: () => ({ ...id, level: { default: 1 } }),
  parseHTML: () => [1, 2, 3, 4].map((level) => ({ tag: `p[data-level="${level}"]`, priority: 60, attrs: { level } })),
  renderHTML: ({ node, HTMLAttributes }) => ['p', { ...HTMLAttributes, 'data-level': node.attrs.level }, 0],
})
const RunOn = Mark.create({ name: 'runOn', inclusive: true, parseHTML: () => [{ tag: 'span[data-run-on]' }], renderHTML: () => ['span', { 'data-run-on': '' }, 0] })
/** 出席、请假、列席 of minutes. */
const Present = Node.create({
  name: 'present',
  group: 'block',
  content: 'text*',
  marks: '',
  addAttributes: () => ({ ...id, head: { default: '出席' } }),
  parseHTML: () => [{ tag: 'p[data-head]', priority: 60 }],
  renderHTML: ({ node, HTMLAttributes }) => ['p', { ...HTMLAttributes, 'data-head': node.attrs.head }, 0],
})
const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  extendNodeSchema: () => ({ tableRole: 'table' }),
  addAttributes: () => ({ ...id, columns: { default: [] as number[], rendered: false }, lying: { default: false, rendered: false } }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
})
const TableRow = Node.create({
  name: 'tableRow',
  content: 'tableCell+',
  extendNodeSchema: () => ({ tableRole: 'row' }),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})
const TableCell = Node.create({
  name: 'tableCell',
  content: 'text*',
  marks: '',
  isolating: true,
  extendNodeSchema: () => ({ tableRole: 'cell' }),
  addAttributes: () => ({ colspan: { default: 1, rendered: false }, rowspan: { default: 1, rendered: false }, colwidth: { default: null, rendered: false } }),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: () => ['td', 0],
})
export const draftNodes = [Doc, Title, Addressees, Body, Attachment, AttachmentTitle, Remark, CopyTo, Text, Paragraph, Heading, RunOn, Present, Table, TableRow, TableCell]
