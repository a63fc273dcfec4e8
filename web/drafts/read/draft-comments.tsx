/** 批注 beside the text: on words that were selected, or on the whole; answered, settled, opened again. Words that are gone are said to be gone. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { answerComment, commentDraft, type DraftComment, resolveComment } from '../../../kernel/drafts/shape.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { officeNow } from '../../clock.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { RefusalNote } from '../../parts/refusal-note.tsx'
import { useAct } from '../../reading.ts'
import { sayMoment } from '../../say-time.ts'
import { useLanguage, useT } from '../../words/use-words.ts'
import { fill, useDraftWords } from '../use-draft-words.ts'
import type { Place } from './comment-place.ts'

interface SayProps {
  readonly label: string
  readonly word: string
  readonly busy: boolean
  readonly refused: unknown
  readonly onSay: (text: string) => void
  readonly onClose: () => void
}
function SayForm({ label, word, busy, refused, onSay, onClose }: SayProps) {
  const t = useT()
  const [text, setText] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.focus(), [])
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) onSay(text.trim())
  }
  return (
    <form className="stack" onSubmit={land}>
      <Field label={label}>
        {(ids) => <textarea {...ids} ref={box} className="text-box" rows={3} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <RefusalNote error={refused} />
      <div className="row end">
        <Button small onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button small type="submit" kind="primary" busy={busy} disabled={!text.trim()}>
          {word}
        </Button>
      </div>
    </form>
  )
}
function Said({ by, at, text }: { readonly by: string; readonly at: string; readonly text: string | null }) {
  const w = useDraftWords()
  const language = useLanguage()
  return (
    <>
      <p className="small quiet">
        {by}　{sayMoment(at, officeNow(), language)}
      </p>
      <p className={text === null ? 'quiet' : 'draft-comment-text'}>{text ?? w.erasedText}</p>
    </>
  )
}
function OneComment({ matter, one, mayAnswer }: { readonly matter: MatterId; readonly one: DraftComment; readonly mayAnswer: boolean }) {
  const w = useDraftWords()
  const [answering, setAnswering] = useState(false)
  const answer = useAct(answerComment, { onDone: () => setAnswering(false) })
  const resolve = useAct(resolveComment)
  const settled = one.resolvedAt !== null
  return (
    <li className={`draft-comment ${settled ? 'is-settled' : ''}`}>
      <p className="small">
        <b>{one.quote ? fill(w.onWords, { quote: one.quote }) : w.onWhole}</b>
        {one.gone && <span className="amber">　{w.gone}</span>}
      </p>
      <Said by={one.by.name} at={one.when} text={one.text} />
      {one.answers.map((each) => (
        <div key={each.id} className="draft-answer">
          <Said by={each.by.name} at={each.when} text={each.text} />
        </div>
      ))}
      {one.resolvedBy && <p className="small quiet">{fill(w.resolvedBy, { by: one.resolvedBy.name })}</p>}
      <RefusalNote error={resolve.refused} />
      {answering ? (
        <SayForm
          label={w.answerText}
          word={w.answer}
          busy={answer.busy}
          refused={answer.refused}
          onSay={(text) => answer.run({ matter, comment: one.id, text })}
          onClose={() => setAnswering(false)}
        />
      ) : (
        <div className="row">
          {mayAnswer && !settled && (
            <Button small kind="text" onClick={() => setAnswering(true)}>
              {w.answer}
            </Button>
          )}
          {one.may.resolve && (
            <Button small kind="text" busy={resolve.busy} onClick={() => resolve.run({ matter, comment: one.id, resolved: !settled })}>
              {settled ? w.reopen : w.resolve}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
export interface DraftCommentsProps {
  readonly matter: MatterId
  readonly rows: readonly DraftComment[]
  readonly may: boolean
  /** What a new one is on: words of the text; null: the whole; undefined: none is being written. */
  readonly on: Place | null | undefined
  readonly onWrite: (on: Place | null | undefined) => void
}
export function DraftComments({ matter, rows, may, on, onWrite }: DraftCommentsProps) {
  const w = useDraftWords()
  const [all, setAll] = useState(false)
  const write = useAct(commentDraft, { onDone: () => onWrite(undefined) })
  const settled = rows.filter((one) => one.resolvedAt !== null).length
  const shown = all ? rows : rows.filter((one) => one.resolvedAt === null)
  return (
    <div className="stack">
      {on !== undefined && (
        <div className="draft-comment">
          <p className="small">
            <b>{on ? fill(w.onWords, { quote: on.quote }) : w.onWhole}</b>
          </p>
          <SayForm
            label={w.commentText}
            word={w.comment}
            busy={write.busy}
            refused={write.refused}
            onSay={(text) => write.run({ matter, anchor: on, text })}
            onClose={() => onWrite(undefined)}
          />
        </div>
      )}
      {rows.length === 0 && on === undefined && <p className="small quiet">{may ? w.noComments : w.noCommentsRead}</p>}
      <ul className="draft-comments">
        {shown.map((one) => (
          <OneComment key={one.id} matter={matter} one={one} mayAnswer={may} />
        ))}
      </ul>
      {settled > 0 && (
        <label className="small">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> {fill(w.showResolved, { n: settled })}
        </label>
      )}
    </div>
  )
}
