/** A desk's figures over a span of days: each with its base and how it is counted, leading to the very matters; by month and by unit. Rule: R-H20 */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { Suspense } from 'react'
import type { z } from 'zod'
import { officeDateText, type ReadingContract } from '../../kernel/contract.ts'
import type { figurePeriod, figuresView } from '../../kernel/figures/shape.ts'
import { officeDate, officeYear } from '../../kernel/time.ts'
import { say } from '../../kernel/words/say.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Card } from '../parts/small.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useReading } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { daysOfMonth, MonthsChart, UnitsChart } from './desk-charts.tsx'
import './desk-figures.css'
import { FigureTerm, type FigureWords } from './term.tsx'

interface DeskFiguresProps<K extends string> {
  readonly reading: ReadingContract<z.ZodObject<typeof figurePeriod>, typeof figuresView>
  /** Where the register lies, which shows what a figure counts; the page itself lies under it. */
  readonly register: string
  readonly keys: readonly K[]
  readonly words: Readonly<Record<K, FigureWords>>
  /** Heading of the page, of the table, and what is said of all of them with the moment `at` they were counted. */
  readonly heading: string
  readonly title: string
  readonly note: string
  /** What is drawn side by side; the first of them is what a month opens. */
  readonly charted: readonly [K, ...K[]]
  /** What one of them is called: 件. */
  readonly piece: string
}
interface Span {
  readonly from?: string
  readonly to?: string
}
const spanOf = (search: Readonly<Record<string, unknown>>): Span =>
  Object.fromEntries((['from', 'to'] as const).flatMap((name) => (officeDateText.safeParse(search[name]).success ? [[name, String(search[name])]] : [])))
const share = (n: number, of: number | null): string => (of === null ? '' : of === 0 ? '—' : `${n === of ? 100 : ((100 * n) / of).toFixed(1)}%`)

function Shown<K extends string>({ span, reading, register, keys, words, heading, title, note, charted, piece }: DeskFiguresProps<K> & { readonly span: Span }) {
  const t = useT()
  const language = useLanguage()
  const navigate = useNavigate()
  const found = useReading(reading, span as never)
  const open = (figure: K, days: Span) => void navigate({ to: register, search: { figure, ...days } } as never)
  const drawn = { label: heading, shown: charted.map((key) => ({ key, name: words[key].name })), unit: piece }
  return (
    <>
      <Card id="all" title={title} aside={say(note, { at: sayMoment(found.cutOff, officeNow(), language) })}>
        <table className="desk-figures">
          <thead>
            <tr>
              <th scope="col">{t('figures.figure')}</th>
              <th scope="col" className="is-number">
                {t('figures.number')}
              </th>
              <th scope="col" className="is-number">
                {t('figures.share')}
              </th>
              <th scope="col">{t('figures.base')}</th>
            </tr>
          </thead>
          <tbody>
            {keys.flatMap((key) => {
              const one = found.all.find((each) => each.key === key)
              if (!one) return []
              const of = words[key].of
              return (
                <tr key={key}>
                  <th scope="row">
                    <FigureTerm words={words[key]} version={one.version} span={{ from: span.from, to: span.to, cutOff: found.cutOff }} />
                  </th>
                  <td className="num">
                    <button type="button" className="link" aria-label={`${words[key].name} ${one.n}`} onClick={() => open(key, span)}>
                      {one.n}
                    </button>
                  </td>
                  <td className="num">{of ? share(one.n, one.of) : ''}</td>
                  <td className="quiet small">{of ? t('figures.ofBase', { of: one.of ?? 0, base: of }) : ''}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Card>
      {found.months.length > 1 && (
        <Card id="by-month" title={t('figures.trend')}>
          <MonthsChart {...drawn} months={found.months} onMonth={(month) => open(charted[0], daysOfMonth(month))} />
        </Card>
      )}
      {found.units.length > 1 && (
        <Card id="by-unit" title={t('figures.byUnitChart')}>
          <UnitsChart {...drawn} units={found.units} table />
        </Card>
      )}
    </>
  )
}
export function DeskFigures<K extends string>(asked: DeskFiguresProps<K>) {
  const t = useT()
  const navigate = useNavigate()
  const span = spanOf(useSearch({ strict: false }) as Record<string, unknown>)
  const change = (part: Partial<Record<keyof Span, string>>) =>
    void navigate({ to: `${asked.register}/figures`, search: Object.fromEntries(Object.entries({ ...span, ...part }).filter(([, value]) => value)), replace: true } as never)
  const year = officeYear(officeNow())
  return (
    <article className="stack">
      <div className="page-head desk-figures-head">
        <h1>{asked.heading}</h1>
        <span className="row wrap no-print">
          {[year, year - 1].map((one) => (
            <Button
              key={one}
              small
              aria-pressed={span.from === `${one}-01-01`}
              onClick={() => change({ from: `${one}-01-01`, to: one === year ? officeDate(officeNow()) : `${one}-12-31` })}
            >
              {t('figures.year', { year: one })}
            </Button>
          ))}
          <span className="date-pair">
            <DateField aria-label={t('ledger.from')} placeholder={t('ledger.from')} value={span.from ?? ''} onChange={(from) => change({ from })} />
            <span aria-hidden="true">–</span>
            <DateField aria-label={t('ledger.to')} placeholder={t('ledger.to')} value={span.to ?? ''} onChange={(to) => change({ to })} />
          </span>
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </span>
      </div>
      <Suspense fallback={<Waiting />}>
        <Shown {...asked} span={span} />
      </Suspense>
    </article>
  )
}
