/** 办理情况: the figures, each with what it counts and of what; each opens the letters behind it; printed in black and white. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { type ReactNode, Suspense, useState } from 'react'
import type { LineView } from '../../../kernel/figures/shape.ts'
import { units } from '../../../kernel/reading/shape.ts'
import { officeDate } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { useDictionary } from '../../../web/dictionary.ts'
import { CutOffs } from '../../../web/figures/cut-offs.tsx'
import { daysOfMonth } from '../../../web/figures/desk-charts.tsx'
import { FigureLines } from '../../../web/figures/lines.tsx'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { Choice } from '../../../web/parts/field.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading, useReadingLater } from '../../../web/reading.ts'
import { sayDay, sayMoment } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type FigureKey, type FigureView, figureKeys, figures } from '../shape.ts'
import './figures.css'
import { CategorySelect, useCategories } from './parts/category-select.tsx'
import { FigureCell } from './parts/figure-cell.tsx'
import { FigureMonths } from './parts/figure-charts.tsx'
import { FigureLetters } from './parts/figure-letters.tsx'
import { FigureUnits } from './parts/figure-units.tsx'
import { LearnedCard } from './parts/learned-card.tsx'
import { periodNames, spanOf } from './parts/periods.ts'
import { fill, useLettersWords } from './parts/use-letters-words.ts'

type Search = Readonly<Record<string, string | undefined>>
const groups = [
  { name: 'workload', keys: ['received', 'answered', 'closed', 'open', 'late', 'unanswered', 'returned', 'reopened'] },
  { name: 'speed', keys: ['daysToAnswer', 'within15', 'onTime', 'promises'] },
  { name: 'opinion', keys: ['responded', 'solved', 'satisfied'] },
] as const
const periodOf = (search: Search): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(figures.input.shape).flatMap(([name, field]) => (search[name] && field.safeParse(search[name]).success ? [[name, search[name]]] : [])))

interface GroupsProps {
  readonly all: readonly FigureView[]
  readonly before: readonly FigureView[]
  readonly yearBefore: readonly FigureView[]
  readonly figure: FigureKey | null
  readonly onOpen: (key: FigureKey) => void
}
function Groups({ all, before, yearBefore, figure, onOpen }: GroupsProps) {
  const w = useLettersWords()
  return (
    <div className="figure-groups">
      {groups.map((group) => (
        <section key={group.name} className={`card figure-group is-${group.name}`} aria-labelledby={`group-${group.name}`}>
          <h2 id={`group-${group.name}`}>{w.screen.figures[group.name]}</h2>
          <div className="letter-figures">
            {group.keys.map((key) => {
              const [found, was, aYearAgo] = [all, before, yearBefore].map((figures) => figures.find((f) => f.key === key))
              return found && <FigureCell key={key} name={key} figure={found} before={was} yearBefore={aYearAgo} pressed={figure === key} onOpen={() => onOpen(key)} />
            })}
          </div>
        </section>
      ))}
    </div>
  )
}
function Lines({ lines, onOpen }: { readonly lines: readonly LineView[]; readonly onOpen: (key: FigureKey) => void }) {
  const t = useT()
  const w = useLettersWords()
  if (lines.every((line) => line.good + line.lost + line.yet === 0)) return null
  return (
    <Card id="lines" title={t('figures.lines')}>
      <FigureLines lines={lines} name={(key) => w.figures[key as FigureKey]} onOpen={(key) => onOpen(key as FigureKey)} />
    </Card>
  )
}
/** Nothing is compared with a span that had no letters: the office was not here yet. */
const had = (figures: readonly FigureView[] | undefined): readonly FigureView[] => (figures?.some((f) => f.key === 'received' && f.n > 0) ? figures : [])
function KeepButton({ period, cutOff, change }: { readonly period: Readonly<Record<string, string>>; readonly cutOff: string; readonly change: (more: Search) => void }) {
  const t = useT()
  const w = useLettersWords()
  const [open, setOpen] = useState(false)
  if (!useMay('letters.see-all')) return null
  return (
    <>
      <Button small className="no-print" onClick={() => setOpen(true)}>
        {t('figures.cutOffs')}
      </Button>
      {open && (
        <CutOffs
          desk="letters"
          from={period.from}
          to={period.to}
          cutOff={cutOff}
          name={(key) => w.figures[key as FigureKey]}
          onOpen={(row) => {
            setOpen(false)
            change({ from: row.from ?? undefined, to: row.to ?? undefined, cutOff: row.cutOff, as: 'then', unit: undefined, source: undefined, figure: undefined })
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
function Shown({ search, change }: { readonly search: Search; readonly change: (more: Search) => void }) {
  const t = useT()
  const w = useLettersWords()
  const language = useLanguage()
  const period = periodOf(search)
  const categories = useCategories()
  const kinds = useDictionary('letters.kinds', w.kinds)
  const found = useReading(figures, period)
  const now = officeNow()
  const figure = figureKeys.find((key) => key === search.figure) ?? null
  const at = found.units.find((u) => u.unit.id === search.at)?.unit ?? null
  const shown = found.all.find((f) => f.key === figure)
  const day = (text: string) => sayDay(`${text}T04:00:00.000Z`, now, language)
  const { from, to } = period
  const counted = { from, to, cutOff: found.cutOff }
  const span =
    from && to
      ? fill(w.screen.figures.periodSaid, { from: day(from), to: day(to) })
      : from
        ? fill(w.screen.figures.periodFrom, { from: day(from) })
        : to
          ? fill(w.screen.figures.periodTo, { to: day(to) })
          : w.screen.figures.periodAll
  return (
    <>
      <p className="small quiet figures-of">
        {[
          span,
          found.reorganised && (search.as === 'then' ? w.screen.figures.asThen : w.screen.figures.asNow),
          period.category && categories.path(period.category),
          period.kind && kinds.word(period.kind),
          period.source && fill(w.screen.figures.source, { source: period.source }),
          fill(w.screen.figures.cutOff, { at: sayMoment(found.cutOff, now, language) }),
          had(found.before?.figures).length > 0 && t('figures.comparedNote'),
        ]
          .filter(Boolean)
          .join('　')}
        <span className="figures-keep no-print">
          {period.cutOff && (
            <Button small kind="text" onClick={() => change({ cutOff: undefined, as: undefined })}>
              {w.screen.figures.toNow}
            </Button>
          )}
          <KeepButton period={period} cutOff={found.cutOff} change={change} />
        </span>
      </p>
      {found.reorganised && (
        <div className="no-print">
          <Choice
            label={w.screen.figures.asLabel}
            hideLabel
            value={search.as === 'then' ? 'then' : 'now'}
            options={[
              { value: 'now', word: w.screen.figures.asNow },
              { value: 'then', word: w.screen.figures.asThen },
            ]}
            onChange={(as) => change({ as: as === 'then' ? as : undefined, at: undefined })}
          />
        </div>
      )}
      <Lines lines={found.lines} onOpen={(key) => change({ figure: key, part: 'yet', at: undefined })} />
      {(found.all[0]?.n ?? 0) === 0 ? (
        <p className="card empty">{w.figures.none}</p>
      ) : (
        <Groups
          all={found.all}
          before={had(found.before?.figures)}
          yearBefore={had(found.yearBefore?.figures)}
          figure={at ? null : figure}
          onOpen={(key) => change({ figure: figure === key && !at ? undefined : key, part: undefined, at: undefined })}
        />
      )}
      {figure && (
        <FigureLetters
          period={at ? { ...period, unit: at.id } : period}
          figure={figure}
          part={search.part === 'rest' || search.part === 'yet' ? search.part : 'n'}
          unit={at?.name ?? null}
          hasRest={shown?.of !== null}
          onPart={(part) => change({ part: part === 'rest' ? part : undefined })}
          onClose={() => change({ figure: undefined, part: undefined, at: undefined })}
        />
      )}
      <FigureMonths months={found.months} onMonth={(month) => change({ ...daysOfMonth(month), figure: 'received', part: undefined, at: undefined })} />
      {found.units.length > 0 && <FigureUnits units={found.units} span={counted} onOpen={(key, unit) => change({ figure: key, part: undefined, at: unit })} />}
      {found.categories.some((one) => one.category !== null) && (
        <FigureUnits
          by={{ id: 'by-category', title: w.screen.figures.byCategory, column: w.form.category }}
          span={counted}
          units={found.categories.flatMap(({ category, figures: own }) => (category ? [{ unit: { id: category, name: categories.word(category) }, figures: own }] : []))}
          onOpen={(key, category) => change({ figure: key, part: undefined, at: undefined, category })}
        />
      )}
    </>
  )
}

function Filters({ search, change }: { readonly search: Search; readonly change: (more: Search) => void }): ReactNode {
  const t = useT()
  const w = useLettersWords()
  const own = w.screen.figures
  const unitRows = useReadingLater(units, {}).data?.rows ?? []
  const today = officeDate(officeNow())
  const chosen = periodNames.find((name) => {
    const span = spanOf(name, today)
    return (span.from ?? '') === (search.from ?? '') && (span.to ?? '') === (search.to ?? '')
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the oldest browsers served
    <div className="filters no-print" role="search" aria-label={t('ledger.filters')}>
      <Choice
        label={w.figures.period}
        hideLabel
        value={chosen ?? null}
        options={periodNames.map((value) => ({ value, word: own.periods[value] }))}
        onChange={(name) => change({ from: undefined, to: undefined, ...spanOf(name, today) })}
      />
      <span className="date-pair">
        <DateField aria-label={own.from} placeholder={own.from} value={search.from ?? ''} onChange={(day) => change({ from: day })} />
        <span aria-hidden="true">–</span>
        <DateField aria-label={own.to} placeholder={own.to} value={search.to ?? ''} onChange={(day) => change({ to: day })} />
      </span>
      <select className="text-box filter-unit" aria-label={w.figures.unit} value={search.unit ?? ''} onChange={(e) => change({ unit: e.target.value, at: undefined })}>
        <option value="">{own.allUnits}</option>
        {unitRows.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unit.short}
          </option>
        ))}
      </select>
      <CategorySelect
        label={w.form.category}
        none={w.screen.figures.allCategories}
        value={search.category ?? ''}
        onChange={(category) => change({ category, at: undefined })}
        className="filter-unit"
      />
      {search.source && (
        <Button small kind="text" onClick={() => change({ source: undefined })}>
          {fill(own.source, { source: search.source })} ×
        </Button>
      )}
    </div>
  )
}
export function FiguresPage() {
  const t = useT()
  const w = useLettersWords()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Search
  const change = (more: Search) =>
    void navigate({
      to: '/letters/figures',
      search: Object.fromEntries(Object.entries({ ...search, ...more }).filter(([, value]) => value)),
      replace: true,
      resetScroll: false,
    } as never)
  return (
    <article className="figures-page">
      <div className="card figures-head">
        <div className="page-head">
          <h1>{w.pages.figures}</h1>
          <Button className="no-print" icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
        <Filters search={search} change={change} />
      </div>
      <Suspense fallback={<Waiting />}>
        <Shown search={search} change={change} />
      </Suspense>
      <LearnedCard />
    </article>
  )
}
