/** 审计: who did what and when, for the audit administrator; and whether the record can be trusted. Read only; the export stands on record. Rule: R-C14, R-C15 */
import { FileSpreadsheet, Printer } from 'lucide-react'
import { useState } from 'react'
import type { z } from 'zod'
import { type AuditRow, auditKinds, auditList, auditTrust, verifyNow } from '../../kernel/reading/audit-shape.ts'
import { Refused, readingPath } from '../call.ts'
import { officeNow } from '../clock.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { type Column, LedgerTable } from '../parts/ledger-table.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { queryClient, useAct, useReadingLater } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'
import { Broken } from './broken.tsx'

type Filter = Omit<z.input<(typeof auditList)['input']>, 'cursor' | 'size'>

/** Newest seal, what waits, the newest verification. */
function Trust() {
  const t = useT()
  const language = useLanguage()
  const { data } = useReadingLater(auditTrust, {})
  const act = useAct(verifyNow, { onDone: () => void queryClient.invalidateQueries({ queryKey: [auditTrust.key] }) })
  if (!data) return <Waiting />
  const now = officeNow()
  const { seal, verified } = data
  return (
    <Card id="trust" title={t('audit.trust')} className="trust">
      <dl className="card-body facts">
        <div>
          <dt>{t('audit.seal')}</dt>
          <dd>
            {seal ? (
              <>
                {t('audit.sealNo', { no: seal.no })}　{sayMoment(seal.at, now, language)} <code className="seal-hash">{seal.hash}</code>
              </>
            ) : (
              t('audit.sealNone')
            )}
          </dd>
        </div>
        <div>
          <dt>{t('audit.waiting')}</dt>
          <dd className="num">{t('audit.waitingCount', { count: data.waiting })}</dd>
        </div>
        <div>
          <dt>{t('audit.verified')}</dt>
          <dd>
            {verified ? (
              <>
                <b className={verified.faults > 0 ? 'red' : 'green'}>{verified.faults > 0 ? t('audit.verifiedBad', { count: verified.faults }) : t('audit.verifiedGood')}</b>
                <br />
                <span className="small quiet">
                  {sayMoment(verified.at, now, language)}　{t('audit.verifiedCount', verified)}
                </span>
              </>
            ) : (
              t('audit.verifiedNone')
            )}
          </dd>
        </div>
      </dl>
      <div className="card-body no-print">
        <Button busy={act.busy || data.running} onClick={() => act.run({})}>
          {t(data.running ? 'audit.running' : 'audit.verify')}
        </Button>
        <RefusalNote error={act.refused} />
      </div>
    </Card>
  )
}
function useColumns(): readonly Column<AuditRow>[] {
  const t = useT()
  const language = useLanguage()
  const words = useKernelWords().audit
  const acts: Readonly<Record<string, string>> = words.acts
  const how = (row: AuditRow) => (typeof row.facts.by === 'string' && row.facts.by in ways ? t(`audit.by.${row.facts.by as keyof typeof ways}`) : '')
  return [
    { key: 'at', head: t('audit.time'), cell: (row) => <span className="num">{sayMoment(row.at, officeNow(), language)}</span>, width: '150px', phone: 'top' },
    { key: 'actor', head: t('audit.person'), cell: (row) => row.actor?.name ?? <span className="quiet">{words.nobody}</span>, width: '110px', phone: 'top' },
    { key: 'kind', head: t('audit.kind'), cell: (row) => words.kinds[row.kind], width: '110px', phone: 'hide' },
    {
      key: 'what',
      head: t('audit.what'),
      cell: (row) => (
        <>
          {acts[row.what] ?? row.what} <span className="small quiet">{how(row)}</span>
        </>
      ),
    },
    { key: 'about', head: t('audit.about'), cell: (row) => [row.about, row.number].filter(Boolean).join('　'), width: '220px' },
    { key: 'ok', head: t('audit.result'), cell: (row) => <span className={row.ok ? 'quiet' : 'red'}>{row.ok ? words.done : words.failed}</span>, width: '80px' },
  ]
}
const ways = { password: 1, code: 1, recovery: 1, passkey: 1, demo: 1 }

function Page({ filter, cursor, onNext }: { readonly filter: Filter; readonly cursor: string | null; readonly onNext: ((cursor: string) => void) | null }) {
  const t = useT()
  const columns = useColumns()
  const { data } = useReadingLater(auditList, { ...filter, size: 50, ...(cursor ? { cursor } : {}) })
  if (!data) return <Waiting />
  const next = data.next
  return (
    <>
      <LedgerTable label={t('audit.title')} columns={columns} rows={data.rows} keyOf={(row) => row.id} none={t('audit.none')} />
      {onNext && next && (
        <div className="row end pager no-print">
          <Button small onClick={() => onNext(next)}>
            {t('audit.more')}
          </Button>
        </div>
      )}
    </>
  )
}
export function AuditPage() {
  const power = 'office.audit'
  if (!useMay(power)) return <Broken error={new Refused({ code: 'session.not-allowed', status: 403, facts: { power } })} />
  return <Audit />
}
function Audit() {
  const t = useT()
  const words = useKernelWords().audit
  const [filter, setFilter] = useState<Filter>({})
  const [person, setPerson] = useState<readonly Chosen[]>([])
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null])
  const change = (part: { [K in keyof Filter]?: Filter[K] | undefined }) => {
    setCursors([null])
    setFilter(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== '')) as Filter)
  }
  const file = readingPath(auditList, filter).replace('/api/audit/list', '/api/audit/list.xlsx')
  return (
    <div className="stack audit-page">
      <Trust />
      <section className="card ledger-page" aria-labelledby="audit-title">
        <div className="ledger-head">
          <h1 id="audit-title">{t('audit.title')}</h1>
          <p className="small quiet grow">{t('audit.note')}</p>
          <div className="row no-print">
            <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
              {t('act.print')}
            </Button>
            <a className="btn is-plain" href={file} download>
              <FileSpreadsheet size={14} aria-hidden="true" /> {t('act.xlsx')}
            </a>
          </div>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: <search> is unknown to the oldest browsers served */}
        <form className="filters no-print" role="search" aria-label={t('ledger.filters')} onSubmit={(event) => event.preventDefault()}>
          <select className="text-box" aria-label={t('audit.kind')} value={filter.kind ?? ''} onChange={(e) => change({ kind: (e.target.value || undefined) as Filter['kind'] })}>
            <option value="">{t('audit.all')}</option>
            {auditKinds.map((kind) => (
              <option key={kind} value={kind}>
                {words.kinds[kind]}
              </option>
            ))}
          </select>
          <div className="filter-person">
            <HolderPicker
              label={t('audit.person')}
              only="person"
              value={person}
              onChange={(value) => {
                setPerson(value.slice(-1))
                change({ person: value.at(-1)?.holder.person })
              }}
            />
          </div>
          <span className="date-pair">
            <DateField
              aria-label={t('audit.from')}
              placeholder={t('audit.from')}
              value={filter.from ?? ''}
              onChange={(day) => change({ from: (day || undefined) as Filter['from'] })}
            />
            <span aria-hidden="true">—</span>
            <DateField aria-label={t('audit.to')} placeholder={t('audit.to')} value={filter.to ?? ''} onChange={(day) => change({ to: (day || undefined) as Filter['to'] })} />
          </span>
          <label className="check">
            <input type="checkbox" checked={filter.failed === 'true'} onChange={(e) => change({ failed: e.target.checked ? 'true' : undefined })} /> {t('audit.failed')}
          </label>
        </form>
        {cursors.map((cursor, n) => (
          <Page key={cursor ?? 'first'} filter={filter} cursor={cursor} onNext={n === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : null} />
        ))}
      </section>
    </div>
  )
}
