/** 不在岗: who is not there, said where one looks for him; and the form by which it is written down. */
import { type FormEvent, useState } from 'react'
import type { PersonId } from '../../kernel/ids.ts'
import { type AbsenceRow, absenceKinds, endAbsence, setAbsence } from '../../kernel/people/absence-shape.ts'
import { type OfficeDate, officeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { useMe } from '../me.ts'
import { useAct } from '../reading.ts'
import { sayDay } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { DateField } from './date-field.tsx'
import { Dialog } from './dialog.tsx'
import { Choice, Field } from './field.tsx'
import { type Chosen, HolderPicker } from './holder-picker.tsx'
import { RefusalNote } from './refusal-note.tsx'

function AbsenceForm({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const me = useMe()
  const today = officeDate(officeNow())
  const [person, setPerson] = useState<readonly Chosen[]>([{ holder: { person: me.person.id as PersonId }, name: me.person.name, note: '' }])
  const [said, setSaid] = useState<{ readonly kind: (typeof absenceKinds)[number]; readonly from: string; readonly to: string }>({ kind: 'leave', from: today, to: today })
  const act = useAct(setAbsence, { onDone: onClose })
  const whose = person[0]?.holder.person
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (whose) act.run({ person: whose, kind: said.kind, from: said.from as OfficeDate, to: said.to as OfficeDate })
  }
  return (
    <Dialog title={t('people.absenceAdd')} onClose={onClose}>
      <form className="stack tight" onSubmit={land}>
        <Field label={t('people.absenceWho')}>{(ids) => <HolderPicker {...ids} label={t('people.absenceWho')} only="person" value={person} onChange={setPerson} />}</Field>
        <Choice
          label={t('people.absenceKind')}
          value={said.kind}
          options={absenceKinds.map((value) => ({ value, word: t(`people.absenceKinds.${value}`) }))}
          onChange={(kind) => setSaid({ ...said, kind })}
        />
        <div className="two">
          <Field label={t('people.absenceFrom')}>
            {(ids) => <DateField {...ids} value={said.from} onChange={(from) => from && setSaid({ ...said, from, to: [said.to, from].sort()[1] ?? from })} />}
          </Field>
          <Field label={t('people.absenceTo')}>{(ids) => <DateField {...ids} value={said.to} onChange={(to) => to && setSaid({ ...said, to })} />}</Field>
        </div>
        <p className="small quiet">{t('people.absenceNote')}</p>
        <RefusalNote error={act.refused} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" type="submit" busy={act.busy} disabled={!whose}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
/** @param rows of the day that is looked at */
export function Absences({ rows }: { readonly rows: readonly AbsenceRow[] }) {
  const t = useT()
  const language = useLanguage()
  const [adding, setAdding] = useState(false)
  const back = useAct(endAbsence)
  const day = (text: string) => sayDay(`${text}T04:00:00.000Z`, officeNow(), language)
  return (
    <>
      <ul className="work-lines">
        {rows.map((row) => (
          <li key={row.id} className="is-away">
            <b>{row.person.name}</b> <span className="small quiet">{row.unit}</span>　{t(`people.absenceKinds.${row.kind}`)}
            <span className="small quiet num">
              {' '}
              {row.from === row.to ? day(row.to) : t('people.absenceSpan', { from: day(row.from), to: day(row.to) })}
              {row.agent && `　${t('people.absentBy', { agent: row.agent.name })}`}
            </span>
            {row.mayEnd && (
              <Button
                small
                kind="text"
                className="no-print"
                busy={back.busy}
                aria-label={`${t('people.absenceEnd')} ${row.person.name}`}
                onClick={() => back.run({ absence: row.id })}
              >
                {t('people.absenceEnd')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <RefusalNote error={back.refused} />
      <div className="card-body row end no-print">
        <Button small onClick={() => setAdding(true)}>
          {t('people.absenceAdd')}
        </Button>
      </div>
      {adding && <AbsenceForm onClose={() => setAdding(false)} />}
    </>
  )
}
