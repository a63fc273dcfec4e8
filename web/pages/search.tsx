/** 查询结果: by number, by title, staff and units, each under its own head; nobody is shown what he may not see. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { search } from '../../kernel/reading/search-shape.ts'
import type { WorkRow } from '../../kernel/view.ts'
import { deskOf, matterPath } from '../desk-pages.ts'
import { type Column, LedgerTable } from '../parts/ledger-table.tsx'
import { TimeLeft } from '../parts/light.tsx'
import { Card } from '../parts/small.tsx'
import { useReading } from '../reading.ts'
import { useLanguage, useT } from '../words/use-words.ts'

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
function Matters({ id, rows, more, filter }: { readonly id: 'numbers' | 'titles'; readonly rows: readonly WorkRow[]; readonly more: boolean; readonly filter: object }) {
  const t = useT()
  const language = useLanguage()
  const columns: readonly Column<WorkRow>[] = [
    { key: 'left', head: t('work.left'), width: '8.5em', phone: 'top', cell: (row) => <TimeLeft state={row.light} due={row.due} /> },
    { key: 'title', head: t('work.title'), opens: true, phone: 'top', cell: (row) => row.title ?? t('matter.hidden') },
    { key: 'number', head: t('work.number'), width: '11em', cell: (row) => <span className="num">{row.number}</span> },
    { key: 'state', head: t('ledger.phase'), width: '8em', cell: (row) => deskOf(row.desk)?.words[language].states[row.state] ?? row.state },
    { key: 'unit', head: t('work.unit'), width: '10em', cell: (row) => row.ownerUnit },
  ]
  if (rows.length === 0) return null
  return (
    <Card
      id={id}
      title={t(`search.${id}`)}
      className="search-matters"
      aside={
        more ? (
          <Link to="/ledger" search={filter as never}>
            {t('search.more', { n: SIZE })}
          </Link>
        ) : (
          t('work.count', { count: rows.length })
        )
      }
    >
      <LedgerTable label={t(`search.${id}`)} columns={columns} rows={rows} keyOf={(row) => row.matter} linkOf={(row) => matterPath(row.desk, row.matter)} none="" />
    </Card>
  )
}

function Found({ q }: { readonly q: string }) {
  const t = useT()
  const found = useReading(search, { q, size: SIZE })
  const nothing = [found.numbers, found.titles, found.people, found.units].every((list) => list.length === 0)
  return (
    <>
      {nothing && <p className="empty">{t('search.none')}</p>}
      <Matters id="numbers" rows={found.numbers} more={found.more.numbers} filter={{ number: q }} />
      <Matters id="titles" rows={found.titles} more={found.more.titles} filter={{ text: q }} />
      {found.people.length > 0 && (
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
      {found.units.length > 0 && (
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
export function SearchPage() {
  const t = useT()
  const { q = '' } = route.useSearch() as { readonly q?: string }
  const asked = q.trim().slice(0, 60)
  return (
    <div className="stack search-page">
      <div className="page-head">
        <h1>{asked ? t('search.title', { q: asked }) : t('top.search')}</h1>
      </div>
      {asked ? <Found q={asked} /> : <p className="empty">{t('search.ask')}</p>}
    </div>
  )
}
