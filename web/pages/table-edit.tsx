/** Making and changing a saved ledger: name, heading, columns, which matters. Saving makes a version; nothing typed is lost when it is refused. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { dateLines, isOwnColumn, oneTable, saveTable, type TableForm } from '../../kernel/reading/table-shape.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReading } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { type AnyColumn, columnsFor } from './column-names.ts'
import { type Filter, filterOf } from './ledger-filter.ts'
import { LedgerFilters } from './ledger-filters.tsx'
import { type ColumnChoice, TableColumns } from './table-columns.tsx'

interface Start {
  readonly id: string | null
  readonly name: string
  readonly shared: boolean
  readonly form: TableForm | null
  readonly filter: Filter
}
/** Of a desk with columns of its own, those too: its register as the office binds it. */
function usual(desk: string | undefined): readonly AnyColumn[] {
  const own = columnsFor(desk).filter(isOwnColumn)
  return own.length > 0 ? ['serial', 'number', 'title', ...own, 'due', 'blank'] : ['serial', 'number', 'title', 'unit', 'registered', 'due', 'blank']
}
/** The chosen ones in their order, the others after them. */
function choices(form: TableForm | null, desk: string | undefined): ColumnChoice[] {
  const chosen = form?.columns ?? usual(desk).map((key) => ({ key, head: null }))
  const rest = columnsFor(desk).filter((key) => !chosen.some((one) => one.key === key))
  return [...chosen.map(({ key, head }) => ({ key, on: true, head: head ?? '' })), ...rest.map((key) => ({ key, on: false, head: '' }))]
}
function Editor({ id, name: called, shared: lent, form, filter: asked }: Start) {
  const t = useT()
  const me = useMe()
  const navigate = useNavigate()
  const [name, setName] = useState(called)
  const [shared, setShared] = useState(lent)
  const [titles, setTitles] = useState((form?.heading.titles ?? []).join('\n'))
  const [unit, setUnit] = useState(form?.heading.unit ?? '')
  const [date, setDate] = useState(form?.heading.date ?? 'day')
  const [sign, setSign] = useState(form?.heading.sign ?? '')
  const [columns, setColumns] = useState<readonly ColumnChoice[]>(() => choices(form, asked.desk))
  const [filter, setFilter] = useState<Filter>(asked)
  const [tried, setTried] = useState(false)
  const saving = useAct(saveTable, { onDone: (saved) => void navigate({ to: `/tables/${saved.id}` } as never) })
  const lines = titles
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 3)
  const shown = columns.filter((one) => one.on)
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || shown.length === 0) return
    const heading = { titles: lines.length > 0 ? lines : [name.trim()], unit: unit.trim() || null, date, sign: sign.trim() || null }
    saving.run({ id, name: name.trim(), shared, form: { columns: shown.map(({ key, head }) => ({ key, head: head.trim() || null })), heading, filter } })
  }
  const change = (part: Partial<Record<keyof Filter, string | undefined>>) => {
    const next = Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== '')) as Filter
    setFilter(next)
    if (next.desk === filter.desk) return
    // another desk has other columns; those of every matter stay as they stand
    const offered = columnsFor(next.desk)
    setColumns((now) => [
      ...now.filter((one) => offered.includes(one.key)),
      ...offered.filter((key) => !now.some((one) => one.key === key)).map((key) => ({ key, on: false, head: '' })),
    ])
  }
  return (
    <Card title={<h1 className="card-title">{id ? called : t('tables.keep')}</h1>} id="table" className="table-edit">
      <form className="card-body stack" onSubmit={save} noValidate>
        <div className="two">
          <Field label={t('tables.name')} error={tried && name.trim() === '' ? { message: 'required' } : undefined}>
            {(ids) => <input {...ids} className="text-box" maxLength={40} value={name} onChange={(e) => setName(e.target.value)} />}
          </Field>
          <label className="table-share">
            <input type="checkbox" checked={shared} disabled={me.units.length === 0} onChange={(e) => setShared(e.target.checked)} /> {t('tables.share')}
            <span className="small quiet">{t('tables.shareNote')}</span>
          </label>
        </div>
        <Field label={t('tables.headings')}>
          {(ids) => <textarea {...ids} className="text-box" rows={2} maxLength={200} value={titles} placeholder={name} onChange={(e) => setTitles(e.target.value)} />}
        </Field>
        <div className="two">
          <Field label={t('tables.unit')}>
            {(ids) => <input {...ids} className="text-box" maxLength={40} value={unit} placeholder={t('tables.unitHint')} onChange={(e) => setUnit(e.target.value)} />}
          </Field>
          <Field label={t('tables.sign')}>
            {(ids) => <input {...ids} className="text-box" maxLength={80} value={sign} placeholder={t('tables.signHint')} onChange={(e) => setSign(e.target.value)} />}
          </Field>
        </div>
        <Choice label={t('tables.date')} value={date} options={dateLines.map((value) => ({ value, word: t(`tables.dates.${value}`) }))} onChange={setDate} />
        <TableColumns value={columns} onChange={setColumns} />
        {tried && shown.length === 0 && (
          <p className="small amber" role="alert">
            {t('tables.noColumn')}
          </p>
        )}
        <fieldset className="table-filter">
          <legend className="field-label">{t('tables.filter')}</legend>
          <div className="filters">
            <input
              className="text-box filter-find"
              maxLength={60}
              value={filter.text ?? ''}
              placeholder={t('tables.words')}
              aria-label={t('tables.words')}
              onChange={(e) => change({ text: e.target.value })}
            />
            <LedgerFilters filter={filter} change={change} />
          </div>
        </fieldset>
        <RefusalNote error={saving.refused} />
        <div className="row">
          <Button type="submit" kind="primary" busy={saving.busy}>
            {t('act.save')}
          </Button>
          <Button onClick={() => void navigate({ to: id ? `/tables/${id}` : '/tables' } as never)}>{t('act.cancel')}</Button>
        </div>
      </form>
    </Card>
  )
}

const fresh = getRouteApi('/menu/tables/new')
function Copied({ of, version }: { readonly of: string; readonly version: number | undefined }) {
  const t = useT()
  const table = useReading(oneTable, { id: of, ...(version ? { version } : {}) })
  return <Editor id={null} name={`${table.name} ${t('tables.copy')}`.slice(0, 40)} shared={false} form={table.form} filter={table.form.filter} />
}
export function NewTablePage() {
  const search = fresh.useSearch() as Record<string, string>
  if (search.of) return <Copied of={search.of} version={Number(search.version) || undefined} />
  return <Editor id={null} name="" shared={false} form={null} filter={filterOf(search)} />
}
const change = getRouteApi('/menu/tables/$id/edit')
export function EditTablePage() {
  const { id } = change.useParams() as { readonly id: string }
  const table = useReading(oneTable, { id })
  return <Editor id={id} name={table.name} shared={table.shared !== null} form={table.form} filter={table.form.filter} />
}
