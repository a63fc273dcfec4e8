/** 制度政策库: by words, state and field; what waits for the reader stands above. Rule: BZ-27, GN-45 */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { fields } from '../../kernel/people/organisation-shape.ts'
import { type PolicyRow, policyList } from '../../kernel/policies/shape.ts'
import { policyStates } from '../../kernel/policies/state.ts'
import { Button } from '../parts/button.tsx'
import { type Column, LedgerTable } from '../parts/ledger-table.tsx'
import { useRested } from '../parts/use-rested.ts'
import { useReading, useReadingLater } from '../reading.ts'
import { sayDate } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { StateOf } from './policy-state.tsx'
import './policies.css'
import { fill, usePolicyWords } from './use-policy-words.ts'
import { PoliciesWaiting } from './waiting.tsx'

const route = getRouteApi('/menu/policies')
const states = ['in-force', ...policyStates] as const
type Asked = { readonly q?: string; readonly state?: string; readonly field?: string; readonly review?: string; readonly page?: string }

function useColumns(): readonly Column<PolicyRow>[] {
  const w = usePolicyWords()
  const language = useLanguage()
  const names = useReadingLater(fields, {}).data?.rows ?? []
  return [
    { key: 'state', head: w.fields.state, width: language === 'en' ? '10.5em' : '7em', phone: 'top', cell: (row) => <StateOf row={row} day={false} /> },
    { key: 'title', head: w.fields.title, opens: true, phone: 'top', cell: (row) => row.title },
    { key: 'number', head: w.fields.number, width: '12em', cell: (row) => <span className="num">{row.number}</span> },
    { key: 'issuer', head: w.fields.issuer, width: '10em', cell: (row) => row.unit?.name ?? row.issuer },
    { key: 'field', head: w.fields.field, width: '7em', spare: true, phone: 'hide', cell: (row) => names.find((one) => one.key === row.field)?.name ?? '' },
    { key: 'from', head: w.fields.fromOn, width: '9em', spare: true, phone: 'hide', cell: (row) => <span className="num">{sayDate(row.fromOn, language)}</span> },
    {
      key: 'owner',
      head: w.fields.ownerPost,
      width: '11em',
      cell: (row) => (
        <>
          {row.owner.people[0] ?? row.owner.post}
          {row.review !== 'later' && <span className="small amber"> {w.review[row.review]}</span>}
        </>
      ),
    },
  ]
}

function Found({ asked, change }: { readonly asked: Asked; readonly change: (part: Asked) => void }) {
  const t = useT()
  const w = usePolicyWords()
  const columns = useColumns()
  const page = Number(asked.page ?? 1)
  const { rows, count, size } = useReading(policyList, { ...asked, page } as never)
  return (
    <>
      <LedgerTable label={w.title} columns={columns} rows={rows} keyOf={(row) => row.id} linkOf={(row) => `/policies/${row.id}`} none={w.none} />
      <div className="row end pager no-print">
        <span className="small quiet num">{fill(w.count, { n: count })}</span>
        {page > 1 && (
          <Button small onClick={() => change({ page: page === 2 ? '' : String(page - 1) })}>
            {t('ledger.prior')}
          </Button>
        )}
        {count > page * size && (
          <Button small onClick={() => change({ page: String(page + 1) })}>
            {t('ledger.next')}
          </Button>
        )}
      </div>
    </>
  )
}

export function PoliciesPage() {
  const t = useT()
  const w = usePolicyWords()
  const navigate = useNavigate()
  const asked = route.useSearch() as Asked
  const { may } = useReading(policyList, {})
  const names = useReadingLater(fields, {}).data?.rows ?? []
  const [typed, setTyped] = useState(asked.q ?? '')
  const change = (part: Asked) => {
    const next = Object.fromEntries(Object.entries({ ...asked, page: '', ...part }).filter(([, value]) => value))
    void navigate({ to: '/policies', search: next, replace: true } as never)
  }
  const rested = useRested(typed.trim(), 300)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts it
  useEffect(() => {
    if (rested !== (asked.q ?? '')) change({ q: rested })
  }, [rested])
  return (
    <div className="stack">
      <Suspense fallback={null}>
        <PoliciesWaiting />
      </Suspense>
      <section className="card ledger-page">
        <div className="ledger-head">
          <h1 className="grow">{w.title}</h1>
          <div className="row wrap no-print">
            <Link to={'/policies/citing' as never} className="btn is-plain">
              {w.citing.title}
            </Link>
            {(may.write || may.units.length > 0) && (
              <Link to={'/policies/new' as never} className="btn is-primary">
                <Plus size={14} aria-hidden="true" /> {may.write ? w.enter : w.draft}
              </Link>
            )}
          </div>
        </div>
        <div className="filters no-print">
          <input className="text-box filter-find" type="search" maxLength={60} value={typed} placeholder={w.find} aria-label={w.find} onChange={(e) => setTyped(e.target.value)} />
          <select className="text-box" aria-label={w.fields.state} value={asked.state ?? ''} onChange={(e) => change({ state: e.target.value })}>
            <option value="">{w.all}</option>
            {states.map((state) => (
              <option key={state} value={state}>
                {w.states[state]}
              </option>
            ))}
          </select>
          <select className="text-box" aria-label={w.fields.field} value={asked.field ?? ''} onChange={(e) => change({ field: e.target.value })}>
            <option value="">{w.allFields}</option>
            {names.map((one) => (
              <option key={one.key} value={one.key}>
                {one.name}
              </option>
            ))}
          </select>
          <label className="check">
            <input type="checkbox" checked={asked.review === 'due'} onChange={(e) => change({ review: e.target.checked ? 'due' : '' })} /> {w.due}
          </label>
          <Button small onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
        <Found asked={asked} change={change} />
      </section>
    </div>
  )
}
