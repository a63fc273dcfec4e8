/** 交办事项台账: the newest first. */
import { Link } from '@tanstack/react-router'
import { officeNow } from '../../../web/clock.ts'
import { useMay } from '../../../web/me.ts'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayDay } from '../../../web/say-time.ts'
import { useLanguage, useWordsOf } from '../../../web/words/use-words.ts'
import { ledger } from '../shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

export function AffairsLedger() {
  const words = useWordsOf<typeof zh | typeof en>({ 'zh-CN': zh, en })
  const language = useLanguage()
  const mayRegister = useMay('affairs.register')
  const { rows } = useReading(ledger, {})
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1>{words.pages.ledger}</h1>
        {mayRegister && (
          <Link to="/affairs/new" className="btn is-primary">
            {words.pages.register}
          </Link>
        )}
      </div>
      <LedgerTable
        label={words.pages.ledger}
        rows={rows}
        keyOf={(row) => row.matter}
        linkOf={(row) => `/affairs/${row.matter}`}
        none={words.none}
        columns={[
          { key: 'number', head: words.fields.number, width: '12em', cell: (row) => <span className="num">{row.number}</span> },
          { key: 'title', head: words.fields.title, opens: true, phone: 'top', cell: (row) => row.title },
          { key: 'state', head: words.fields.state, width: '7em', cell: (row) => (words.states as Readonly<Record<string, string>>)[row.state] ?? row.state },
          {
            key: 'registered',
            head: words.fields.registered,
            width: '8em',
            phone: 'hide',
            cell: (row) => <span className="num">{sayDay(row.registeredAt, officeNow(), language)}</span>,
          },
        ]}
      />
    </section>
  )
}
