/** 热点: what many people write about one place; each opens the very letters, and may become an affair. Rule: HB-49 */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowUpRight, TrendingUp } from 'lucide-react'
import { Suspense } from 'react'
import { officeNow } from '../../../web/clock.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayDay } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { type ThemeRow, themeLetters, themes, themeToAffair } from '../shape.ts'
import { useLetterColumns } from './parts/letter-columns.tsx'
import { Trend } from './parts/trend.tsx'
import { fill, useLettersWords } from './parts/use-letters-words.ts'
import './themes.css'

function Letters({ theme }: { readonly theme: string }) {
  const w = useLettersWords()
  const { rows } = useReading(themeLetters, { theme })
  return (
    <LedgerTable
      label={w.screen.themes.letters}
      columns={useLetterColumns()}
      rows={rows}
      keyOf={(row) => row.matter}
      linkOf={(row) => `/letters/${row.matter}`}
      none={w.screen.themes.gone}
    />
  )
}
function Theme({ theme, open, onOpen }: { readonly theme: ThemeRow; readonly open: boolean; readonly onOpen: () => void }) {
  const w = useLettersWords()
  const language = useLanguage()
  const navigate = useNavigate()
  const mayTurn = useMay('letters.review')
  const turning = useAct(themeToAffair, { onDone: (affair) => void navigate({ to: `/affairs/${affair.id}` } as never) })
  const day = (at: string) => sayDay(at, officeNow(), language)
  return (
    <li className="card theme">
      <div className="theme-line">
        <button type="button" className="theme-name" aria-expanded={open} onClick={onOpen}>
          <b>{theme.place}</b>
          {theme.rising && (
            <span className="amber small theme-rising">
              <TrendingUp size={14} aria-hidden="true" /> {w.screen.themes.rising}
            </span>
          )}
          <span className="quiet clip">{theme.title}</span>
        </button>
        <span className="num theme-count">{fill(w.screen.themes.count, { n: theme.letters, people: theme.people })}</span>
        <span className="small quiet num">{day(theme.from) === day(theme.to) ? day(theme.to) : fill(w.screen.themes.span, { from: day(theme.from), to: day(theme.to) })}</span>
        <Trend weeks={theme.trend} />
        {theme.affair ? (
          <Link className="theme-affair num" to={`/affairs/${theme.affair.id}`}>
            {theme.affair.number}
          </Link>
        ) : mayTurn ? (
          <Button small busy={turning.busy} icon={<ArrowUpRight size={14} aria-hidden="true" />} onClick={() => turning.run({ theme: theme.id as never })}>
            {w.screen.themes.turn}
          </Button>
        ) : (
          <span />
        )}
      </div>
      <RefusalNote error={turning.refused} desk="letters" />
      {open && (
        <Suspense fallback={<Waiting />}>
          <Letters theme={theme.id} />
        </Suspense>
      )}
    </li>
  )
}
export function ThemesPage() {
  const w = useLettersWords()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { readonly theme?: string }
  const { rows } = useReading(themes, {})
  return (
    <article className="stack themes-page">
      <header className="card page-head themes-head">
        <h1>{w.pages.themes}</h1>
        <p className="small quiet">{w.screen.themes.note}</p>
        {rows.length > 0 && (
          <div className="row no-print">
            <LedgerFiles path="/api/letters/themes" query={{}} name={w.pages.themes} />
          </div>
        )}
      </header>
      {rows.length === 0 && <p className="card empty">{w.screen.themes.none}</p>}
      <ol className="stack tight themes">
        {rows.map((one) => (
          <Theme
            key={one.id}
            theme={one}
            open={search.theme === one.id}
            onOpen={() => void navigate({ to: '/letters/themes', search: search.theme === one.id ? {} : { theme: one.id }, replace: true, resetScroll: false } as never)}
          />
        ))}
      </ol>
    </article>
  )
}
