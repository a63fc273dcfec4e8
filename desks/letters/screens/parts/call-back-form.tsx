/** 回访: 响应, 解决, 满意 are asked apart; what follows is said before it is done. Three calls in vain close it as not asked. */
import { useState } from 'react'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { useMe } from '../../../../web/me.ts'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useKernelWords } from '../../../../web/words/use-words.ts'
import { TRIES } from '../../reply-rules.ts'
import { callBack, type LetterDetail } from '../../shape.ts'
import { useLetterHere } from './letter-here.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

const yesNo = ['yes', 'no'] as const
const solvedMarks = ['yes', 'partly', 'no', 'unasked'] as const
const satisfiedMarks = ['yes', 'basically', 'no', 'unasked'] as const

export function CallBackForm(form: DeskForm) {
  const { opened } = useLetterHere()
  const w = useLettersWords()
  const kernel = useKernelWords()
  const act = useAct(callBack, { onDone: form.onDone })
  const seen = useJudged(form, act.error)
  const [reached, setReached] = useState<'yes' | 'no'>('yes')
  const [responded, setResponded] = useState<(typeof yesNo)[number] | null>(null)
  const [solved, setSolved] = useState<(typeof solvedMarks)[number] | null>(null)
  const [satisfied, setSatisfied] = useState<(typeof satisfiedMarks)[number] | null>(null)
  const [text, setText] = useState('')
  const { matter } = form
  const answer = matter.answers.find((a) => a.round === matter.round && a.kind === 'final' && a.sentAt !== null && a.ratedAt === null)
  const { attempts, channel } = matter.detail as LetterDetail
  const own = answer?.by?.id === useMe().person.id
  const spoke = reached === 'yes'
  const asked = responded !== null && solved !== null && satisfied !== null
  const bad = solved === 'no' || satisfied === 'no'
  const next = spoke
    ? asked
      ? bad
        ? w.screen.letter.becomesReopened
        : w.screen.letter.becomesClosed
      : null
    : attempts + 1 >= TRIES
      ? w.screen.letter.lastAttempt
      : w.screen.letter.becomesTried
  const land = () =>
    answer &&
    act.run({
      ...seen,
      answer: answer.id as never,
      reached: spoke,
      responded: spoke && responded !== null ? responded === 'yes' : null,
      solved: spoke ? solved : null,
      satisfied: spoke ? satisfied : null,
      text: text.trim() || null,
    })
  return (
    <ActFrame form={form} acting={act} ready={answer !== undefined && !own && (!spoke || asked)} landWord={w.moves.callBack} onLand={land}>
      {own && <p className="amber">{w.screen.letter.ownAnswer}</p>}
      {channel === 'web' && <p className="small quiet">{w.screen.letter.webRates}</p>}
      {opened.map((one) => (
        <p key={`${one.name}${one.phone}`} className="row wrap">
          <b>{one.name}</b>
          {one.phone && (
            <a className="num" href={`tel:${one.phone}`}>
              {one.phone}
            </a>
          )}
        </p>
      ))}
      {answer?.body && <p className="letter-text draft-text is-short">{answer.body}</p>}
      <div className="row between wrap">
        <Choice
          label={w.screen.letter.outcome}
          value={reached}
          options={[
            { value: 'yes' as const, word: w.form.reached },
            { value: 'no' as const, word: w.form.notReached },
          ]}
          onChange={setReached}
        />
        {attempts > 0 && <span className="small quiet">{fill(w.screen.letter.attempt, { n: attempts + 1 })}</span>}
      </div>
      {spoke && (
        <div className="rating" data-first tabIndex={-1}>
          <p className="small quiet">{w.screen.letter.callNote}</p>
          <Choice label={w.form.respondedAsk} value={responded} options={yesNo.map((value) => ({ value, word: kernel.responded[value] }))} onChange={setResponded} />
          <Choice label={w.form.solvedAsk} value={solved} options={solvedMarks.map((value) => ({ value, word: kernel.solved[value] }))} onChange={setSolved} />
          <Choice label={w.form.satisfiedAsk} value={satisfied} options={satisfiedMarks.map((value) => ({ value, word: kernel.satisfied[value] }))} onChange={setSatisfied} />
        </div>
      )}
      <Field label={w.form.callText} hint={w.screen.letter.saidHint}>
        {(ids) => <textarea {...ids} className="text-box" rows={2} maxLength={1000} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      {next && <p className={`small ${bad && spoke ? 'amber' : 'quiet'}`}>{fill(w.screen.letter.becomes, { what: next })}</p>}
    </ActFrame>
  )
}
