/** The text of a paper on its page: read first, its comments beside it, its versions compared. Whoever may write finds the way into the editor at its head. */
import { MessageSquarePlus } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { Draft } from '../../../kernel/drafts/draft.ts'
import { draftComments, draftPage } from '../../../kernel/drafts/shape.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { officeNow } from '../../clock.ts'
import { Button } from '../../parts/button.tsx'
import { Choice } from '../../parts/field.tsx'
import { RefusalNote } from '../../parts/refusal-note.tsx'
import { Card } from '../../parts/small.tsx'
import { useReading } from '../../reading.ts'
import { sayMoment } from '../../say-time.ts'
import { useLanguage } from '../../words/use-words.ts'
import { type CommentPlace, DraftView } from '../draft-view.tsx'
import { useDraftSession } from '../use-draft-session.ts'
import { fill, useDraftWords } from '../use-draft-words.ts'
import { type Place, placeOfSelection } from './comment-place.ts'
import { DraftComments } from './draft-comments.tsx'
import './drafts-read.css'

const DraftWriting = lazy(async () => ({ default: (await import('../draft-writing.tsx')).DraftWriting }))
const DraftCitations = lazy(async () => ({ default: (await import('../draft-citations.tsx')).DraftCitations }))
const DraftVersions = lazy(async () => ({ default: (await import('./draft-versions.tsx')).DraftVersions }))

/** What is selected now, kept while a comment on it is begun. */
function useSelected(): Place | null {
  const [place, set] = useState<Place | null>(null)
  useEffect(() => {
    const look = () => set(placeOfSelection(document.getSelection()))
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
  return place
}
interface TextProps {
  readonly matter: MatterId
  readonly draft: Draft
  readonly revision: number
  readonly mayComment: boolean
}
function TextWithComments({ matter, draft, revision, mayComment }: TextProps) {
  const w = useDraftWords()
  const { rows } = useReading(draftComments, { matter })
  const selected = useSelected()
  const [on, setOn] = useState<Place | null | undefined>(undefined)
  const places: CommentPlace[] = rows.flatMap(({ id, block, at, quote, resolvedAt }) =>
    block !== null && at !== null && quote !== null && resolvedAt === null ? [{ id, block, at, quote }] : [],
  )
  return (
    <div className="draft-beside">
      <DraftView draft={draft} places={places} />
      <aside className="draft-margin no-print" aria-label={w.comments}>
        {mayComment && on === undefined && (
          <Button small icon={<MessageSquarePlus size={14} aria-hidden="true" />} onMouseDown={(event) => event.preventDefault()} onClick={() => setOn(selected)}>
            {w.comment}
          </Button>
        )}
        <DraftComments matter={matter} rows={rows} may={mayComment} on={on} onWrite={setOn} />
        <Suspense fallback={null}>
          <DraftCitations matter={matter} saved={revision} />
        </Suspense>
      </aside>
    </div>
  )
}
export interface DraftCardProps {
  readonly matter: MatterId
  readonly desk: string
  /** Which paper of the desk it becomes. */
  readonly official: string
}
export function DraftCard({ matter, desk, official }: DraftCardProps) {
  const w = useDraftWords()
  const language = useLanguage()
  const page = useReading(draftPage, { matter })
  const [view, setView] = useState<'text' | 'versions'>('text')
  const { hold } = page
  const session = useDraftSession(matter)
  const taken = hold?.alive && !hold.mine
  if (session.open)
    return (
      <Card id="draft" title={w.draft}>
        <div className="card-body">
          <Suspense fallback={null}>
            <DraftWriting matter={matter} desk={desk} official={official} session={session} open={session.open} />
          </Suspense>
        </div>
      </Card>
    )
  return (
    <Card id="draft" title={w.draft} aside={fill(w.count, { n: page.count.body })}>
      <div className="card-body stack">
        <div className="row between wrap no-print">
          <Choice
            label={w.views}
            hideLabel
            value={view}
            onChange={setView}
            options={[
              { value: 'text', word: w.draft },
              { value: 'versions', word: w.versions },
            ]}
          />
          {page.may.write && (
            <Button small busy={session.busy} onClick={() => void session.begin(hold !== null && !hold.mine)}>
              {taken ? w.takeOver : page.revision === 0 ? w.begin : w.edit}
            </Button>
          )}
        </div>
        <RefusalNote error={session.refused} />
        <p className="small quiet" role="status">
          {page.savedBy && page.savedAt && fill(w.savedAt, { by: page.savedBy.name, at: sayMoment(page.savedAt, officeNow(), language) })}
          {hold?.alive && !hold.mine && <b className="amber">　{fill(w.held, { by: hold.person.name, at: sayMoment(hold.since, officeNow(), language) })}</b>}
        </p>
        {page.masked && <p className="small amber">{w.masked}</p>}
        {view === 'text' ? (
          <TextWithComments matter={matter} draft={page.draft as Draft} revision={page.revision} mayComment={page.may.comment} />
        ) : (
          <Suspense fallback={null}>
            <DraftVersions matter={matter} desk={desk} />
          </Suspense>
        )}
      </div>
    </Card>
  )
}
