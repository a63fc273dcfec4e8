/** 读入 Word: a file that was chosen or dropped is read by the server and put into the text; where something stands already, one question is asked first. A refused file says why. */
import type { Editor } from '@tiptap/core'
import { FileInput } from 'lucide-react'
import { useId, useState } from 'react'
import type { Draft } from '../../kernel/drafts/draft.ts'
import { type DraftFileRead, readDraftFile } from '../../kernel/drafts/shape.ts'
import type { FileId, MatterId } from '../../kernel/ids.ts'
import { read, sendFile } from '../call.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { putHere, putWhole, saysNothing } from './take-in.ts'
import { fill, useDraftWords } from './use-draft-words.ts'

interface WasRead {
  readonly name: string
  readonly read: DraftFileRead
}
type Reading =
  | { readonly is: 'idle' }
  | { readonly is: 'reading'; readonly name: string }
  | ({ readonly is: 'asked' } & WasRead)
  | ({ readonly is: 'done'; readonly replaced: boolean } & WasRead)
  | { readonly is: 'refused'; readonly error: unknown }
  | { readonly is: 'several' }
export interface WordFile {
  readonly reading: Reading
  readonly take: (files: readonly File[]) => void
  readonly put: (how: 'whole' | 'here' | 'no') => void
}
/** @param now the editor, while it is there */
export function useWordFile(matter: MatterId, now: () => Editor | null): WordFile {
  const [reading, set] = useState<Reading>({ is: 'idle' })
  const place = (was: WasRead, how: 'whole' | 'here', replaced: boolean) => {
    const editor = now()
    if (!editor) return
    if (how === 'whole') putWhole(editor, was.read.draft as Draft)
    else putHere(editor, was.read.draft as Draft)
    editor.commands.focus()
    set({ ...was, is: 'done', replaced })
  }
  const take = async (files: readonly File[]) => {
    const [file] = files
    if (!file || reading.is === 'reading') return
    if (files.length > 1) return set({ is: 'several' })
    set({ is: 'reading', name: file.name })
    try {
      const { id, name } = await sendFile(file)
      const was = { name, read: await read(readDraftFile, { matter, file: id as FileId }) }
      const editor = now()
      if (editor && !saysNothing(editor)) set({ ...was, is: 'asked' })
      else place(was, 'whole', false)
    } catch (error) {
      set({ is: 'refused', error })
    }
  }
  return {
    reading,
    take: (files) => void take(files),
    put: (how) => {
      if (reading.is !== 'asked') return
      if (how === 'no') set({ is: 'idle' })
      else place(reading, how, how === 'whole')
    },
  }
}
export function WordFileButton({ word }: { readonly word: WordFile }) {
  const w = useDraftWords()
  const id = useId()
  return (
    <>
      <Button
        small
        busy={word.reading.is === 'reading'}
        icon={<FileInput size={14} aria-hidden="true" />}
        onClick={() => {
          document.getElementById(id)?.click()
        }}
      >
        {w.word.pick}
      </Button>
      <input
        id={id}
        type="file"
        hidden
        accept=".docx"
        aria-label={w.word.pick}
        onChange={(event) => {
          word.take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}
function Said({ name, read: { tracked, comments, pictures, aside }, replaced }: WasRead & { readonly replaced: boolean }) {
  const w = useDraftWords().word
  const said = [
    fill(w.read, { name }),
    tracked > 0 && fill(w.tracked, { n: tracked }),
    comments + pictures > 0 && fill(w.left, { comments, pictures }),
    replaced && w.undo,
    aside.length > 0 && w.aside,
  ]
  return (
    <div className="small" role="status" data-word="read">
      <p>{said.filter(Boolean).join(' ')}</p>
      {aside.length > 0 && (
        <ul>
          {aside.map((line, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
            <li key={n}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
export function WordFileSaid({ word: { reading, put } }: { readonly word: WordFile }) {
  const w = useDraftWords().word
  if (reading.is === 'idle') return null
  if (reading.is === 'done') return <Said {...reading} />
  if (reading.is === 'refused') return <RefusalNote error={reading.error} />
  if (reading.is !== 'asked')
    return (
      <p className="small" role="status">
        {reading.is === 'reading' ? fill(w.reading, { name: reading.name }) : w.one}
      </p>
    )
  return (
    <Dialog
      title={w.ask}
      onClose={() => put('no')}
      foot={
        <>
          <Button onClick={() => put('no')}>{w.no}</Button>
          <Button onClick={() => put('whole')}>{w.whole}</Button>
          <Button kind="primary" data-first onClick={() => put('here')}>
            {w.here}
          </Button>
        </>
      }
    >
      <p>{w.askText}</p>
    </Dialog>
  )
}
