/** 保存期限: every kind of data, how long it is kept, on what basis, what happens then, what the last night did. */
import { Link } from '@tanstack/react-router'
import { type RetentionRow, retention } from '../../kernel/reading/shape.ts'
import { officeNow } from '../clock.ts'
import { type Column, LedgerTable } from '../parts/ledger-table.tsx'
import { useReading } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

export function RetentionPage() {
  const t = useT()
  const language = useLanguage()
  const { rows } = useReading(retention, {})
  const word = (kind: string, key: string) => t(`retention.${kind}.${key}` as 'retention.kinds.keys')
  const columns: readonly Column<RetentionRow>[] = [
    { key: 'kind', head: t('retention.kind'), phone: 'top', cell: (row) => word('kinds', row.key) },
    {
      key: 'keep',
      head: t('retention.keep'),
      width: '10em',
      cell: (row) => (row.days === null ? word('keeps', row.key) : <span className="num">{t('retention.days', { count: row.days })}</span>),
    },
    { key: 'basis', head: t('retention.basis'), width: '20em', cell: (row) => word('bases', row.key) },
    { key: 'ends', head: t('retention.ends'), width: '13em', cell: (row) => t(`retention.endings.${row.ends}`) },
    {
      key: 'last',
      head: t('retention.last'),
      width: '15em',
      cell: (row) =>
        row.last ? (
          <span className="num">
            {sayMoment(row.last.at, officeNow(), language)}　{t(row.ends === 'proposed' ? 'retention.waiting' : 'retention.gone', { n: row.last.n, total: row.last.total })}
          </span>
        ) : (
          <span className="quiet">{row.ends === 'kept' ? '—' : t('status.never')}</span>
        ),
    },
  ]
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1>{t('retention.title')}</h1>
        <p className="small quiet grow">
          {t('retention.note')}　<Link to="/rules">{t('rules.menu')}</Link>
        </p>
      </div>
      <LedgerTable label={t('retention.title')} columns={columns} rows={rows} keyOf={(row) => row.key} none="" />
    </section>
  )
}
