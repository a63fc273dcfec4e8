/** 知识条目: all of them, those to be looked at again first; written by the division, used by whoever takes a call. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { units } from '../../../kernel/reading/shape.ts'
import { addDays, type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { Dialog } from '../../../web/parts/dialog.tsx'
import { Field } from '../../../web/parts/field.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { type Column, LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { useAct, useReading, useReadingLater } from '../../../web/reading.ts'
import { sayDay } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { endKnowledge, type KnowledgeRow, knowledgeList, saveKnowledge } from '../knowledge-shape.ts'
import './knowledge.css'
import { fill, useLettersWords } from './parts/use-letters-words.ts'

const HALF_A_YEAR = 180
function KnowledgeForm({ row, onClose }: { readonly row: KnowledgeRow | null; readonly onClose: () => void }) {
  const t = useT()
  const w = useLettersWords().screen.knowledge
  const unitRows = useReadingLater(units, {}).data?.rows ?? []
  const [said, setSaid] = useState({
    question: row?.question ?? '',
    answer: row?.answer ?? '',
    source: row?.source ?? '',
    unit: row?.unit.id ?? '',
    validUntil: row?.state === 'valid' ? row.validUntil : addDays(officeDate(officeNow()), HALF_A_YEAR),
  })
  const save = useAct(saveKnowledge, { onDone: onClose })
  const end = useAct(endKnowledge, { onDone: onClose })
  const change = (part: Partial<typeof said>) => setSaid({ ...said, ...part })
  return (
    <Dialog
      title={row ? w.review : w.add}
      onClose={onClose}
      wide
      foot={
        <>
          {row && row.state !== 'ended' && (
            <Button busy={end.busy} onClick={() => end.run({ id: row.id })}>
              {w.end}
            </Button>
          )}
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" type="submit" form="knowledge-form" busy={save.busy}>
            {t('act.save')}
          </Button>
        </>
      }
    >
      <form
        id="knowledge-form"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.run({ id: row?.id ?? null, ...said, unit: said.unit as never, validUntil: said.validUntil as OfficeDate })
        }}
      >
        <Field label={w.question}>
          {(ids) => <input {...ids} data-first className="text-box" required maxLength={200} value={said.question} onChange={(e) => change({ question: e.target.value })} />}
        </Field>
        <Field label={w.answer}>
          {(ids) => <textarea {...ids} className="text-box" required rows={6} maxLength={4000} value={said.answer} onChange={(e) => change({ answer: e.target.value })} />}
        </Field>
        <Field label={w.source} hint={w.sourceHint}>
          {(ids) => <input {...ids} className="text-box" required maxLength={200} value={said.source} onChange={(e) => change({ source: e.target.value })} />}
        </Field>
        <div className="knowledge-pair">
          <Field label={w.unit}>
            {(ids) => (
              <select {...ids} className="text-box" required value={said.unit} onChange={(e) => change({ unit: e.target.value })}>
                <option value="" />
                {unitRows.map((unit) => (
                  <option key={unit.id} value={unit.id}>
                    {unit.short}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={w.validUntil}>{(ids) => <DateField {...ids} value={said.validUntil} onChange={(day) => day && change({ validUntil: day as OfficeDate })} />}</Field>
        </div>
        <RefusalNote error={save.refused ?? end.refused} desk="letters" />
      </form>
    </Dialog>
  )
}
export function KnowledgePage() {
  const words = useLettersWords()
  const w = words.screen.knowledge
  const language = useLanguage()
  const [find, setFind] = useState('')
  const [form, setForm] = useState<KnowledgeRow | 'new' | null>(null)
  const asked = find.trim() ? { q: find.trim().slice(0, 60) } : {}
  const { rows, may } = useReading(knowledgeList, asked)
  const columns: readonly Column<KnowledgeRow>[] = [
    {
      key: 'question',
      head: w.question,
      phone: 'top',
      cell: (row) => (
        <details className="knowledge-entry">
          <summary>{row.question}</summary>
          <p>{row.answer}</p>
          <p className="small quiet">{row.source}</p>
        </details>
      ),
    },
    { key: 'unit', head: w.unit, width: '8em', cell: (row) => row.unit.name },
    {
      key: 'until',
      head: w.validUntil,
      width: '12em',
      cell: (row) => (
        <span className={`num ${row.state === 'over' || row.state === 'soon' ? 'amber' : ''}`}>
          {sayDay(`${row.validUntil}T04:00:00.000Z`, officeNow(), language)}　{w.states[row.state]}
        </span>
      ),
    },
    { key: 'used', head: w.usedHead, width: '5em', align: 'right', cell: (row) => <span className="num">{row.used}</span> },
    ...(may.write
      ? [
          {
            key: 'acts',
            head: '',
            width: '6em',
            cell: (row: KnowledgeRow) => (
              <Button small kind="text" className="no-print" aria-label={`${w.review} ${row.question}`} onClick={() => setForm(row)}>
                {w.review}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{words.pages.knowledge}</h1>
        <div className="row no-print">
          <LedgerFiles path="/api/letters/knowledge" query={asked} name={words.pages.knowledge} />
        </div>
        {may.write && (
          <Button kind="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setForm('new')}>
            {w.add}
          </Button>
        )}
      </div>
      <div className="filters no-print">
        <input className="text-box filter-find" value={find} placeholder={w.find} aria-label={w.find} onChange={(e) => setFind(e.target.value)} />
      </div>
      <LedgerTable label={words.pages.knowledge} columns={columns} rows={rows} keyOf={(row) => row.id} none={fill(w.none, {})} />
      {form && <KnowledgeForm row={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </section>
  )
}
