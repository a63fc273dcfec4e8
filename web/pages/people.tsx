/** 人员单位: the tree, one unit's posts and who holds them, what each may do; accounts and import for whoever keeps people. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { z } from 'zod'
import type { UnitId } from '../../kernel/ids.ts'
import { unitLine } from '../../kernel/people/organisation-shape.ts'
import { directory, type unitRow, units, unitView } from '../../kernel/reading/shape.ts'
import { officeNow } from '../clock.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { PeoplePlaces } from '../parts/people-places.tsx'
import { Card } from '../parts/small.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useReading, useReadingLater } from '../reading.ts'
import { sayDay } from '../say-time.ts'
import { useKernelWords, useLanguage, usePowerWord, useT } from '../words/use-words.ts'
import { AccountsWaiting } from './accounts-waiting.tsx'
import { PlannedReorganisations } from './planned.tsx'

type UnitRow = z.output<typeof unitRow>
const route = getRouteApi('/menu/people')
const PersonDialog = lazy(async () => ({ default: (await import('./person.tsx')).PersonDialog }))
const ReorganiseForm = lazy(async () => ({ default: (await import('./reorganise.tsx')).ReorganiseForm }))
const ImportDialog = lazy(async () => ({ default: (await import('./people-import.tsx')).ImportDialog }))

function Branch({
  unit,
  all,
  at,
  onPick,
  depth,
}: {
  readonly unit: UnitRow
  readonly all: readonly UnitRow[]
  readonly at: string | undefined
  readonly onPick: (id: string) => void
  readonly depth: number
}) {
  const t = useT()
  const below = all.filter((u) => u.parent === unit.id).sort((a, b) => a.sort - b.sort)
  const [open, setOpen] = useState(depth < 1 || below.length <= 12)
  return (
    <li>
      <div className={`branch ${unit.id === at ? 'is-here' : ''}`} style={{ paddingLeft: `${depth * 16}px` }}>
        {below.length > 0 ? (
          <button
            type="button"
            className="icon-button branch-fold"
            aria-expanded={open}
            aria-label={`${open ? t('people.fold') : t('people.unfold')} ${unit.name}`}
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronRight size={14} aria-hidden="true" />}
          </button>
        ) : (
          <span className="branch-fold" />
        )}
        <button type="button" className="branch-name" aria-current={unit.id === at ? 'true' : undefined} onClick={() => onPick(unit.id)}>
          <span>{unit.name}</span> <span className="small quiet num">{unit.people || ''}</span>
        </button>
      </div>
      {open && below.length > 0 && (
        <ul>
          {below.map((child) => (
            <Branch key={child.id} unit={child} all={all} at={at} onPick={onPick} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  )
}
/** 机构沿革: what it came from, and on which document. */
function Line({ id }: { readonly id: string }) {
  const t = useT()
  const language = useLanguage()
  const { data } = useReadingLater(unitLine, { id: id as UnitId })
  return (
    <>
      {data?.before.map((row) => (
        <p key={row.unit.id} className="small quiet unit-line">
          {t('org.lineSaid', { at: sayDay(row.at, officeNow(), language), unit: row.unit.name, kind: t(`org.kinds.${row.kind}`), basis: row.basis })}
        </p>
      ))}
    </>
  )
}
function Unit({ id, onPerson, onUnit }: { readonly id: string; readonly onPerson: (id: string) => void; readonly onUnit: (id: string) => void }) {
  const t = useT()
  const keeps = useMay('office.people')
  const [changing, setChanging] = useState(false)
  const words = useKernelWords()
  const power = usePowerWord()
  const unit = useReading(unitView, { id: id as UnitId })
  const kinds: Readonly<Record<string, string>> = words.holdings
  return (
    <Card
      id="unit"
      title={unit.name}
      aside={
        <>
          {unit.parents.map((p) => p.name).join(' ／ ')} {unit.charge && `　${t('people.portfolio')}：${unit.charge.name}`}
          {keeps && (
            <Button small kind="text" className="no-print" onClick={() => setChanging(true)}>
              {t('org.reorganise')}
            </Button>
          )}
        </>
      }
    >
      <Line id={id} />
      {changing && (
        <Suspense fallback={null}>
          <Dialog title={`${t('org.reorganise')}　${unit.name}`} onClose={() => setChanging(false)} wide>
            <ReorganiseForm
              unit={unit}
              onDone={(to) => {
                setChanging(false)
                if (to) onUnit(to)
              }}
            />
          </Dialog>
        </Suspense>
      )}
      <table className="ledger posts">
        <thead>
          <tr>
            <th scope="col">{t('people.post')}</th>
            <th scope="col">{t('people.person')}</th>
            <th scope="col">{t('people.powers')}</th>
          </tr>
        </thead>
        <tbody>
          {unit.posts.map((post) => (
            <tr key={post.id}>
              <td>
                {post.title}
                {post.head && <span className="tag">{t('people.head')}</span>}
                {post.receiving && <span className="tag">{t('people.receiving')}</span>}
              </td>
              <td>
                {post.holders.length === 0 && <span className="amber">{t('people.vacant')}</span>}
                {post.holders.map((person) => (
                  <button key={person.holding} type="button" className="link person-link" onClick={() => onPerson(person.id)}>
                    {person.name}
                    {person.kind !== 'main' && <span className="small quiet">（{kinds[person.kind] ?? person.kind}）</span>}
                  </button>
                ))}
              </td>
              <td className="small quiet powers">{post.powers.map((p) => power(p.key)).join('、')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
function Found({ q, onPerson }: { readonly q: string; readonly onPerson: (id: string) => void }) {
  const t = useT()
  const { data } = useReadingLater(directory, { q, size: 50 })
  if (!data) return <Waiting />
  return (
    <Card id="found" title={t('people.members', { count: data.count.n })}>
      {data.rows.length === 0 ? (
        <p className="empty">{t('give.none')}</p>
      ) : (
        <table className="ledger posts">
          <tbody>
            {data.rows.map((person) => (
              <tr key={person.id}>
                <td style={{ width: '8em' }}>
                  <button type="button" className="link" onClick={() => onPerson(person.id)}>
                    {person.name}
                  </button>
                </td>
                <td>{person.active ? person.posts.map((post) => `${post.unit.name} ${post.title}`).join('、') : <span className="quiet">{t('people.inactive')}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
export function PeoplePage() {
  const t = useT()
  const navigate = useNavigate()
  const search = route.useSearch() as { unit?: string; person?: string }
  const { rows } = useReading(units, {})
  const [q, setQ] = useState('')
  const [importing, setImporting] = useState(false)
  const keeps = useMay('office.people')
  const ids = new Set(rows.map((u) => u.id))
  const tops = rows.filter((u) => u.parent === null || !ids.has(u.parent)).sort((a, b) => a.sort - b.sort)
  const go = (next: { unit?: string; person?: string }) => void navigate({ to: '/people', search: next } as never)
  const person = (id: string) => go({ ...search, person: id })
  const at = search.unit ?? tops[0]?.id
  return (
    <div className="people">
      <div className="page-head">
        <h1>{t('people.title')}</h1>
        <div className="row">
          <input className="text-box" type="search" value={q} placeholder={t('people.find')} aria-label={t('people.find')} onChange={(e) => setQ(e.target.value)} />
          {keeps && <Button onClick={() => setImporting(true)}>{t('people.import')}</Button>}
        </div>
      </div>
      <PeoplePlaces />
      <PlannedReorganisations />
      <AccountsWaiting onPerson={person} />
      <div className="people-panes">
        <nav className="card tree" aria-label={t('people.units')}>
          <ul>
            {tops.map((unit) => (
              <Branch key={unit.id} unit={unit} all={rows} at={at} onPick={(id) => go({ unit: id })} depth={0} />
            ))}
          </ul>
        </nav>
        <div className="stack">
          {q.trim() ? (
            <Found q={q.trim()} onPerson={person} />
          ) : at ? (
            <Suspense
              fallback={
                <div className="card">
                  <Waiting />
                </div>
              }
            >
              <Unit key={at} id={at} onPerson={person} onUnit={(unit) => go({ unit })} />
            </Suspense>
          ) : (
            <p className="empty">{t('people.pick')}</p>
          )}
        </div>
      </div>
      {search.person && (
        <Suspense fallback={<Waiting />}>
          <PersonDialog id={search.person} onClose={() => go(search.unit ? { unit: search.unit } : {})} />
        </Suspense>
      )}
      {importing && (
        <Suspense fallback={null}>
          <Dialog title={t('people.import')} onClose={() => setImporting(false)} wide>
            <ImportDialog />
          </Dialog>
        </Suspense>
      )}
    </div>
  )
}
