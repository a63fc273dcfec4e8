/** 礼品登记表: what it was, and what became of it. What the server refuses stays as it was typed. */
import { type FormEvent, useState } from 'react'
import type { PersonId } from '../../../../kernel/ids.ts'
import { readYuan, sayYuan } from '../../../../kernel/money.ts'
import { type OfficeDate, officeDate } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { confirmGift, type GiftRow, giftKinds, outcomes, saveGift } from '../../gift-shape.ts'
import { usePageWords } from './use-page-words.ts'

const orNull = <T extends string>(text: string): T | null => (text.trim() === '' ? null : (text.trim() as T))
const typedOf = (row: GiftRow | null) => ({
  kind: row?.kind ?? 'gift',
  what: row?.what ?? '',
  giver: row?.giver ?? '',
  occasion: row?.occasion ?? '',
  value: row?.value == null ? '' : sayYuan(row.value),
  receivedOn: row?.receivedOn ?? officeDate(officeNow()),
  backOn: row?.backOn ?? '',
  outcome: row?.outcome ?? 'pending',
  dealtOn: row?.dealtOn ?? '',
  receipt: row?.receipt ?? '',
})
type Typed = ReturnType<typeof typedOf>

export function GiftForm({ row, keeps, onClose }: { readonly row: GiftRow | null; readonly keeps: boolean; readonly onClose: () => void }) {
  const t = useT()
  const w = usePageWords().gifts
  const [typed, setTyped] = useState(() => typedOf(row))
  const [person, setPerson] = useState<readonly Chosen[]>([])
  const [wrong, setWrong] = useState(false)
  const save = useAct(saveGift, { onDone: onClose })
  const confirm = useAct(confirmGift, { onDone: onClose })
  const refused = save.refused ?? confirm.refused
  const change = (part: Partial<Typed>) => setTyped({ ...typed, ...part })
  const text = (name: 'what' | 'giver' | 'occasion' | 'receipt', most: number, required = true) => (
    <Field label={w[name]} hint={name === 'receipt' ? w.receiptHint : undefined}>
      {(ids) => (
        <input
          {...ids}
          className="text-box"
          data-first={name === 'what' || undefined}
          required={required}
          maxLength={most}
          value={typed[name]}
          onChange={(e) => change({ [name]: e.target.value })}
        />
      )}
    </Field>
  )
  const day = (name: 'receivedOn' | 'backOn' | 'dealtOn', hint?: string) => (
    <Field label={w[name]} hint={hint}>
      {(ids) => <DateField {...ids} value={typed[name]} max={officeDate(officeNow())} onChange={(value) => change({ [name]: value })} />}
    </Field>
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const value = typed.value.trim() === '' ? null : readYuan(typed.value)
    setWrong(typed.value.trim() !== '' && value === null)
    if (typed.value.trim() !== '' && value === null) return
    const { kind, what, giver, occasion, outcome } = typed
    save.run({
      ...{ kind, what, giver, occasion, outcome, value },
      id: row?.id ?? null,
      version: row?.version ?? 0,
      person: (person[0]?.holder.person as PersonId | undefined) ?? null,
      receivedOn: typed.receivedOn as OfficeDate,
      backOn: orNull<OfficeDate>(typed.backOn),
      dealtOn: outcome === 'pending' ? null : (orNull<OfficeDate>(typed.dealtOn) ?? officeDate(officeNow())),
      receipt: orNull(typed.receipt),
    })
  }
  return (
    <Dialog
      title={row ? `${row.number} ${row.person.name}` : w.add}
      onClose={onClose}
      wide
      foot={
        <>
          {row?.may.confirm && (
            <Button busy={confirm.busy} onClick={() => confirm.run({ id: row.id, version: row.version })}>
              {w.confirm}
            </Button>
          )}
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" type="submit" form="gift-form" busy={save.busy}>
            {t('act.save')}
          </Button>
        </>
      }
    >
      <form id="gift-form" className="stack" onSubmit={submit}>
        {keeps && row === null && (
          <Field label={w.person} hint={w.personHint}>
            {(ids) => <HolderPicker {...ids} label={w.person} only="person" value={person} onChange={setPerson} />}
          </Field>
        )}
        <div className="petitions-three">
          <Field label={w.kind}>
            {(ids) => (
              <select {...ids} className="text-box" value={typed.kind} onChange={(e) => change({ kind: e.target.value as Typed['kind'] })}>
                {giftKinds.map((one) => (
                  <option key={one} value={one}>
                    {w.kinds[one]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {text('what', 200)}
          <Field label={w.value} hint={w.valueHint} error={wrong ? { message: w.valueWrong } : undefined}>
            {(ids) => <input {...ids} className="text-box num" inputMode="decimal" maxLength={16} value={typed.value} onChange={(e) => change({ value: e.target.value })} />}
          </Field>
        </div>
        {text('giver', 100)}
        {text('occasion', 200)}
        <div className="petitions-three">
          {day('receivedOn')}
          {day('backOn', w.backHint)}
        </div>
        <div className="petitions-three">
          <Field label={w.outcome}>
            {(ids) => (
              <select {...ids} className="text-box" value={typed.outcome} onChange={(e) => change({ outcome: e.target.value as Typed['outcome'] })}>
                {outcomes.map((one) => (
                  <option key={one} value={one}>
                    {w.outcomes[one]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {typed.outcome !== 'pending' && day('dealtOn')}
          {typed.outcome !== 'pending' && typed.outcome !== 'declined' && text('receipt', 200)}
        </div>
        {refused && (
          // on a phone it would lie under the buttons
          <div ref={(node) => node?.scrollIntoView({ block: 'nearest' })}>
            <RefusalNote error={refused} desk="petitions" />
          </div>
        )}
      </form>
    </Dialog>
  )
}
