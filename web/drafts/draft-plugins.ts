/** What the editor does by itself: every block has a name, every level its number, and 一、 typed at the head of a line is a level, not text. */
import { Extension, InputRule } from '@tiptap/core'
import type { Node as DocNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Block } from '../../kernel/drafts/draft.ts'
import { marks } from '../../kernel/drafts/numbering.ts'

const named = new Set(['paragraph', 'heading', 'present', 'table'])
/** A name of its own for a block that has none, or whose name another bears already (it was copied or split). */
export const blockIds = (nextId: () => string) =>
  Extension.create({
    name: 'blockIds',
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('blockIds'),
        appendTransaction: (transactions, _, state) => {
          if (!transactions.some((one) => one.docChanged)) return null
          const seen = new Set<string>()
          const change = state.tr
          state.doc.descendants((node, at) => {
            if (!named.has(node.type.name)) return
            const id = node.attrs.id as string | null
            if (id && !seen.has(id)) seen.add(id)
            else change.setNodeAttribute(at, 'id', nextId())
          })
          return change.docChanged ? change.setMeta('addToHistory', false) : null
        },
      }),
    ],
  })

const blockOf = (node: DocNode): Block => (node.type.name === 'heading' ? { kind: 'heading', level: node.attrs.level, text: '' } : { kind: 'paragraph', text: '' })
function numbersIn(doc: DocNode): DecorationSet {
  const drawn: Decoration[] = []
  doc.descendants((body, at) => {
    if (body.type.name !== 'body') return body.type.name === 'doc' || body.type.name === 'attachment'
    const blocks: { node: DocNode; at: number }[] = []
    body.forEach((node, offset) => {
      blocks.push({ node, at: at + 1 + offset })
    })
    const all = marks(blocks.map(({ node }) => blockOf(node)))
    blocks.forEach(({ node, at: from }, n) => {
      if (all[n]) drawn.push(Decoration.node(from, from + node.nodeSize, { 'data-mark': all[n] }))
    })
    return false
  })
  return DecorationSet.create(doc, drawn)
}
/** Numbers are counted from the levels and drawn beside them. GB/T 9704-2012 7.3.3 */
export const levelNumbers = Extension.create({
  name: 'levelNumbers',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('levelNumbers'),
      state: { init: (_, state) => numbersIn(state.doc), apply: (change, old) => (change.docChanged ? numbersIn(change.doc) : old) },
      props: {
        decorations(state) {
          return this.getState(state)
        },
      },
    }),
  ],
})

/** What an empty part is for, where its words will stand. */
export const partHints = (hints: Readonly<Record<string, string>>) =>
  Extension.create({
    name: 'partHints',
    addProseMirrorPlugins: () => [
      new Plugin({
        key: new PluginKey('partHints'),
        props: {
          decorations: ({ doc }) => {
            const drawn: Decoration[] = []
            doc.descendants((node, at) => {
              const hint = hints[node.type.name]
              if (hint && node.content.size === 0) drawn.push(Decoration.node(at, at + node.nodeSize, { class: 'is-empty', 'data-hint': hint }))
              return node.type.name !== 'body'
            })
            return DecorationSet.create(doc, drawn)
          },
        },
      }),
    ],
  })

const typed: readonly (readonly [RegExp, 1 | 2 | 3 | 4])[] = [
  [/^[一二三四五六七八九十]+、$/u, 1],
  [/^[（(][一二三四五六七八九十]+[）)]$/u, 2],
  [/^\d+[.．]$/u, 3],
  [/^[（(]\d+[）)]$/u, 4],
]
/** Ctrl+1 … Ctrl+4 and Ctrl+0; Tab deeper, Shift+Tab back; Ctrl+; goes on in the same line; Enter after a level begins a paragraph. */
export const levelKeys = Extension.create({
  name: 'levelKeys',
  addInputRules() {
    return typed.map(
      ([find, level]) =>
        new InputRule({
          find,
          handler: ({ state, range }) => {
            const { $from } = state.selection
            if ($from.parent.type.name !== 'paragraph' || $from.node(-1).type.name !== 'body') return null
            state.tr.delete(range.from, range.to).setBlockType(range.from, range.from, state.schema.nodes.heading as never, { ...$from.parent.attrs, level })
            return undefined
          },
        }),
    )
  },
  addKeyboardShortcuts() {
    const inBody = () => ['paragraph', 'heading', 'present'].includes(this.editor.state.selection.$from.parent.type.name)
    const level = (n: 1 | 2 | 3 | 4) => () => inBody() && this.editor.commands.setNode('heading', { level: n })
    const shift = (by: 1 | -1) => () => {
      const { parent } = this.editor.state.selection.$from
      if (parent.type.name === 'tableCell') return false
      if (!inBody()) return this.editor.commands.focus(this.editor.state.selection.$from.after() + (by > 0 ? 1 : -2))
      const now = parent.type.name === 'heading' ? (parent.attrs.level as number) : 0
      const next = parent.type.name === 'paragraph' ? (by > 0 ? 1 : 0) : now + by
      if (next === 0) return this.editor.commands.setNode('paragraph')
      return next <= 4 && this.editor.commands.setNode('heading', { level: next })
    }
    return {
      'Mod-1': level(1),
      'Mod-2': level(2),
      'Mod-3': level(3),
      'Mod-4': level(4),
      'Mod-0': () => inBody() && this.editor.commands.setNode('paragraph'),
      'Mod-;': () => this.editor.state.selection.$from.parent.type.name === 'heading' && this.editor.commands.toggleMark('runOn'),
      Tab: shift(1),
      'Shift-Tab': shift(-1),
      Enter: () => {
        const { $from, empty } = this.editor.state.selection
        // a title, an addressee line: Enter goes to the next part
        if (['title', 'addressees', 'attachmentTitle', 'remark', 'copyTo'].includes($from.parent.type.name))
          return this.editor.commands.focus(Math.min($from.after() + 2, this.editor.state.doc.content.size - 1))
        if (empty && $from.parent.type.name === 'heading' && $from.parentOffset === $from.parent.content.size) return this.editor.chain().splitBlock().setNode('paragraph').run()
        return false
      },
    }
  },
})
