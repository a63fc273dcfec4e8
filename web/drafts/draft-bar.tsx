/** The bar over the text: levels, tables, attachments, a Word file. Each has its key or its place in the text too. */
import type { Editor } from '@tiptap/core'
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable } from '@tiptap/pm/tables'
import type { DraftBlock } from '../../kernel/drafts/draft.ts'
import { Button } from '../parts/button.tsx'
import { blocksToDoc } from './take-in.ts'
import { useDraftWords } from './use-draft-words.ts'

const emptyTable: DraftBlock = {
  id: '',
  kind: 'table',
  columns: [1, 1, 1],
  rows: [
    ['', '', ''],
    ['', '', ''],
  ],
}
function addAttachment(editor: Editor): void {
  // before 附注 and 抄送, which stand last
  const { doc } = editor.state
  const end = doc.content.size - (doc.lastChild?.nodeSize ?? 0) - doc.child(doc.childCount - 2).nodeSize
  editor
    .chain()
    .insertContentAt(end, { type: 'attachment', content: [{ type: 'attachmentTitle' }, { type: 'body', content: [{ type: 'paragraph' }] }] })
    .focus(end + 2)
    .run()
}
function dropAttachment(editor: Editor): void {
  const { $from } = editor.state.selection
  for (let depth = $from.depth; depth > 0; depth--)
    if ($from.node(depth).type.name === 'attachment') {
      editor.view.dispatch(editor.state.tr.delete($from.before(depth), $from.after(depth)))
      return
    }
}
type Command = (state: Editor['state'], dispatch: Editor['view']['dispatch']) => boolean
export interface DraftBarProps {
  readonly now: () => Editor | null
  readonly inTable: boolean
  readonly inAttachment: boolean
  readonly children: React.ReactNode
}
export function DraftBar({ now, inTable, inAttachment, children }: DraftBarProps) {
  const w = useDraftWords()
  const on = (act: (editor: Editor) => void) => () => {
    const editor = now()
    if (editor) act(editor)
  }
  const table = (command: Command) =>
    on((editor) => {
      command(editor.state, editor.view.dispatch)
      editor.commands.focus()
    })
  const level = (n: 0 | 1 | 2 | 3 | 4) =>
    on((editor) =>
      editor
        .chain()
        .focus()
        .setNode(n === 0 ? 'paragraph' : 'heading', n === 0 ? {} : { level: n })
        .run(),
    )
  const tableActs: readonly (readonly [string, Command])[] = [
    [w.addRow, addRowAfter],
    [w.dropRow, deleteRow],
    [w.addColumn, addColumnAfter],
    [w.dropColumn, deleteColumn],
    [w.dropTable, deleteTable],
  ]
  return (
    <div className="draft-bar row wrap no-print" role="toolbar" aria-label={w.edit}>
      {([0, 1, 2, 3, 4] as const).map((n) => (
        <Button key={n} small onClick={level(n)}>
          {w.levels[n]}
        </Button>
      ))}
      <Button small onClick={on((editor) => editor.chain().focus().toggleMark('runOn').run())}>
        {w.runOn}
      </Button>
      {inTable ? (
        tableActs.map(([word, command]) => (
          <Button key={word} small onClick={table(command)}>
            {word}
          </Button>
        ))
      ) : (
        <Button
          small
          onClick={on((editor) =>
            editor
              .chain()
              .focus()
              .insertContent(blocksToDoc([emptyTable]))
              .run(),
          )}
        >
          {w.table}
        </Button>
      )}
      <Button small onClick={on(inAttachment ? dropAttachment : addAttachment)}>
        {inAttachment ? w.dropAttachment : w.addAttachment}
      </Button>
      {children}
    </div>
  )
}
