/** 改稿: the text in its strict form, with keys, numbers, paste, Word files and @ taken in; every change is handed on as a `Draft`. */
import { Editor, Extension } from '@tiptap/core'
import { baseKeymap } from '@tiptap/pm/commands'
import { history, redo, undo } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import { Selection } from '@tiptap/pm/state'
import { goToNextCell, isInTable, tableEditing } from '@tiptap/pm/tables'
import { useEffect, useRef, useState } from 'react'
import type { Draft } from '../../kernel/drafts/draft.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { DraftBar } from './draft-bar.tsx'
import { docToDraft, draftToDoc } from './draft-doc.ts'
import { DraftOffers, type OfferList } from './draft-offers.tsx'
import { blockIds, levelKeys, levelNumbers, partHints } from './draft-plugins.ts'
import { draftNodes } from './draft-schema.ts'
import './drafts.css'
import { type OfferAsked, offerAt } from './offer-at.ts'
import { endOfBody, inAttachmentAt, nextId, paste } from './take-in.ts'
import { useDraftWords } from './use-draft-words.ts'
import { useWordFile, WordFileButton, WordFileSaid } from './word-file.tsx'

const base = Extension.create({
  name: 'base',
  addProseMirrorPlugins: () => [
    history(),
    tableEditing(),
    keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo, Tab: goToNextCell(1), 'Shift-Tab': goToNextCell(-1) }),
    keymap(baseKeymap),
  ],
})
/** What stands before the cursor. */
export type UpToCursor = () => Draft
interface Offering {
  readonly asked: OfferAsked
  readonly place: { readonly left: number; readonly top: number }
}
/** Of the list, so that it does not stand out of the text. */
const LIST_WIDTH = 320

export interface DraftEditorProps {
  readonly matter: MatterId
  readonly start: Draft
  readonly onChange: (draft: Draft) => void
  readonly onCursor: (upTo: UpToCursor) => void
  readonly onDone: () => void
}
export function DraftEditor({ matter, start, onChange, onCursor, onDone }: DraftEditorProps) {
  const w = useDraftWords()
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | null>(null)
  const list = useRef<OfferList>(null)
  const [inTable, setInTable] = useState(false)
  const [inAttachment, setInAttachment] = useState(false)
  const [offering, setOffering] = useState<Offering | null>(null)
  const now = () => editor.current
  const word = useWordFile(matter, now)
  const told = useRef({ onChange, onCursor, onDone, onFiles: word.take })
  told.current = { onChange, onCursor, onDone, onFiles: word.take }
  const begun = useRef(start)
  const hints = useRef({ title: w.title, addressees: w.addressees, attachmentTitle: w.attachmentTitle, remark: w.remark, copyTo: w.copyTo })

  useEffect(() => {
    if (!box.current) return
    const frame = box.current
    const show = (asked: OfferAsked | null) => {
      const made = editor.current
      if (!asked || !made) return setOffering(null)
      const at = made.view.coordsAtPos(asked.from)
      const { left, top, width } = frame.getBoundingClientRect()
      setOffering({ asked, place: { left: Math.max(0, Math.min(at.left - left, width - LIST_WIDTH)), top: at.bottom - top + 4 } })
    }
    const made = new Editor({
      element: frame,
      extensions: [...draftNodes, base, levelKeys, levelNumbers, blockIds(nextId), partHints(hints.current), offerAt({ show, key: (key) => list.current?.key(key) ?? false })],
      content: draftToDoc(begun.current, nextId),
      enableCoreExtensions: true,
      injectCSS: false, // its rules stand in drafts.css: no style is put into the page
      editorProps: {
        attributes: { class: 'draft-text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': w.text },
        handleKeyDown: (_, event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false
          told.current.onDone()
          return true
        },
        handlePaste: (_, event) => {
          const { clipboardData } = event
          const [html, plain] = [clipboardData?.getData('text/html') ?? '', clipboardData?.getData('text/plain') ?? '']
          if (html === '' && plain === '' && clipboardData?.files.length) told.current.onFiles([...clipboardData.files])
          else paste(made, html, plain)
          return true
        },
        handleDrop: (_, event) => {
          if (!event.dataTransfer?.files.length) return false
          event.preventDefault()
          told.current.onFiles([...event.dataTransfer.files])
          return true
        },
      },
      onUpdate: ({ editor: at }) => told.current.onChange(docToDraft(at.getJSON(), nextId)),
      onSelectionUpdate: ({ editor: at }) => {
        const { doc, selection } = at.state
        setInTable(isInTable(at.state))
        setInAttachment(inAttachmentAt(selection.$from))
        told.current.onCursor(() => docToDraft(doc.cut(0, selection.from).toJSON(), nextId))
      },
    })
    editor.current = made
    const { doc } = made.state
    made.commands.focus(doc.firstChild?.textContent === '' ? 1 : Selection.near(doc.resolve(endOfBody(doc)), -1).from)
    return () => made.destroy()
  }, [w.text])

  const take = (text: string, { from, to }: OfferAsked) => editor.current?.chain().focus().insertContentAt({ from, to }, { type: 'text', text }).run()
  return (
    <div className="draft-edit">
      <DraftBar now={now} inTable={inTable} inAttachment={inAttachment}>
        <WordFileButton word={word} />
      </DraftBar>
      <WordFileSaid word={word} />
      <div className="draft-paper">
        <div ref={box} />
        {offering && editor.current && <DraftOffers ref={list} matter={matter} asked={offering.asked} box={editor.current.view.dom} place={offering.place} onTake={take} />}
      </div>
    </div>
  )
}
