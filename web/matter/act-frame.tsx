/** The frame of the desk's own forms: lands by Ctrl+Enter, says what was refused, keeps what was typed. */
import { type ReactNode, useEffect, useRef } from 'react'
import type { AssignmentId, MatterId } from '../../kernel/ids.ts'
import { isStale } from '../call.ts'
import { Button } from '../parts/button.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Kbd } from '../parts/small.tsx'
import { moveWord, useLanguage, useT } from '../words/use-words.ts'
import type { DeskForm } from './desk-form.ts'
import { landByKey } from './move-form.tsx'
import { judged } from './open-act.ts'

export interface Judged {
  readonly matter: MatterId
  readonly piece: AssignmentId | null
  readonly version: number
  readonly draft?: number
}
export const judgedNow = (matter: DeskForm['matter'], move: string): Judged => judged(matter, move) as Judged
/** What was on screen when the form opened is what is judged; after «别人刚刚改过», what is on screen now. */
export function useJudged(form: DeskForm, error: unknown): Judged {
  const seen = useRef(judgedNow(form.matter, form.move))
  if (error && isStale(error)) seen.current = judgedNow(form.matter, form.move)
  return seen.current
}
export interface ActFrameProps {
  readonly form: DeskForm
  readonly acting: { readonly busy: boolean; readonly refused: unknown }
  readonly ready: boolean
  readonly onLand: () => void
  readonly children: ReactNode
  /** Default: the name of the move. */
  readonly landWord?: string
}
export function ActFrame({ form, acting, ready, onLand, children, landWord }: ActFrameProps) {
  const t = useT()
  const language = useLanguage()
  const foot = useRef<HTMLDivElement>(null)
  const { refused } = acting
  useEffect(() => {
    if (refused) void foot.current?.scrollIntoView({ block: 'end' })
  }, [refused])
  return (
    <form
      className="stack move-form"
      noValidate
      onKeyDown={landByKey}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (ready && !acting.busy) onLand()
      }}
    >
      {children}
      <RefusalNote error={refused} desk={form.matter.desk} />
      <div className="row end form-foot" ref={foot}>
        <Button onClick={form.onCancel}>{t('act.cancel')}</Button>
        <Button type="submit" kind="primary" busy={acting.busy} disabled={!ready} data-first>
          {landWord ?? moveWord(form.matter.desk, form.move, language)} <Kbd>Ctrl ↵</Kbd>
        </Button>
      </div>
    </form>
  )
}
