/** 查询结果: by number, by title, by whatever else was written, staff and units, each under its own head; nobody is shown what he may not see. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, Suspense, useState } from 'react'
import { search } from '../../kernel/reading/search-shape.ts'
import type { WorkRow } from '../../kernel/view.ts'
import { matterPath } from '../desk-pages.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { LedgerTable, Tabs } from '../parts/ledger-table.tsx'
import { Card } from '../parts/small.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useReading } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { SearchAsker } from './search-asker.tsx'
import { type Asked, askedOf, type Narrowing } from './search-filter.ts'
import { SearchFilters } from './search-filters.tsx'
import { FoundIn, useFoundColumns } from './search-found.tsx'
import { SavedSearches } from './search-saved.tsx'

const route = getRouteApi('/menu/search')
const SIZE = 20
interface Phone {
  readonly kind: 'office' | 'duty' | 'liaison'
  readonly value: string
}
function Phones({ phones }: { readonly phones: readonly Phone[] }) {
  const t = useT()
  return phones.map(({ kind, value }) => (
    <span key={kind} className="contact">
      <span className="small quiet">{t(`org.contactKinds.${kind}`)}</span>{' '}
      <a className="num" href={`tel:${value.replace(/[^\d+]/g, '')}`}>
        {value}
      </a>
    </span>
  ))
}
function Numbers({ rows, more, filter }: { readonly rows: readonly WorkRow[]; readonly more: boolean; readonly filter: object }) {
  const t = useT()
  const columns = useFoundColumns<WorkRow>((row) => row.title ?? t('matter.hidden'))
  if (rows.length === 0) return null
  const aside = more ? (
    <Link to="/ledger" search={filter as never}>
      {t('search.more', { n: SIZE })}
    </Link>
  ) : (
    t('work.count', { count: rows.length })
  )
  return (
    <Card id="numbers" title={t('search.numbers')} className="search-matters" aside={aside}>
      <LedgerTable label={t('search.numbers')} columns={columns} rows={rows} keyOf={(row) => row.matter} linkOf={(row) => matterPath(row.desk, row.matter)} none="" />
    </Card>
  )
}

function Found({ asked }: { readonly asked: Asked }) {
  const t = useT()
  const { q, ...narrow } = asked
  const narrowed = Object.keys(narrow).length > 0
  const found = useReading(search, { q, size: SIZE })
  const other = !narrowed && (found.numbers.length > 0 || found.people.length > 0 || found.units.length > 0)
  const words = q.split(/\s+/)
  const tooShort = words.every((word) => word.length < 2)
  const none = other || found.titles.length > 0 ? undefined : <p className="empty">{t(tooShort ? 'search.tooShort' : 'search.none')}</p>
  return (
    <>
      {!narrowed && <Numbers rows={found.numbers} more={found.more.numbers} filter={{ number: q }} />}
      {(asked.kind === undefined || asked.kind === 'title') && (
        <FoundIn key={`title ${JSON.stringify(asked)}`} asked={asked} where="title" onNone={asked.kind === 'title' ? none : undefined} />
      )}
      {asked.kind !== 'title' && <FoundIn key={`text ${JSON.stringify(asked)}`} asked={asked} where="text" onNone={none} />}
      {!narrowed && found.people.length > 0 && (
        <Card id="people" title={t('search.people')} aside={found.more.people ? t('search.morePeople') : undefined}>
          <ul className="search-staff">
            {found.people.map((person) => (
              <li key={person.id}>
                <b>{person.name}</b>
                <span>{person.posts.map((post) => `${post.unit.name} ${post.title}`).join('、')}</span>
                <span>
                  <Phones phones={person.phones} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {!narrowed && found.units.length > 0 && (
        <Card id="units" title={t('search.units')}>
          <ul className="search-staff">
            {found.units.map((unit) => (
              <li key={unit.id}>
                <b>{unit.name}</b>
                <Link to="/ledger" search={{ unit: unit.id } as never}>
                  {t('menu.ledger')}
                </Link>
                <span>
                  <Phones phones={unit.phones} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
/** Up and down go through everything that was found, from one list to the next. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || (event.target as HTMLElement).closest('input, select, textarea, [role="tablist"]')) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const at = links.indexOf(document.activeElement as HTMLElement)
  const next = links[at === -1 ? 0 : at + step]
  if (!next) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
}
const looksLikePhone = (q: string): boolean => /^\+?[\d\s-]{7,20}$/.test(q)
export function SearchPage() {
  const t = useT()
  const navigate = useNavigate()
  const me = useMe()
  const asked = askedOf(route.useSearch() as Record<string, unknown>)
  const [tab, setTab] = useState<'all' | 'asker'>('all')
  const mayAsk = me.powers.some((power) => power.endsWith('.contact'))
  const change = (part: { readonly [K in keyof Narrowing]?: string | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...asked, ...part }).filter(([, value]) => value !== undefined && value !== ''))
    void navigate({ to: '/search', search: next, replace: true } as never)
  }
  const everything = (
    <>
      <SavedSearches asked={asked} />
      {asked.q ? (
        <>
          <SearchFilters asked={asked} change={change} />
          {mayAsk && looksLikePhone(asked.q) && (
            <p className="small quiet row wrap">
              {t('search.phoneHint')}
              <Button small onClick={() => setTab('asker')}>
                {t('search.asker')}
              </Button>
            </p>
          )}
          <Suspense fallback={<Waiting />}>
            <Found asked={asked} />
          </Suspense>
        </>
      ) : (
        <p className="empty">{t('search.ask')}</p>
      )}
    </>
  )
  const tabs = [
    { key: 'all' as const, name: t('search.everything') },
    { key: 'asker' as const, name: t('search.asker') },
  ]
  return (
    <section className="stack search-page" onKeyDownCapture={walk}>
      <div className="page-head">
        <h1>{tab === 'asker' ? t('search.asker') : asked.q ? t('search.title', { q: asked.q }) : t('top.search')}</h1>
      </div>
      {mayAsk && <Tabs label={t('top.search')} tabs={tabs} at={tab} onPick={setTab} panel="search" />}
      {mayAsk ? (
        <div className="stack" id="search" role="tabpanel" aria-labelledby={`search-${tab}`}>
          {tab === 'asker' ? <SearchAsker phone={looksLikePhone(asked.q) ? asked.q : ''} /> : everything}
        </div>
      ) : (
        everything
      )}
    </section>
  )
}
