/** 文号登记: every number of a 代字 and year, none missing; numbers kept ahead stand there until they are borne or given up. R-D40 */
import { Link } from '@tanstack/react-router'
import { type FormEvent, Suspense, useState } from 'react'
import { officeDate } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { Field } from '../../../web/parts/field.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayDay } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { numberRegister, reserveNumbers } from '../issue-shape.ts'
import './outgoing.css'
import { Select } from './parts/select.tsx'
import { fill, useOutgoingWords, useScreenWords } from './parts/use-outgoing-words.ts'

function Reserve({ code }: { readonly code: string }) {
  const s = useScreenWords()
  const [form, setForm] = useState({ code, count: '1', until: '', reason: '' })
  const [given, setGiven] = useState<readonly string[]>([])
  const act = useAct(reserveNumbers, { onDone: ({ numbers }) => setGiven(numbers) })
  const n = Number(form.count)
  const ready = form.code.trim() !== '' && Number.isInteger(n) && n > 0 && form.until !== '' && form.reason.trim() !== ''
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (ready && !act.busy) act.run({ code: form.code.trim(), count: n, until: form.until as never, reason: form.reason })
  }
  const line = (field: 'code' | 'count' | 'reason', label: string, max: number) => (
    <Field label={label}>
      {(ids) => <input {...ids} className="text-box" maxLength={max} value={form[field]} onChange={(e) => setForm({ ...form, [field]: e.target.value })} />}
    </Field>
  )
  return (
    <Card title={s.fields.reserve} id="reserve" className="no-print">
      <form className="card-body stack" noValidate onSubmit={land}>
        <div className="three">
          {line('code', s.fields.code, 12)}
          {line('count', s.fields.count, 2)}
          <Field label={s.fields.until}>{(ids) => <DateField {...ids} value={form.until} onChange={(until: string) => setForm({ ...form, until })} />}</Field>
        </div>
        {line('reason', s.fields.reason, 200)}
        <RefusalNote error={act.refused} desk="outgoing" />
        <div className="row end">
          {given.length > 0 && (
            <span role="status" className="num">
              {given.join('、')}
            </span>
          )}
          <Button type="submit" kind="primary" busy={act.busy} disabled={!ready}>
            {s.fields.reserve}
          </Button>
        </div>
      </form>
    </Card>
  )
}

const thisYear = () => Number(officeDate(officeNow()).slice(0, 4))
function Register() {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const language = useLanguage()
  const mayReserve = useMay('outgoing.reserve')
  const [code, setCode] = useState<string | null>(null)
  const [year, setYear] = useState(thisYear)
  const page = useReading(numberRegister, { year, ...(code ? { code } : {}) })
  const shown = code ?? page.codes[0] ?? ''
  const note = (row: (typeof page.rows)[number]) =>
    [row.reason, row.by, row.until && fill(s.hints.keptUntil, { day: sayDay(row.until, officeNow(), language) })].filter(Boolean).join('　')
  return (
    <div className="stack">
      <section className="card outgoing-sheet">
        <div className="ledger-head">
          <h1 className="grow">{w.pages.numbers}</h1>
          <div className="row no-print">
            <LedgerFiles path="/api/outgoing/number-register" query={{ year: String(year), code: shown }} name={w.pages.numbers} />
          </div>
        </div>
        <div className="row wrap card-body no-print">
          <Select label={s.fields.code} value={shown} options={page.codes.map((value) => ({ value, word: value }))} onChange={setCode} />
          <Select
            label={s.fields.year}
            value={String(year)}
            options={Array.from({ length: 5 }, (_, n) => String(thisYear() - n)).map((value) => ({ value, word: value }))}
            onChange={(value) => setYear(Number(value))}
          />
        </div>
        <LedgerTable
          label={w.pages.numbers}
          rows={page.rows}
          keyOf={(row) => row.number}
          none={s.hints.none}
          columns={[
            { key: 'number', head: w.fields.docNumber, width: '14em', phone: 'top', cell: (row) => <span className="num">{row.number}</span> },
            { key: 'title', head: w.fields.title, cell: (row) => (row.matter ? <Link to={`/outgoing/${row.matter}` as never}>{row.title}</Link> : row.title) },
            { key: 'state', head: s.fields.state, width: '7em', cell: (row) => <span className={row.state === 'borne' ? '' : 'amber'}>{w.numberStates[row.state]}</span> },
            { key: 'note', head: s.fields.note, width: '20em', phone: 'hide', cell: note },
          ]}
        />
      </section>
      {mayReserve && <Reserve key={shown} code={shown} />}
    </div>
  )
}
export const NumbersPage = () => (
  <Suspense fallback={<Waiting />}>
    <Register />
  </Suspense>
)
