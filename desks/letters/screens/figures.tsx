/** 办理情况: the figures, each with what it counts and of what; each opens the letters behind it. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { units } from '../../../kernel/reading/shape.ts'
import { officeNow } from '../../../web/clock.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { type Column, LedgerTable } from '../../../web/parts/ledger-table.tsx'
import type { LightState } from '../../../web/parts/light.tsx'
import { Card, FigureCard } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading, useReadingLater } from '../../../web/reading.ts'
import { sayMoment } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type Figure, figureKeys, figureMatters, figures, type LetterRow } from '../shape.ts'
import './letters.css'
import { useLetterColumns } from './parts/letter-columns.tsx'
import { fill, useLettersWords } from './parts/use-letters-words.ts'

type Key = Figure['key']
const periodFields = figures.input.shape
const shares: readonly Key[] = ['within15', 'onTime', 'solved', 'satisfied', 'responded']
const bad: readonly Key[] = ['late', 'unanswered', 'reopened']
const percent = (f: Figure): string => (f.of ? `${((100 * f.n) / f.of).toFixed(1)}%` : '—')
const lightOf = (f: Figure): LightState => (bad.includes(f.key) ? (f.n > 0 ? (f.key === 'late' ? 'late' : 'soon') : 'done') : 'on')
const round = (n: number | null): string => (n === null ? '—' : String(Math.round(n * 10) / 10))

function Behind({ period, figure, part }: { readonly period: object; readonly figure: Key; readonly part: 'n' | 'rest' }) {
  const t = useT()
  const w = useLettersWords()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const cursor = cursors.at(-1)
  const page = useReading(figureMatters, { ...period, figure, part, size: 50, ...(cursor ? { cursor } : {}) })
  const letterColumns = useLetterColumns()
  type Row = LetterRow & { readonly days: number | null }
  const columns: readonly Column<Row>[] = [
    ...letterColumns,
    { key: 'days', head: w.columns.days, width: '6.5em', align: 'right', cell: (row) => <span className="num">{row.days ?? ''}</span> },
  ]
  return (
    <>
      <LedgerTable label={w.figures[figure]} columns={columns} rows={page.rows} keyOf={(row) => row.matter} linkOf={(row) => `/letters/${row.matter}`} none={t('ledger.none')} />
      <div className="row end pager no-print">
        {cursors.length > 0 && (
          <Button small onClick={() => setCursors(cursors.slice(0, -1))}>
            {t('ledger.prior')}
          </Button>
        )}
        {page.next && (
          <Button small onClick={() => setCursors([...cursors, page.next ?? ''])}>
            {t('ledger.next')}
          </Button>
        )}
      </div>
    </>
  )
}

function Shown({ period, open, onOpen }: { readonly period: object; readonly open: Key | null; readonly onOpen: (key: Key, unit?: string) => void }) {
  const t = useT()
  const w = useLettersWords()
  const language = useLanguage()
  const found = useReading(figures, period)
  const days = found.all.find((f) => f.key === 'daysToAnswer')
  if ((found.all[0]?.n ?? 0) === 0) return <p className="empty">{w.figures.none}</p>
  const note = (f: Figure) => (f.of === null ? w.figures[`${f.key}_about`] : `${fill(w.figures.of, { n: f.n, of: f.of })}　${w.figures[`${f.key}_about`]}`)
  return (
    <>
      <p className="small quiet">{fill(w.figures.cutOff, { at: sayMoment(found.cutOff, officeNow(), language) })}</p>
      <div className="letter-figures">
        {found.all.map((f) => (
          <FigureCard
            key={f.key}
            light={lightOf(f)}
            name={w.figures[f.key]}
            value={f.key === 'daysToAnswer' ? round(f.median) : shares.includes(f.key) ? percent(f) : String(f.n)}
            unit={f.key === 'daysToAnswer' ? w.figures.days : shares.includes(f.key) ? '' : t('work.pieces')}
            note={f.key === 'daysToAnswer' ? `${w.figures.median}，${fill(w.figures.quartiles, { q1: round(f.q1), q3: round(f.q3) })}` : note(f)}
            pressed={open === f.key}
            onOpen={() => onOpen(f.key)}
          />
        ))}
      </div>
      {days && <p className="small quiet">{w.figures.daysToAnswer_about}</p>}
      <Card title={w.figures.byUnit} id="by-unit">
        <div className="ledger-wrap">
          <table className="ledger" aria-label={w.figures.byUnit}>
            <thead>
              <tr>
                <th scope="col">{w.figures.unit}</th>
                {(['received', 'answered', 'late', 'daysToAnswer', 'within15', 'onTime', 'solved', 'satisfied'] as const).map((key) => (
                  <th key={key} scope="col" className="to-right">
                    {w.figures[key]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.units.map(({ unit, figures: own }) => {
                const of = (key: Key) => own.find((f) => f.key === key)
                return (
                  <tr key={unit.id}>
                    <th scope="row">{unit.name}</th>
                    {(['received', 'answered', 'late', 'daysToAnswer', 'within15', 'onTime', 'solved', 'satisfied'] as const).map((key) => {
                      const f = of(key)
                      if (!f) return <td key={key} />
                      const text = key === 'daysToAnswer' ? round(f.median) : shares.includes(key) ? (f.of ? fill(w.figures.of, { n: f.n, of: f.of }) : '—') : String(f.n)
                      return (
                        <td key={key} className="to-right num">
                          <button type="button" className="link" onClick={() => onOpen(key, unit.id)} aria-label={`${unit.name} ${w.figures[key]} ${text}`}>
                            {text}
                          </button>
                        </td>
                      )
                    })}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      </Card>
    </>
  )
}

export function FiguresPage() {
  const t = useT()
  const w = useLettersWords()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const period = Object.fromEntries(Object.entries(periodFields).flatMap(([name, field]) => (search[name] && field.safeParse(search[name]).success ? [[name, search[name]]] : [])))
  const figure = figureKeys.find((key) => key === search.figure) ?? null
  const part = search.part === 'rest' ? ('rest' as const) : ('n' as const)
  const unitRows = useReadingLater(units, {}).data?.rows ?? []
  const change = (more: Record<string, string | undefined>) =>
    void navigate({ to: '/letters/figures', search: Object.fromEntries(Object.entries({ ...search, ...more }).filter(([, value]) => value)), replace: true } as never)
  const shareOpen = figure !== null && shares.includes(figure)
  return (
    <section className="stack figures-page">
      <div className="card ledger-page">
        <div className="ledger-head">
          <h1 className="grow">{w.pages.figures}</h1>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the oldest browsers served */}
        <div className="filters no-print" role="search" aria-label={t('ledger.filters')}>
          <span className="date-pair">
            <DateField aria-label={t('ledger.from')} placeholder={t('ledger.from')} value={search.from ?? ''} onChange={(day) => change({ from: day })} />
            <span aria-hidden="true">–</span>
            <DateField aria-label={t('ledger.to')} placeholder={t('ledger.to')} value={search.to ?? ''} onChange={(day) => change({ to: day })} />
          </span>
          <select className="text-box filter-unit" aria-label={w.figures.unit} value={search.unit ?? ''} onChange={(e) => change({ unit: e.target.value })}>
            <option value="">{w.figures.unit}</option>
            {unitRows.map((unit) => (
              <option key={unit.id} value={unit.id}>
                {unit.short}
              </option>
            ))}
          </select>
          <input
            className="text-box"
            aria-label={w.figures.source}
            placeholder={w.figures.source}
            defaultValue={search.source ?? ''}
            onBlur={(e) => change({ source: e.target.value.trim() })}
          />
        </div>
        <div className="card-body stack">
          <Suspense fallback={<Waiting />}>
            <Shown period={period} open={figure} onOpen={(key, unit) => change({ figure: key, part: undefined, ...(unit ? { unit } : {}) })} />
          </Suspense>
        </div>
      </div>
      {figure && (
        <Card
          id="behind"
          title={w.figures[figure]}
          aside={
            shareOpen && (
              <Button small kind="text" aria-pressed={part === 'rest'} onClick={() => change({ part: part === 'rest' ? undefined : 'rest' })}>
                {part === 'rest' ? w.figures.matters : w.figures.rest}
              </Button>
            )
          }
        >
          <Suspense fallback={<Waiting />}>
            <Behind key={`${figure}${part}${JSON.stringify(period)}`} period={period} figure={figure} part={part} />
          </Suspense>
        </Card>
      )}
    </section>
  )
}
