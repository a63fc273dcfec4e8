/** 我的表: what I saved, and what my division lends me. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { myTables } from '../../kernel/reading/table-shape.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { useReading } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

export function TablesPage() {
  const t = useT()
  const language = useLanguage()
  const navigate = useNavigate()
  const { rows } = useReading(myTables, {})
  return (
    <div className="stack tables-page">
      <div className="page-head">
        <h1>{t('tables.title')}</h1>
        <Button icon={<Plus size={14} aria-hidden="true" />} onClick={() => void navigate({ to: '/tables/new' } as never)}>
          {t('act.add')}
        </Button>
      </div>
      <section className="card" aria-label={t('tables.title')}>
        {rows.length === 0 && <p className="empty">{t('tables.none')}</p>}
        <ul className="tables-list">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={`/tables/${row.id}`}>
                <b>{row.name}</b>
              </Link>
              <span className="quiet">
                {row.mine ? (row.shared ? t('tables.sharedWith', { unit: row.shared.name }) : t('tables.mine')) : t('tables.ofOwner', { owner: row.owner.name })}
              </span>
              <span className="small quiet num">
                {t('tables.version', { version: row.version })}　{t('tables.savedAt', { time: sayMoment(row.at, officeNow(), language) })}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
