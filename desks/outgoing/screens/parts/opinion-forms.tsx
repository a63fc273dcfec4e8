/** One answer to the opinions that were chosen; an opinion that came another way than by the public page. Rule: GN-39 */
import { type FormEvent, useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import { type Verdict, verdicts } from '../../../../kernel/said/consultation.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Choice } from '../../../../web/parts/field.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import { addOpinion, answerOpinions, heardWays } from '../../consultation-shape.ts'
import { Line } from './line.tsx'
import { useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

/** @param onDone the chosen ones are answered */
export function AnswerOpinions({ matter, chosen, onDone }: { readonly matter: MatterId; readonly chosen: readonly string[]; readonly onDone: () => void }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const [theme, setTheme] = useState('')
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [reason, setReason] = useState('')
  const done = () => {
    setVerdict(null)
    setReason('')
    onDone()
  }
  const act = useAct(answerOpinions, { onDone: done })
  const ready = chosen.length > 0 && verdict !== null && reason.trim() !== ''
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !act.busy) act.run({ matter, opinions: [...chosen], theme: theme.trim() || null, verdict, reason })
  }
  return (
    <form className="stack outgoing-box no-print" aria-label={s.consult.answer} noValidate onSubmit={land}>
      <Choice label={s.consult.verdict} value={verdict} options={verdicts.map((value) => ({ value, word: w.verdicts[value] }))} onChange={setVerdict} />
      <TextLines label={s.consult.reason} value={reason} onChange={setReason} max={1000} rows={2} />
      <Line label={s.consult.theme} value={theme} onChange={setTheme} max={40} />
      <RefusalNote error={act.refused} desk="outgoing" />
      <div className="row end">
        <Button type="submit" kind="primary" busy={act.busy} disabled={!ready}>
          {s.consult.answer}
        </Button>
      </div>
    </form>
  )
}
export function AddOpinion({ matter }: { readonly matter: MatterId }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const [came, setCame] = useState<(typeof heardWays)[number]>('unit')
  const [saidBy, setSaidBy] = useState('')
  const [text, setText] = useState('')
  const act = useAct(addOpinion, { onDone: () => setText('') })
  const ready = saidBy.trim() !== '' && text.trim() !== ''
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !act.busy) act.run({ matter, came, saidBy, text })
  }
  return (
    <details className="no-print">
      <summary>{s.consult.add}</summary>
      <form className="stack outgoing-box" aria-label={s.consult.add} noValidate onSubmit={land}>
        <Choice label={s.consult.came} value={came} options={heardWays.map((value) => ({ value, word: w.opinionWays[value] }))} onChange={setCame} />
        <Line label={s.consult.saidBy} value={saidBy} onChange={setSaidBy} max={60} />
        <TextLines label={s.consult.text} value={text} onChange={setText} max={2000} />
        <RefusalNote error={act.refused} desk="outgoing" />
        <div className="row end">
          <Button type="submit" busy={act.busy} disabled={!ready}>
            {s.consult.keep}
          </Button>
        </div>
      </form>
    </details>
  )
}
