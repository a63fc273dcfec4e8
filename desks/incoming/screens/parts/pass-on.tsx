/** 转本单位人员: to whom of the unit, and what is asked. */
import { type FormEvent, useState } from 'react'
import { Button } from '../../../../web/parts/button.tsx'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { passOn, type ReceiptRow } from '../../units-shape.ts'
import { useIncomingWords } from './use-incoming-words.ts'

export function PassOn({
  row,
  people,
  onClose,
}: {
  readonly row: ReceiptRow
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly onClose: () => void
}) {
  const t = useT()
  const w = useIncomingWords().units.received
  const [to, setTo] = useState(people[0]?.id ?? '')
  const [ask, setAsk] = useState<string>(w.passAskDefault)
  const act = useAct(passOn, { onDone: onClose })
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (to && ask.trim()) act.run({ matter: row.matter as never, piece: row.piece as never, to: { person: to as never }, ask: ask.trim() })
  }
  return (
    <Dialog title={w.passOn} onClose={onClose}>
      {people.length === 0 ? (
        <p className="empty">{w.nobody}</p>
      ) : (
        <form className="stack" onSubmit={land}>
          <p>{row.title}</p>
          <Field label={w.passTo}>
            {(ids) => (
              <select {...ids} className="text-box" data-first value={to} onChange={(e) => setTo(e.target.value)}>
                {people.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <TextLines label={w.passAsk} value={ask} onChange={setAsk} max={2000} rows={2} />
          <RefusalNote error={act.refused} desk="incoming" />
          <div className="row end form-foot">
            <Button onClick={onClose}>{t('act.cancel')}</Button>
            <Button type="submit" kind="primary" busy={act.busy} disabled={!to || !ask.trim()}>
              {w.pass}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
