/** 明确分工 and 调整分工: from a day on, entered before it. */
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import type { PersonId, UnitId } from '../../kernel/ids.ts'
import { fields, passPortfolio, portfolioKinds, type portfolios } from '../../kernel/people/organisation-shape.ts'
import { endPortfolio, setPortfolio } from '../../kernel/people/shape.ts'
import { atTime, isOfficeDate, officeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'

type Row = z.output<(typeof portfolios)['output']>['rows'][number]
type Kind = (typeof portfolioKinds)[number]
/** The beginning of that day; today: now, as the server says it. */
const startOf = (day: string) => (isOfficeDate(day) && day > officeDate(officeNow()) ? atTime(day, '00:00') : null)

export function SetPortfolio({ leader, onClose }: { readonly leader: { readonly id: string; readonly name: string } | undefined; readonly onClose: () => void }) {
  const t = useT()
  const today = officeDate(officeNow())
  const [unit, setUnit] = useState<readonly Chosen[]>([])
  const [field, setField] = useState('')
  const [kind, setKind] = useState<Kind>('分管')
  const [from, setFrom] = useState<string>(today)
  const all = useReadingLater(fields, {}).data?.rows ?? []
  const act = useAct(setPortfolio, { onDone: onClose })
  const [who, setWho] = useState<readonly Chosen[]>([])
  const id = unit[0]?.holder.unit
  const person = (leader?.id as PersonId | undefined) ?? who[0]?.holder.person
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (person) act.run({ person, unit: (id as UnitId | undefined) ?? null, field: id ? null : field || null, kind, from: startOf(from) })
  }
  return (
    <Dialog title={`${t('org.setPortfolio')}　${leader?.name ?? ''}`} onClose={onClose}>
      <form className="stack tight" onSubmit={land}>
        {!leader && <Field label={t('org.leader')}>{(ids) => <HolderPicker {...ids} label={t('org.leader')} only="person" value={who} onChange={setWho} />}</Field>}
        <Choice label={t('org.portfolioKind')} value={kind} options={portfolioKinds.map((value) => ({ value, word: t(`org.portfolioKinds.${value}`) }))} onChange={setKind} />
        <Field label={t('org.unit')}>{(ids) => <HolderPicker {...ids} label={t('org.unit')} only="unit" value={unit} onChange={setUnit} />}</Field>
        {all.length > 0 && !id && (
          <Field label={t('org.orField')}>
            {(ids) => (
              <select {...ids} className="text-box" value={field} onChange={(e) => setField(e.target.value)}>
                <option value="">{t('act.choose')}</option>
                {all.map((one) => (
                  <option key={one.key} value={one.key}>
                    {one.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={t('org.fromDay')}>{(ids) => <DateField {...ids} value={from} min={today} onChange={setFrom} />}</Field>
        <RefusalNote error={act.refused} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!person || (!id && !field) || !from}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
export function ChangePortfolio({ row, leader, onClose }: { readonly row: Row; readonly leader: string; readonly onClose: () => void }) {
  const t = useT()
  const today = officeDate(officeNow())
  const [how, setHow] = useState<'pass' | 'end'>('pass')
  const [to, setTo] = useState<readonly Chosen[]>([])
  const [from, setFrom] = useState<string>(today)
  const pass = useAct(passPortfolio, { onDone: onClose })
  const end = useAct(endPortfolio, { onDone: onClose })
  const person = to[0]?.holder.person
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (how === 'end') end.run({ portfolio: row.id, at: startOf(from) })
    else if (person) pass.run({ portfolio: row.id, to: person, from: startOf(from) })
  }
  return (
    <Dialog title={`${t('org.changePortfolio')}　${leader} ${t(`org.portfolioKinds.${row.kind}`)} ${row.unit?.name ?? row.field?.name ?? ''}`} onClose={onClose}>
      <form className="stack tight" onSubmit={land}>
        <Choice label={t('org.kind')} value={how} options={(['pass', 'end'] as const).map((value) => ({ value, word: t(`org.portfolioHow.${value}`) }))} onChange={setHow} />
        {how === 'pass' && <Field label={t('org.passTo')}>{(ids) => <HolderPicker {...ids} label={t('org.passTo')} only="person" value={to} onChange={setTo} />}</Field>}
        <Field label={t('org.fromDay')}>{(ids) => <DateField {...ids} value={from} min={today} onChange={setFrom} />}</Field>
        <RefusalNote error={pass.refused ?? end.refused} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={pass.busy || end.busy} disabled={(how === 'pass' && !person) || !from}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
