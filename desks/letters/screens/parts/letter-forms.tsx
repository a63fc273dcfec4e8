/** The desk's own forms: reporting after a visit, sending the reply, what cannot be answered, calling back. */
import { useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import { officeDate } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { landByKey } from '../../../../web/matter/move-form.tsx'
import { judged } from '../../../../web/matter/open-act.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { FileDrop, type SentFile } from '../../../../web/parts/file-drop.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Kbd } from '../../../../web/parts/small.tsx'
import { useAct, useReadingLater } from '../../../../web/reading.ts'
import { moveWord, useKernelWords, useLanguage, useT } from '../../../../web/words/use-words.ts'
import { callBack, draftView, replyLetter, reportLetter, results, unanswerableLetter } from '../../shape.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

const on = (form: DeskForm) => judged(form.matter, form.move) as { matter: MatterId; piece: null; version: number }
/** The frame of every form here: lands by Ctrl+Enter, says what was refused, keeps what was typed. */
function Frame({
  form,
  busy,
  error,
  ready,
  onLand,
  children,
}: {
  readonly form: DeskForm
  readonly busy: boolean
  readonly error: unknown
  readonly ready: boolean
  readonly onLand: () => void
  readonly children: React.ReactNode
}) {
  const t = useT()
  const language = useLanguage()
  return (
    <form
      className="stack move-form"
      noValidate
      onKeyDown={landByKey}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onLand()
      }}
    >
      {children}
      <RefusalNote error={error} desk="letters" />
      <div className="row end form-foot">
        <Button onClick={form.onCancel}>{t('act.cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy} disabled={!ready}>
          {moveWord('letters', form.move, language)} <Kbd>Ctrl ↵</Kbd>
        </Button>
      </div>
    </form>
  )
}

export function VisitReportForm(form: DeskForm) {
  const t = useT()
  const w = useLettersWords()
  const act = useAct(reportLetter, { onDone: form.onDone })
  const [result, setResult] = useState<(typeof results)[number]>('solved')
  const [text, setText] = useState('')
  const [day, setDay] = useState<string>(officeDate(officeNow()))
  const [files, setFiles] = useState<readonly SentFile[]>([])
  const [why, setWhy] = useState('')
  const helpers = form.matter.stages.flatMap((s) => s.pieces).filter((p) => p.role === 'helper' && p.state !== 'ended')
  const land = () =>
    act.run({
      ...on(form),
      result,
      text,
      visitedOn: (day || null) as never,
      files: files.map((f) => f.id) as never,
      withoutHelpers: why.trim() ? (helpers.map((p) => ({ piece: p.id, why: why.trim() })) as never) : [],
    })
  return (
    <Frame form={form} busy={act.busy} error={act.refused} ready={text.trim() !== ''} onLand={land}>
      <Field label={w.form.result}>
        {(ids) => (
          <select {...ids} className="text-box" data-first value={result} onChange={(event) => setResult(event.target.value as typeof result)}>
            {results
              .filter((one) => one !== 'replied')
              .map((one) => (
                <option key={one} value={one}>
                  {w.results[one]}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Field label={w.form.visitedOn}>{(ids) => <DateField {...ids} value={day} max={officeDate(officeNow())} onChange={setDay} />}</Field>
      <Field label={w.form.resultText}>{(ids) => <textarea {...ids} className="text-box" rows={6} value={text} onChange={(event) => setText(event.target.value)} />}</Field>
      {helpers.length > 0 && (
        <Field label={w.form.without} hint={helpers.map((p) => p.unit.name).join('、')}>
          {(ids) => <input {...ids} className="text-box" value={why} onChange={(event) => setWhy(event.target.value)} />}
        </Field>
      )}
      <FileDrop label={t('form.files')} value={files} onChange={setFiles} />
    </Frame>
  )
}

export function ReplyForm(form: DeskForm) {
  const w = useLettersWords()
  const words = useKernelWords()
  const act = useAct(replyLetter, { onDone: form.onDone })
  const draft = useReadingLater(draftView, { id: form.matter.id as MatterId }).data?.draft
  const [via, setVia] = useState<'letter' | 'phone' | 'portal'>('phone')
  return (
    <Frame form={form} busy={act.busy} error={act.refused} ready onLand={() => act.run({ ...on(form), ...(form.matter.draft === null ? {} : { draft: form.matter.draft }), via })}>
      {draft && <p className="letter-text">{draft.text}</p>}
      <Choice label={w.form.via} value={via} options={(['phone', 'letter', 'portal'] as const).map((value) => ({ value, word: words.vias[value] }))} onChange={setVia} />
    </Frame>
  )
}

export function UnanswerableForm(form: DeskForm) {
  const w = useLettersWords()
  const t = useT()
  const act = useAct(unanswerableLetter, { onDone: form.onDone })
  const [ground, setGround] = useState('')
  return (
    <Frame form={form} busy={act.busy} error={act.refused} ready={ground.trim() !== ''} onLand={() => act.run({ ...on(form), ground })}>
      <Field label={w.form.ground}>
        {(ids) => <textarea {...ids} className="text-box" rows={4} data-first value={ground} onChange={(event) => setGround(event.target.value)} />}
      </Field>
      <p className="amber small">{t('form.consent', { power: w.powers['approve-unanswered'] })}</p>
    </Frame>
  )
}

const marks = { responded: ['yes', 'no'], solved: ['yes', 'partly', 'no', 'unasked'], satisfied: ['yes', 'basically', 'no', 'unasked'] } as const
export function CallBackForm(form: DeskForm) {
  const w = useLettersWords()
  const words = useKernelWords()
  const act = useAct(callBack, { onDone: form.onDone })
  const [reached, setReached] = useState<'yes' | 'no'>('yes')
  const [responded, setResponded] = useState<'yes' | 'no' | null>(null)
  const [solved, setSolved] = useState<(typeof marks.solved)[number] | null>(null)
  const [satisfied, setSatisfied] = useState<(typeof marks.satisfied)[number] | null>(null)
  const [text, setText] = useState('')
  const answer = form.matter.answers.find((a) => a.round === form.matter.round && a.sentAt !== null && a.ratedAt === null)
  const attempts = (form.matter.detail as { attempts?: number } | null)?.attempts ?? 0
  const ready = answer !== undefined && (reached === 'no' || (responded !== null && solved !== null && satisfied !== null))
  const land = () =>
    answer &&
    act.run({
      ...on(form),
      answer: answer.id as never,
      reached: reached === 'yes',
      responded: responded === null ? null : responded === 'yes',
      solved,
      satisfied,
      text: text.trim() || null,
    })
  return (
    <Frame form={form} busy={act.busy} error={act.refused} ready={ready} onLand={land}>
      {answer?.body && <p className="letter-text">{answer.body}</p>}
      <Choice
        label={w.moves.callBack}
        value={reached}
        options={[
          { value: 'yes', word: w.form.reached },
          { value: 'no', word: w.form.notReached },
        ]}
        onChange={setReached}
      />
      {reached === 'yes' ? (
        <>
          <Choice label={w.form.respondedAsk} value={responded} options={marks.responded.map((value) => ({ value, word: words.responded[value] }))} onChange={setResponded} />
          <Choice label={w.form.solvedAsk} value={solved} options={marks.solved.map((value) => ({ value, word: words.solved[value] }))} onChange={setSolved} />
          <Choice label={w.form.satisfiedAsk} value={satisfied} options={marks.satisfied.map((value) => ({ value, word: words.satisfied[value] }))} onChange={setSatisfied} />
          <p className="small quiet">{w.form.reopenNote}</p>
        </>
      ) : (
        <p className="small quiet">{fill(w.form.attempts, { n: attempts })}</p>
      )}
      <Field label={w.form.callText}>{(ids) => <textarea {...ids} className="text-box" rows={3} value={text} onChange={(event) => setText(event.target.value)} />}</Field>
    </Frame>
  )
}
