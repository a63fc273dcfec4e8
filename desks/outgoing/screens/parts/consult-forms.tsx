/** 公开征求意见, 公布采纳情况. */
import { useState } from 'react'
import { addDays, officeDate } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import { consult, tellAdopted, USUAL_DAYS } from '../../consultation-shape.ts'
import { Day } from './line.tsx'
import { fill, useScreenWords } from './use-outgoing-words.ts'

const usual = () => addDays(officeDate(officeNow()), USUAL_DAYS) as string
export function ConsultForm(form: DeskForm) {
  const s = useScreenWords()
  const [until, setUntil] = useState(usual)
  const [shortened, setShortened] = useState('')
  const act = useAct(consult, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const short = until !== '' && until < usual()
  const land = () => act.run({ ...seen, until: until as never, shortened: short ? shortened.trim() : null })
  return (
    <ActFrame form={form} acting={act} ready={until !== '' && (!short || shortened.trim() !== '')} onLand={land}>
      <Day label={s.consult.until} value={until} onChange={setUntil} />
      <p className="small quiet">{fill(s.consult.usual, { days: USUAL_DAYS })}</p>
      {short && <TextLines label={s.consult.shortened} value={shortened} onChange={setShortened} max={300} rows={2} />}
    </ActFrame>
  )
}
export function TellAdoptedForm(form: DeskForm) {
  const s = useScreenWords()
  const act = useAct(tellAdopted, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready onLand={() => act.run(seen)}>
      <p>{s.consult.tell}</p>
    </ActFrame>
  )
}
