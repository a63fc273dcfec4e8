/** 受理告知、延期、答复、无法答复: what the petitioner is told, and how. */
import { useState } from 'react'
import { ActFrame } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { judged } from '../../../../web/matter/open-act.ts'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { fromWall } from '../../../../web/parts/wall-clock.ts'
import { useAct } from '../../../../web/reading.ts'
import { admitPetition, extendPetition, replyPetition, unanswerablePetition } from '../../shape.ts'
import { fill, usePetitionsWords } from './use-petitions-words.ts'

/** What was on screen when the form opened is what is judged. */
export const useSeen = (form: DeskForm) => useState(() => judged(form.matter, form.move) as { readonly matter: never; readonly piece: never; readonly version: number })[0]

export function AdmitForm(form: DeskForm) {
  const w = usePetitionsWords()
  const seen = useSeen(form)
  const [text, setText] = useState(fill(w.say.admit, { title: form.matter.title ?? '' }))
  const act = useAct(admitPetition, { onDone: form.onDone })
  return (
    <ActFrame form={form} acting={act} ready={text.trim() !== ''} onLand={() => act.run({ ...seen, text })}>
      <TextLines label={w.fields.letter} value={text} onChange={setText} max={4000} rows={4} first />
    </ActFrame>
  )
}

export function ExtendForm(form: DeskForm) {
  const w = usePetitionsWords()
  const seen = useSeen(form)
  const [wall, setWall] = useState('')
  const [reason, setReason] = useState('')
  const [own, setOwn] = useState<string | null>(null)
  const letter = own ?? fill(w.say.extended, { until: wall.slice(0, 10) })
  const act = useAct(extendPetition, { onDone: form.onDone })
  const until = fromWall(wall)
  return (
    <ActFrame form={form} acting={act} ready={until !== null && reason.trim() !== '' && letter.trim() !== ''} onLand={() => until && act.run({ ...seen, until, reason, letter })}>
      <Field label={w.fields.until}>{(ids) => <DateField {...ids} time value={wall} onChange={setWall} />}</Field>
      <TextLines label={w.fields.reason} value={reason} onChange={setReason} max={1000} />
      <TextLines label={w.fields.letter} value={letter} onChange={setOwn} max={2000} rows={4} />
    </ActFrame>
  )
}

const parts = ['request', 'facts', 'opinion', 'basis'] as const
export function ReplyForm(form: DeskForm) {
  const w = usePetitionsWords()
  const seen = useSeen(form)
  const report = form.matter.reports.filter((one) => one.returnedAt === null).at(-1)
  const [told, setTold] = useState({ request: form.matter.title ?? '', facts: '', opinion: report?.text ?? '', basis: '' })
  const [via, setVia] = useState<'letter' | 'in_person' | 'portal'>('letter')
  const act = useAct(replyPetition, { onDone: form.onDone })
  return (
    <ActFrame form={form} acting={act} ready={parts.every((part) => told[part].trim() !== '')} onLand={() => act.run({ ...seen, ...told, via })}>
      {parts.map((part, n) => (
        <TextLines
          key={part}
          label={w.fields[part]}
          value={told[part]}
          onChange={(value) => setTold((now) => ({ ...now, [part]: value }))}
          max={1500}
          rows={n === 1 ? 4 : 2}
          first={n === 1}
        />
      ))}
      <Choice label={w.fields.via} value={via} options={(['letter', 'in_person', 'portal'] as const).map((value) => ({ value, word: w.vias[value] }))} onChange={setVia} />
    </ActFrame>
  )
}

export function UnanswerableForm(form: DeskForm) {
  const w = usePetitionsWords()
  const seen = useSeen(form)
  const [ground, setGround] = useState('')
  const act = useAct(unanswerablePetition, { onDone: form.onDone })
  return (
    <ActFrame form={form} acting={act} ready={ground.trim() !== ''} onLand={() => act.run({ ...seen, ground })}>
      <TextLines label={w.fields.ground} value={ground} onChange={setGround} max={500} first />
    </ActFrame>
  )
}
