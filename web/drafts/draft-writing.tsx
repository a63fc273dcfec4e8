/** 改稿 on the page: the text is taken out, written, saved while one pauses, given back; its length, its pages and what it cites are seen as one writes. What the office did not take stays here, and is said. */
import { useMemo, useState } from 'react'
import type { Draft } from '../../kernel/drafts/draft.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { officialFrame, officialPaths } from '../../kernel/reading/official-shape.ts'
import type { DraftFrame } from '../../typeset/draft/to-official.ts'
import { Button } from '../parts/button.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { KeyBar } from '../parts/small.tsx'
import { useRested } from '../parts/use-rested.ts'
import { useReadingLater } from '../reading.ts'
import { sayTime } from '../say-time.ts'
import { DraftCitations } from './draft-citations.tsx'
import { DraftEditor, type UpToCursor } from './draft-editor.tsx'
import { DraftLength } from './draft-length.tsx'
import { DraftPreview } from './draft-preview.tsx'
import { layDraft } from './lay-draft.ts'
import type { DraftSession, Opened } from './use-draft-session.ts'
import { fill, useDraftWords } from './use-draft-words.ts'

/** So long the hand rests before the text is laid out and drawn. */
const RESTS = 300
/** There is room for a page beside the text. */
const WIDE = '(min-width: 1200px)'

function SavedState({ saved }: { readonly saved: DraftSession['saved'] }) {
  const w = useDraftWords()
  const word = saved.state === 'saved' && saved.at ? fill(w.states.savedAt, { time: sayTime(saved.at) }) : w.states[saved.state]
  return (
    <p className={`small ${saved.state === 'saved' || saved.state === 'sending' ? 'quiet' : 'amber'}`} role="status" data-saved={saved.state}>
      {word}
    </p>
  )
}
interface Written {
  readonly draft: Draft
  readonly upTo: UpToCursor
}
/** The text as it is laid out, once the hand rests; null while it is not known what stands around it. */
function useLaid(written: Written, { matter, desk, official }: Pick<DraftWritingProps, 'matter' | 'desk' | 'official'>) {
  const rested = useRested(written, RESTS)
  const frame = useReadingLater(officialFrame(desk, official), { matter }).data as DraftFrame | undefined
  const laid = useMemo(() => frame && layDraft(rested.draft, rested.upTo(), frame), [rested, frame])
  return { laid: laid ?? null, rested: rested.draft }
}
export interface DraftWritingProps {
  readonly matter: MatterId
  readonly desk: string
  /** Which paper of the desk it becomes. */
  readonly official: string
  readonly session: DraftSession
  readonly open: Opened
}
export function DraftWriting(props: DraftWritingProps) {
  const w = useDraftWords()
  const { matter, desk, official, session, open } = props
  const { other } = open
  const [written, setWritten] = useState<Written>({ draft: open.draft, upTo: () => open.draft })
  const [preview, setPreview] = useState(() => window.matchMedia(WIDE).matches)
  const { laid, rested } = useLaid(written, props)
  const sides = laid && 'sides' in laid ? laid : null
  return (
    <div className="stack draft-writing">
      <div className="row between wrap no-print">
        <SavedState saved={session.saved} />
        <div className="row">
          <Button small aria-pressed={preview} onClick={() => setPreview(!preview)}>
            {w.preview}
          </Button>
          <Button kind="primary" busy={session.busy} onClick={() => void session.end()}>
            {w.done}
          </Button>
        </div>
      </div>
      <RefusalNote error={session.saved.refused} />
      {other && (
        <div className="refusal is-stale" role="alert">
          <b>{w.other}</b>
          <div className="row">
            <Button small onClick={() => session.goOnWith(other)}>
              {w.useOther}
            </Button>
            <Button small kind="text" onClick={session.forgetOther}>
              {w.dropOther}
            </Button>
          </div>
        </div>
      )}
      <DraftLength draft={written.draft} laid={laid} />
      <div className={`draft-sides ${preview ? 'is-beside' : ''}`}>
        <DraftEditor
          key={`${open.hold}${other === null}`}
          matter={matter}
          start={open.draft}
          onChange={(draft) => {
            setWritten((was) => ({ ...was, draft }))
            session.write(draft)
          }}
          onCursor={(upTo) => setWritten((was) => ({ ...was, upTo }))}
          onDone={() => void session.end()}
        />
        {preview && sides && <DraftPreview matter={matter} path={officialPaths(desk, official, matter).drawn} draft={rested} sides={sides.sides} page={sides.at.page} />}
      </div>
      <DraftCitations matter={matter} saved={session.saved.at ?? ''} />
      <KeyBar
        keys={[
          ['@', w.keyWords.offer],
          ['Ctrl 1–4', w.keyWords.level],
          ['Ctrl 0', w.text],
          ['Tab', w.keyWords.deeper],
          ['Ctrl ;', w.runOn],
          ['Ctrl ↵', w.done],
        ]}
      />
    </div>
  )
}
