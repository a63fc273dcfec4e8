/** What an import came to, or how far it is: counts, why not, the sheet of faults. */
import { Download } from 'lucide-react'
import type { z } from 'zod'
import type { importReport, importRuns } from '../../kernel/reading/import-shape.ts'
import { officeNow } from '../clock.ts'
import { Card } from '../parts/small.tsx'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

export type ImportRun = z.output<typeof importRuns.output>['rows'][number]
type Report = z.output<typeof importReport>

function Counts({ title, rows }: { readonly title: string; readonly rows: Report['byStage'] }) {
  const language = useLanguage()
  if (rows.length === 0) return null
  return (
    <section className="import-counts">
      <h3>{title}</h3>
      <ul className="plain-list">
        {rows.map(({ name, n }) => (
          <li key={name.zh} className="row between">
            <span>{language === 'en' ? name.en : name.zh}</span> <b className="num">{n}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}
function Told({ run, report }: { readonly run: ImportRun; readonly report: Report }) {
  const t = useT()
  const language = useLanguage()
  const figures = [
    [t('imports.lines'), report.lines],
    [t(run.look ? 'imports.wouldCome' : 'imports.written'), report.written],
    [t('imports.before'), report.before],
    [t('imports.refused'), report.refused],
  ] as const
  return (
    <>
      <dl className="facts import-figures">
        {figures.map(([name, n]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{n}</dd>
          </div>
        ))}
      </dl>
      <div className="import-tallies">
        <Counts title={t('imports.byStage')} rows={report.byStage} />
        <Counts title={t('imports.byHolder')} rows={report.byHolder} />
        <Counts title={t('imports.byReason')} rows={report.byReason} />
      </div>
      {report.notUsed.length > 0 && <p className="small quiet">{t('imports.columnsNotUsed', { list: report.notUsed.join('、') })}</p>}
      {report.faults.length > 0 && (
        <>
          <table className="ledger">
            <thead>
              <tr>
                <th scope="col">{t('imports.line')}</th>
                <th scope="col">{t('imports.id')}</th>
                <th scope="col">{t('imports.why')}</th>
              </tr>
            </thead>
            <tbody>
              {report.faults.map((fault) => (
                <tr key={`${fault.line} ${fault.id}`}>
                  <td className="num">{fault.line}</td>
                  <td className="num">{fault.id}</td>
                  <td>{language === 'en' ? fault.words.en : fault.words.zh}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {report.refused > report.faults.length && <p className="small quiet">{t('imports.more')}</p>}
          <p>
            <a className="btn is-plain" href={`/api/imports/${run.id}/faults.csv`} download>
              <Download size={14} aria-hidden="true" /> {t('imports.faultSheet')}
            </a>
          </p>
        </>
      )}
    </>
  )
}
/** @param run null: nothing asked for yet */
export function ImportResult({ run }: { readonly run: ImportRun | null }) {
  const t = useT()
  const language = useLanguage()
  if (!run)
    return (
      <Card id="result" title={t('imports.result')}>
        <p className="empty">{t('imports.resultNone')}</p>
      </Card>
    )
  const working = run.state === 'running' || run.state === 'waiting'
  return (
    <Card id="result" title={t('imports.result')} aside={`${run.source}　${sayMoment(run.at, officeNow(), language)}`}>
      <div className="card-body stack">
        <p role="status">
          <b>{t(run.look ? 'imports.trial' : 'imports.brought')}</b> <span className="quiet">{t(`imports.states.${run.state}`)}</span>
        </p>
        {working && (
          <>
            <progress aria-label={t('imports.result')} {...(run.total ? { max: run.total, value: run.lines } : {})} />
            <p className="small quiet num">{run.total ? t('imports.progressOf', { n: run.lines, total: run.total }) : t('imports.progress', { n: run.lines })}</p>
          </>
        )}
        {run.fault && <p className="red">{t(`imports.faults.${run.fault === 'unreadable' ? 'unreadable' : 'broken'}`)}</p>}
        {run.report && <Told run={run} report={run.report} />}
      </div>
    </Card>
  )
}
