/** 拟首报: beside the letter of a possible emergency; what the letter says stands there already. Rule: R-H10, R-I11 */
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import type { MatterView } from '../../../../kernel/view.ts'
import { officeNow } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { fromWall, toWall } from '../../../../web/parts/wall-clock.ts'
import { useAct } from '../../../../web/reading.ts'
import { sayDue } from '../../../../web/say-time.ts'
import { useLanguage, useT } from '../../../../web/words/use-words.ts'
import { firstReport, writtenBy } from '../../first-report.ts'
import type { LetterDetail } from '../../shape.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

type Letter = MatterView<LetterDetail>
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function ReportForm({ letter, onClose }: { readonly letter: Letter; readonly onClose: () => void }) {
  const t = useT()
  const words = useLettersWords()
  const w = words.screen.firstReport
  const navigate = useNavigate()
  const { detail, number, title, registeredAt } = letter
  const [said, setSaid] = useState({
    what: (detail.body ?? title ?? '').slice(0, 2000),
    happened: toWall(registeredAt),
    place: detail.place ?? '',
    casualties: '',
    measures: '',
    source: `${words.channels[detail.channel]} ${number ?? ''}`.trim(),
  })
  const [known, setKnown] = useState(false)
  const act = useAct(firstReport, { onDone: (affair) => void navigate({ to: `/affairs/${affair.id}` } as never) })
  const change = (part: Partial<typeof said>) => setSaid({ ...said, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { what, happened, place, casualties, measures, source } = said
    const happenedAt = known ? fromWall(happened) : null
    act.run({ matter: letter.id as MatterId, what, happenedAt, place: orNull(place), casualties: orNull(casualties), measures: orNull(measures), source })
  }
  const box = (name: 'place' | 'casualties' | 'measures' | 'source', most: number) => (
    <Field label={w[name]} hint={name === 'source' ? undefined : w.mayMiss}>
      {(ids) => <input {...ids} className="text-box" required={name === 'source'} maxLength={most} value={said[name]} onChange={(e) => change({ [name]: e.target.value })} />}
    </Field>
  )
  return (
    <Dialog
      title={w.draft}
      onClose={onClose}
      wide
      foot={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" type="submit" form="first-report" busy={act.busy}>
            {w.send}
          </Button>
        </>
      }
    >
      <form id="first-report" className="stack" onSubmit={submit}>
        <Field label={w.what}>
          {(ids) => <textarea {...ids} data-first className="text-box" required rows={5} maxLength={2000} value={said.what} onChange={(e) => change({ what: e.target.value })} />}
        </Field>
        <label className="check">
          <input type="checkbox" checked={known} onChange={(e) => setKnown(e.target.checked)} /> {w.timeKnown}
        </label>
        {known && (
          <Field label={w.happenedAt}>{(ids) => <DateField {...ids} time value={said.happened} max={toWall(officeNow())} onChange={(happened) => change({ happened })} />}</Field>
        )}
        {box('place', 200)}
        {box('casualties', 500)}
        {box('measures', 500)}
        {box('source', 200)}
        <RefusalNote error={act.refused} desk="letters" />
      </form>
    </Dialog>
  )
}
export function FirstReportCard({ letter }: { readonly letter: Letter }) {
  const w = useLettersWords().screen.firstReport
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <Card title={w.title} id="first-report-card">
      <div className="card-body stack">
        <p className="small quiet">{fill(w.note, { until: sayDue(writtenBy(letter.registeredAt as never), officeNow(), language) })}</p>
        <Button onClick={() => setOpen(true)}>{w.draft}</Button>
      </div>
      {open && <ReportForm letter={letter} onClose={() => setOpen(false)} />}
    </Card>
  )
}
