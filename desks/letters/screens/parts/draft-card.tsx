/** 答复拟稿: written here, saved by itself, sent for review; what the head said stands above it. */
import { useEffect, useRef, useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import type { MatterView } from '../../../../kernel/view.ts'
import { callAct } from '../../../../web/call.ts'
import { freshKey } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useAct, useReadingLater } from '../../../../web/reading.ts'
import { sayTime } from '../../../../web/say-time.ts'
import { draftView, saveDraft, submitReply } from '../../shape.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

const REST = 1200
/** What reviewers said of earlier drafts, and who has the present one. */
function Reviews({ matter }: { readonly matter: MatterView }) {
  const w = useLettersWords()
  const pieces = matter.stages.filter((s) => s.role === 'review').flatMap((s) => s.pieces)
  const open = pieces.find((p) => p.state !== 'ended')
  const said = pieces.filter((p) => p.ending === 'disagreed' && p.opinion)
  return (
    <>
      {said.map((p) => (
        <p key={p.id} className="amber small">
          {p.actedBy?.name}：{p.opinion}
        </p>
      ))}
      {open && (
        <p className="small quiet">
          {w.roles.review}：{open.person?.name ?? open.post ?? open.unit.name}
        </p>
      )}
    </>
  )
}

export function DraftCard({ matter }: { readonly matter: MatterView }) {
  const w = useLettersWords()
  const stored = useReadingLater(draftView, { id: matter.id as MatterId }).data
  const [text, setText] = useState<string | null>(null)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const [trivial, setTrivial] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const submit = useAct(submitReply, { onDone: () => setTrivial(false) })
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const mayWrite = matter.may.renew?.allowed === true
  const kept = stored?.draft ?? null
  const shown = text ?? kept?.text ?? ''
  const numbered = text === null || text === kept?.text ? (kept?.numbered ?? null) : null
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
    },
    [],
  )
  const write = (next: string) => {
    setText(next)
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(async () => {
      try {
        setSavedAt((await callAct(saveDraft, { matter: matter.id as MatterId, text: next }, { key: freshKey() })).savedAt)
        setFault(null)
      } catch (error) {
        setFault(error)
      }
    }, REST)
  }
  const land = () => {
    if (timer.current) clearTimeout(timer.current)
    submit.run({ matter: matter.id as MatterId, text: shown, change: trivial ? 'trivial' : 'substantive', ...(matter.draft === null ? {} : { draft: matter.draft }) })
  }
  const report = [...matter.reports].reverse().find((r) => r.returnedAt === null)
  if (!mayWrite && !kept && matter.draft === null) return null
  const at = savedAt ?? kept?.savedAt
  const aside = [
    numbered === null ? (shown ? w.form.unnumbered : null) : fill(w.form.draftNo, { no: numbered }),
    at ? fill(w.form.savedAt, { time: sayTime(at) }) : null,
    fill(w.form.length, { n: [...shown].length }),
  ]
    .filter(Boolean)
    .join('　')
  return (
    <Card title={w.form.draft} id="draft" aside={aside}>
      <div className="card-body stack">
        <Reviews matter={matter} />
        {mayWrite ? (
          <textarea className="text-box draft-box" aria-label={w.form.draft} value={shown} onChange={(event) => write(event.target.value)} />
        ) : (
          <p className="letter-text">{shown}</p>
        )}
        <RefusalNote error={fault} desk="letters" />
        <RefusalNote error={submit.refused} desk="letters" />
        {mayWrite && (
          <div className="row wrap">
            {report?.text && (
              <Button small onClick={() => write(shown ? `${shown}\n${report.text}` : (report.text ?? ''))}>
                {w.form.takeReport}
              </Button>
            )}
            <span className="grow" />
            {matter.draft !== null && numbered === null && (
              <label className="row small">
                <input type="checkbox" checked={trivial} onChange={(event) => setTrivial(event.target.checked)} /> {w.form.trivial}
              </label>
            )}
            <Button kind="primary" busy={submit.busy} disabled={!shown.trim()} onClick={land} data-move="submit">
              {w.moves.submit}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}
