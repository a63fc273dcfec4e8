/** 看版式: the page the cursor stands on, set in the letters it will be printed in, as soon as the hand rests. What is overtaken is never shown. Rule: R-E02 */
import { useEffect, useState } from 'react'
import type { Draft } from '../../kernel/drafts/draft.ts'
import type { MatterId } from '../../kernel/ids.ts'
import { send } from '../call.ts'
import { Button } from '../parts/button.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { fill, useDraftWords } from './use-draft-words.ts'

interface Shown {
  readonly url: string
  readonly page: number
}
export interface DraftPreviewProps {
  readonly matter: MatterId
  /** Where a side is drawn. */
  readonly path: string
  /** Once the hand rests. */
  readonly draft: Draft
  readonly sides: number
  /** Of the cursor. */
  readonly page: number
}
function useDrawn({ matter, path, draft }: DraftPreviewProps, page: number) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [refused, setRefused] = useState<unknown>(null)
  useEffect(() => {
    const overtaken = new AbortController()
    const draw = async () => {
      try {
        const body = JSON.stringify({ matter, draft, side: page })
        const answer = await send({ method: 'POST', path, body, headers: { 'content-type': 'application/json' }, signal: overtaken.signal })
        const picture = await answer.blob()
        if (overtaken.signal.aborted) return
        setShown({ url: URL.createObjectURL(picture), page })
        setRefused(null)
      } catch (error) {
        if (!overtaken.signal.aborted) setRefused(error)
      }
    }
    void draw()
    return () => overtaken.abort()
  }, [matter, path, draft, page])
  const url = shown?.url
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url])
  return { shown, refused }
}
export function DraftPreview(props: DraftPreviewProps) {
  const w = useDraftWords()
  const { page, sides } = props
  // turned by hand until the cursor goes to another page
  const [turned, setTurned] = useState({ from: page, to: page })
  const no = Math.min(Math.max(turned.from === page ? turned.to : page, 1), sides)
  const { shown, refused } = useDrawn(props, no)
  const turn = (by: 1 | -1) => () => setTurned({ from: page, to: no + by })
  return (
    <aside className="draft-preview no-print" aria-label={w.preview}>
      <RefusalNote error={refused} />
      {shown && <img className="official-side" src={shown.url} alt={fill(w.previewOf, { page: shown.page })} />}
      <div className="official-turn">
        <Button small disabled={no <= 1} onClick={turn(-1)}>
          {w.before}
        </Button>
        <span className="num small">
          {no} / {sides}
        </span>
        <Button small disabled={no >= sides} onClick={turn(1)}>
          {w.after}
        </Button>
      </div>
    </aside>
  )
}
