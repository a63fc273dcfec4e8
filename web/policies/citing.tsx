/** 引用已失效文件的事项: for whoever looks after it, only what he may see. Rule: BZ-27 */
import { Link } from '@tanstack/react-router'
import { policyCiting } from '../../kernel/policies/shape.ts'
import { matterPath } from '../desk-pages.ts'
import { type Column, LedgerTable } from '../parts/ledger-table.tsx'
import { Card } from '../parts/small.tsx'
import { useReading } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { StateOf } from './policy-state.tsx'
import './policies.css'
import { usePolicyWords } from './use-policy-words.ts'

type Row = ReturnType<typeof useCiting>['rows'][number]
const useCiting = (id?: string) => useReading(policyCiting, id ? { id } : {})

export function CitingRows({ id }: { readonly id?: string }) {
  const t = useT()
  const w = usePolicyWords()
  const { rows, policies } = useCiting(id)
  const columns: readonly Column<Row>[] = [
    { key: 'title', head: w.citing.matter, opens: true, phone: 'top', cell: (row) => row.title ?? t('matter.hidden') },
    { key: 'number', head: t('work.number'), width: '11em', cell: (row) => <span className="num">{row.number}</span> },
    { key: 'owner', head: w.citing.holder, width: '7em', cell: (row) => row.owner },
    ...(id
      ? []
      : [
          {
            key: 'policy',
            head: w.citing.policy,
            width: '20em',
            cell: (row: Row) => (
              <>
                <Link to={`/policies/${row.policy.id}` as never}>{row.policy.title}</Link> <StateOf row={row} day={false} />
              </>
            ),
          },
        ]),
  ]
  return (
    <Card id="policy-citing" title={id ? w.open.citing : w.citing.title}>
      <LedgerTable
        label={w.citing.title}
        columns={columns}
        rows={rows}
        keyOf={(row) => `${row.matter}${row.policy.id}`}
        linkOf={(row) => matterPath(row.desk, row.matter)}
        none={w.citing.none}
      />
      {policies.length > 0 && (
        <div className="card-body">
          <h3>{w.citing.also}</h3>
          <ul className="policy-lines">
            {policies.map((one) => (
              <li key={`${one.id}${one.cites.id}`}>
                <span>
                  <Link to={`/policies/${one.id}` as never}>{one.title}</Link> <span className="small quiet">{w.citing.cites}</span>{' '}
                  <Link to={`/policies/${one.cites.id}` as never}>{one.cites.title}</Link>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}
export function CitingPage() {
  const w = usePolicyWords()
  return (
    <section className="stack">
      <div className="page-head">
        <h1>{w.citing.title}</h1>
      </div>
      <p className="small quiet">{w.citing.lead}</p>
      <CitingRows />
    </section>
  )
}
