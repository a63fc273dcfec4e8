/** 保管期限表: the office's own, from the top down; filled in here, proposed by one, approved by another under 规则. */
import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, Plus, Printer, X } from 'lucide-react'
import { useState } from 'react'
import { proposeRule, ruleBook } from '../../../kernel/rules/shape.ts'
import { addDays, officeDate } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { deskOf } from '../../../web/desk-pages.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { Field } from '../../../web/parts/field.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { tableView } from '../shape.ts'
import { rulings, TERMS_RULE, type TermsTable, termsTable } from '../terms.ts'
import { useArchivesWords } from './parts/use-archives-words.ts'
import './archives.css'

type View = { readonly desks: readonly string[]; readonly units: readonly { readonly code: string; readonly name: string }[] }
/** Words of the marks each desk puts on its papers, by the desk's own words. */
function useMarks(): (desk: string) => Readonly<Record<string, string>> {
  const language = useLanguage()
  return (desk) => deskOf(desk)?.words[language].archiveMarks ?? {}
}

function Shown({ table, view }: { readonly table: TermsTable; readonly view: View }) {
  const w = useArchivesWords()
  const language = useLanguage()
  const marks = useMarks()
  return (
    <>
      <Card id="rows" title={w.fields.what}>
        <table className="ledger archives-table">
          <thead>
            <tr>
              <th scope="col">{w.fields.tableRow}</th>
              <th scope="col">{w.fields.what}</th>
              <th scope="col">{w.fields.term}</th>
              <th scope="col">{w.fields.desk}</th>
              <th scope="col">{w.fields.marks}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.key}>
                <td className="num">{row.key}</td>
                <td>{row.what}</td>
                <td>{w.terms[row.ruling]}</td>
                <td>{deskOf(row.desk)?.words[language].name ?? row.desk}</td>
                <td>{row.marks.map((mark) => marks(row.desk)[mark] ?? mark).join('、') || w.hints.allDesk}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <Card id="organs" title={w.fields.organ}>
        <ul className="card-body plain-list">
          {table.organs.map((one) => (
            <li key={one.code}>
              <b className="num">{one.code}</b> {one.name}{' '}
              <span className="small quiet">{one.units.map((code) => view.units.find((unit) => unit.code === code)?.name ?? code).join('、') || w.hints.restUnits}</span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
const moved = <T,>(list: readonly T[], at: number, by: number): T[] => {
  const next = [...list]
  const [one] = next.splice(at, 1)
  if (one !== undefined) next.splice(Math.max(0, at + by), 0, one)
  return next
}
const fresh: TermsTable = { fonds: '', handOver: 20, organs: [{ code: 'BGS', name: '', units: [] }], rows: [] }

function Editor({ table, view, onSent }: { readonly table: TermsTable | null; readonly view: View; readonly onSent: () => void }) {
  const w = useArchivesWords()
  const t = useT()
  const language = useLanguage()
  const marks = useMarks()
  const today = officeDate(officeNow())
  const [value, setValue] = useState<TermsTable>(table ?? fresh)
  const [basis, setBasis] = useState('')
  const [from, setFrom] = useState<string>(addDays(today, 1))
  const act = useAct(proposeRule, { onDone: onSent })
  const row = (at: number, more: Partial<TermsTable['rows'][number]>) => setValue((now) => ({ ...now, rows: now.rows.map((one, n) => (n === at ? { ...one, ...more } : one)) }))
  const organ = (at: number, more: Partial<TermsTable['organs'][number]>) =>
    setValue((now) => ({ ...now, organs: now.organs.map((one, n) => (n === at ? { ...one, ...more } : one)) }))
  const good = termsTable.safeParse(value).success && basis.trim() !== '' && from !== ''
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (good && !act.busy) act.run({ kind: 'table', key: TERMS_RULE, value: value as unknown as Record<string, unknown>, from: from as never, basis: basis.trim() })
      }}
    >
      <div className="two">
        <Field label={w.fields.fonds}>
          {(ids) => (
            <input {...ids} data-first className="text-box num" maxLength={12} value={value.fonds} onChange={(e) => setValue({ ...value, fonds: e.target.value.trim() })} />
          )}
        </Field>
        <Field label={w.fields.handOverYears}>
          {(ids) => (
            <select {...ids} className="text-box" value={value.handOver} onChange={(e) => setValue({ ...value, handOver: e.target.value === '10' ? 10 : 20 })}>
              <option value={20}>20</option>
              <option value={10}>10</option>
            </select>
          )}
        </Field>
      </div>
      <fieldset className="archives-edit">
        <legend className="field-label">{w.fields.organ}</legend>
        {value.organs.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the code itself is being typed
          <div key={at} className="archives-edit-row">
            <input
              className="text-box num archives-code"
              aria-label={w.fields.code}
              placeholder={w.fields.code}
              value={one.code}
              onChange={(e) => organ(at, { code: e.target.value.trim() })}
            />
            <input className="text-box" aria-label={w.fields.organName} placeholder={w.fields.organName} value={one.name} onChange={(e) => organ(at, { name: e.target.value })} />
            <select
              className="text-box"
              multiple
              size={3}
              aria-label={`${w.fields.units} ${one.name}`}
              value={one.units}
              onChange={(e) => organ(at, { units: [...e.target.selectedOptions].map((option) => option.value) })}
            >
              {view.units.map((unit) => (
                <option key={unit.code} value={unit.code}>
                  {unit.name}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="icon-button"
              aria-label={`${w.acts.remove} ${one.name}`}
              onClick={() => setValue({ ...value, organs: value.organs.filter((_, n) => n !== at) })}
            >
              <X size={14} aria-hidden="true" />
            </button>
          </div>
        ))}
        <Button small icon={<Plus size={14} aria-hidden="true" />} onClick={() => setValue({ ...value, organs: [...value.organs, { code: '', name: '', units: [] }] })}>
          {w.acts.addOrgan}
        </Button>
      </fieldset>
      <fieldset className="archives-edit">
        <legend className="field-label">{w.fields.what}</legend>
        {value.rows.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the number itself is being typed
          <div key={at} className="archives-edit-row">
            <input
              className="text-box num archives-code"
              aria-label={w.fields.tableRow}
              placeholder={w.fields.tableRow}
              value={one.key}
              onChange={(e) => row(at, { key: e.target.value.trim() })}
            />
            <input className="text-box" aria-label={w.fields.what} placeholder={w.fields.what} value={one.what} onChange={(e) => row(at, { what: e.target.value })} />
            <select className="text-box" aria-label={`${w.fields.term} ${one.what}`} value={one.ruling} onChange={(e) => row(at, { ruling: e.target.value as never })}>
              {rulings.map((ruling) => (
                <option key={ruling} value={ruling}>
                  {w.terms[ruling]}
                </option>
              ))}
            </select>
            <select className="text-box" aria-label={`${w.fields.desk} ${one.what}`} value={one.desk} onChange={(e) => row(at, { desk: e.target.value, marks: [] })}>
              {view.desks.map((key) => (
                <option key={key} value={key}>
                  {deskOf(key)?.words[language].name ?? key}
                </option>
              ))}
            </select>
            <select
              className="text-box"
              multiple
              size={3}
              aria-label={`${w.fields.marks} ${one.what}`}
              value={one.marks}
              onChange={(e) => row(at, { marks: [...e.target.selectedOptions].map((option) => option.value) })}
            >
              {Object.entries(marks(one.desk)).map(([mark, word]) => (
                <option key={mark} value={mark}>
                  {word}
                </option>
              ))}
            </select>
            <span className="row">
              <button
                type="button"
                className="icon-button"
                disabled={at === 0}
                aria-label={t('rules.up', { name: one.what })}
                onClick={() => setValue({ ...value, rows: moved(value.rows, at, -1) })}
              >
                <ArrowUp size={14} aria-hidden="true" />
              </button>
              <button
                type="button"
                className="icon-button"
                disabled={at === value.rows.length - 1}
                aria-label={t('rules.down', { name: one.what })}
                onClick={() => setValue({ ...value, rows: moved(value.rows, at, 1) })}
              >
                <ArrowDown size={14} aria-hidden="true" />
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={`${w.acts.remove} ${one.what}`}
                onClick={() => setValue({ ...value, rows: value.rows.filter((_, n) => n !== at) })}
              >
                <X size={14} aria-hidden="true" />
              </button>
            </span>
          </div>
        ))}
        <Button
          small
          icon={<Plus size={14} aria-hidden="true" />}
          onClick={() => setValue({ ...value, rows: [...value.rows, { key: '', what: '', ruling: 'D10', desk: view.desks[0] ?? '', marks: [] }] })}
        >
          {w.acts.addRow}
        </Button>
      </fieldset>
      <div className="two">
        <Field label={w.fields.fromDay}>{(ids) => <DateField {...ids} value={from} min={today} onChange={setFrom} />}</Field>
        <Field label={w.fields.basis}>{(ids) => <input {...ids} className="text-box" maxLength={200} value={basis} onChange={(e) => setBasis(e.target.value)} />}</Field>
      </div>
      <RefusalNote error={act.refused} />
      <div className="row end form-foot">
        <Button type="submit" kind="primary" busy={act.busy} disabled={!good}>
          {w.acts.propose}
        </Button>
      </div>
    </form>
  )
}

export function TablePage() {
  const t = useT()
  const w = useArchivesWords()
  const view = useReading(tableView, {})
  const book = useReading(ruleBook, {})
  const proposes = useMay('office.rules')
  const [editing, setEditing] = useState(false)
  const [sent, setSent] = useState(false)
  const rule = book.rows.find((one) => one.kind === 'table' && one.key === TERMS_RULE)
  const waiting = termsTable.safeParse(rule?.proposed?.value)
  return (
    <section className="archives-table-page stack">
      <div className="page-head">
        <h1>{w.pages.table}</h1>
        <div className="row no-print">
          {proposes && !rule?.proposed && !editing && <Button onClick={() => setEditing(true)}>{w.acts.propose}</Button>}
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
      </div>
      <p className="small quiet">{w.hints.tableNote}</p>
      <p role="status">
        {sent
          ? w.hints.sent
          : view.table
            ? `${w.fields.fonds} ${view.table.fonds}　${w.fields.basis} ${view.basis}　${t('rules.version', { n: view.version ?? '' })}`
            : w.hints.noTable}
      </p>
      {rule?.proposed && (
        <p className="amber">
          {w.hints.waiting} <Link to="/rules">{t('rules.title')}</Link>
        </p>
      )}
      {editing ? (
        <Editor
          table={view.table}
          view={view}
          onSent={() => {
            setEditing(false)
            setSent(true)
          }}
        />
      ) : (
        <>
          {waiting.success && <Shown table={waiting.data} view={view} />}
          {view.table && !waiting.success && <Shown table={view.table} view={view} />}
        </>
      )}
    </section>
  )
}
