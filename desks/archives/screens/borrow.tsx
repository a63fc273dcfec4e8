/** 申请借阅: what, for what, how and how long; it is with the archivist in the same press. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { landByKey } from '../../../web/matter/move-form.tsx'
import { Button } from '../../../web/parts/button.tsx'
import { Choice, Field } from '../../../web/parts/field.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Kbd } from '../../../web/parts/small.tsx'
import { useAct, useReadingLater } from '../../../web/reading.ts'
import { askLoan, itemView, LONGEST_LOAN, ways } from '../shape.ts'
import { useArchivesWords } from './parts/use-archives-words.ts'
import './archives.css'

export function BorrowPage() {
  const w = useArchivesWords()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { item?: string }
  const asked = /^[0-9a-f-]{36}$/.test(search.item ?? '') ? (search.item ?? null) : null
  const item = useReadingLater(itemView, asked ? { id: asked } : null).data
  const [own, setOwn] = useState<string | null>(null)
  const title = own ?? (item ? `${item.title ?? ''} ${item.reference}`.trim().slice(0, 100) : '')
  const [purpose, setPurpose] = useState('')
  const [way, setWay] = useState<(typeof ways)[number]>('digital')
  const [days, setDays] = useState(7)
  const act = useAct(askLoan, { onDone: (loan) => void navigate({ to: `/archives/loans/${loan.id}` }) })
  const ready = title.trim() !== '' && purpose.trim() !== '' && days >= 1 && days <= LONGEST_LOAN
  const land = () => ready && !act.busy && act.run({ title: title.trim(), purpose: purpose.trim(), way, item: item?.item ?? null, days })
  return (
    <section className="card ledger-page archives-borrow">
      <div className="ledger-head">
        <h1>{w.pages.ask}</h1>
      </div>
      <form
        className="card-body stack"
        noValidate
        onKeyDown={landByKey}
        onSubmit={(event) => {
          event.preventDefault()
          land()
        }}
      >
        <Field label={w.fields.wanted} hint={item ? item.reference : w.hints.wantedNote}>
          {(ids) => <input {...ids} className="text-box" maxLength={100} value={title} onChange={(e) => setOwn(e.target.value)} />}
        </Field>
        <Field label={w.fields.purpose}>
          {(ids) => <textarea {...ids} className="text-box" rows={3} maxLength={500} value={purpose} onChange={(e) => setPurpose(e.target.value)} />}
        </Field>
        <Choice label={w.fields.way} value={way} options={ways.map((value) => ({ value, word: w.ways[value] }))} onChange={setWay} />
        <Field label={w.fields.days} hint={`1–${LONGEST_LOAN}`}>
          {(ids) => (
            <input
              {...ids}
              className="text-box num archives-pages"
              inputMode="numeric"
              value={days || ''}
              onChange={(e) => setDays(Number(e.target.value.replace(/\D/g, '').slice(0, 2)))}
            />
          )}
        </Field>
        <RefusalNote error={act.refused} desk="archives" />
        <div className="row end form-foot">
          <Button type="submit" kind="primary" busy={act.busy} disabled={!ready}>
            {w.moves.register} <Kbd>Ctrl ↵</Kbd>
          </Button>
        </div>
      </form>
    </section>
  )
}
