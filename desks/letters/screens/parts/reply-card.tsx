/** 答复拟稿: written here and saved by itself; while it is reviewed it rests; what the head said of it stands above. */
import { Check } from 'lucide-react'
import { useRef, useState } from 'react'
import type { MatterView } from '../../../../kernel/view.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { CitationNoteLater } from '../../../../web/policies/citation-note-later.tsx'
import { sayTime } from '../../../../web/say-time.ts'
import type { LetterDetail } from '../../shape.ts'
import { type Question, takesUp } from './questions.ts'
import { type ReplyDraft, reviewOf } from './reply-draft.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

function Status({ draft, matter }: { readonly draft: ReplyDraft; readonly matter: MatterView }) {
  const w = useLettersWords()
  const text = draft.text ?? ''
  const no =
    draft.numbered === null
      ? matter.draft === null
        ? null
        : `${fill(w.form.draftNo, { no: matter.draft + 1 })}（${w.form.unnumbered}）`
      : fill(w.form.draftNo, { no: draft.numbered })
  const saved =
    draft.state === 'failed'
      ? w.screen.letter.notSaved
      : draft.state === 'saving'
        ? w.screen.letter.saving
        : draft.state === 'typing'
          ? w.screen.letter.notSaved
          : draft.savedAt && fill(w.form.savedAt, { time: sayTime(draft.savedAt) })
  return (
    <span className="draft-status" role="status">
      {[no, text ? saved : null, fill(w.form.length, { n: [...text].length })].filter(Boolean).map((part) => (
        <span key={part} className={part === w.screen.letter.notSaved && draft.state === 'failed' ? 'amber' : 'num'}>
          {part}
        </span>
      ))}
    </span>
  )
}
function Asked({ questions, text, onTake }: { readonly questions: readonly Question[]; readonly text: string; readonly onTake?: ((no: number) => void) | undefined }) {
  const w = useLettersWords()
  if (questions.length === 0) return null
  return (
    <ul className="asked" aria-label={w.screen.letter.questions}>
      {questions.map((q) => {
        const done = takesUp(text, q.no)
        const inside = (
          <>
            <span className="asked-no">{fill(w.screen.letter.question, { no: q.no })}</span>
            <span className="clip grow">{q.text}</span>
            <span>{done ? w.screen.letter.answered : w.screen.letter.unanswered}</span>
          </>
        )
        return (
          <li key={q.no} className={done ? 'is-done' : ''}>
            {onTake && !done ? (
              <button type="button" onClick={() => onTake(q.no)}>
                {inside}
              </button>
            ) : (
              <span>
                {done && <Check size={14} aria-hidden="true" />}
                {inside}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
export interface ReplyCardProps {
  readonly matter: MatterView<LetterDetail>
  readonly draft: ReplyDraft
  readonly questions: readonly Question[]
  /** Opened again although it is being reviewed. */
  readonly again: boolean
  readonly onAgain: () => void
  /** Misprints only: nobody is asked to review again. */
  readonly trivial: boolean
  readonly onTrivial: (trivial: boolean) => void
}
/** 市长信箱、省长信箱 are answered in a form of their own. HA-43 */
const skeletonOf = (w: ReturnType<typeof useLettersWords>, channel: LetterDetail['channel']): string =>
  channel === 'mayor' ? w.form.skeletonMayor : channel === 'governor' ? w.form.skeletonGovernor : w.screen.letter.skeleton

export function ReplyCard({ matter, draft, questions, again, onAgain, trivial, onTrivial }: ReplyCardProps) {
  const w = useLettersWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const [before, setBefore] = useState<string | null>(null)
  const { open, last } = reviewOf(matter)
  const mayWrite = matter.may.renew?.allowed === true && (open === null || again)
  const text = draft.text ?? ''
  const report = [...matter.reports].sort((a, b) => b.at.localeCompare(a.at)).find((r) => r.returnedAt === null && r.text)
  if (!mayWrite && !text && matter.draft === null) return null
  /** Writes and puts the caret where one goes on. */
  const put = (next: string, caret: number) => {
    draft.write(next)
    setTimeout(() => {
      box.current?.focus()
      box.current?.setSelectionRange(caret, caret)
    }, 0)
  }
  const takeReport = () => {
    setBefore(text)
    const told = report?.text ?? ''
    const next = text.trim() ? `${text.trimEnd()}\n${told}` : fill(skeletonOf(w, matter.detail.channel), { title: matter.title ?? '', report: told })
    put(next, next.indexOf(told) + told.length)
  }
  const takeUp = (no: number) => {
    const at = box.current?.selectionStart || text.length
    const head = text.slice(0, at).trimEnd()
    const mark = `${head ? '\n' : ''}${no}. `
    put(`${head}${mark}${text.slice(at)}`, head.length + mark.length)
  }
  return (
    <Card title={w.form.draft} id="draft" className="reply-card" aside={<Status draft={draft} matter={matter} />}>
      <div className="card-body stack tight">
        {open && !mayWrite && (
          <p className="draft-note">
            {fill(w.screen.letter.underReview, { no: matter.draft ?? 1, name: open.person?.name ?? open.unit.name })}
            {matter.may.renew?.allowed && (
              <button type="button" className="link inline" onClick={onAgain}>
                {w.screen.letter.editAgain}
              </button>
            )}
          </p>
        )}
        {!open && last?.ending === 'agreed' && draft.numbered !== null && draft.numbered === matter.draft && (
          <p className="draft-note is-agreed">
            <Check size={14} aria-hidden="true" /> {fill(w.screen.letter.agreedBy, { name: last.actedBy?.name ?? '', no: draft.numbered })}
            {last.opinion && `：${last.opinion}`}
          </p>
        )}
        {!open && last?.ending === 'disagreed' && (
          <p className="draft-note is-back">
            <b>{fill(w.screen.letter.disagreedBy, { name: last.actedBy?.name ?? '' })}</b>
            {last.opinion}
          </p>
        )}
        {draft.other && (
          <p className="draft-note is-back">
            {fill(w.screen.letter.otherSaved, { name: draft.other.name, time: sayTime(draft.other.at) })}
            <button type="button" className="link inline" onClick={draft.takeOther}>
              {w.screen.letter.takeOther}
            </button>
          </p>
        )}
        <Asked questions={questions} text={text} onTake={mayWrite ? takeUp : undefined} />
        {mayWrite ? (
          <textarea
            ref={box}
            className="text-box draft-box"
            aria-label={w.form.draft}
            placeholder={w.screen.letter.draftPlace}
            maxLength={8000}
            disabled={draft.text === undefined}
            value={text}
            onChange={(event) => draft.write(event.target.value)}
          />
        ) : (
          <p className="letter-text draft-text">{text || w.screen.letter.draftEmpty}</p>
        )}
        <CitationNoteLater text={text} />
        <RefusalNote error={draft.fault} desk="letters" />
        {mayWrite && (
          <div className="row wrap">
            {report && (
              <Button small onClick={takeReport}>
                {w.form.takeReport}
              </Button>
            )}
            {before !== null && (
              <Button
                small
                kind="text"
                onClick={() => {
                  draft.write(before)
                  setBefore(null)
                }}
              >
                {w.screen.letter.takenBack}
              </Button>
            )}
            <span className="grow" />
            {matter.draft !== null && draft.numbered === null && (
              <label className="check small">
                <input type="checkbox" checked={trivial} onChange={(event) => onTrivial(event.target.checked)} /> {w.form.trivial}
              </label>
            )}
          </div>
        )}
      </div>
    </Card>
  )
}
