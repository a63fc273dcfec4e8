/** 各环节用时: how many stays ended, the middle half and the median, what stands there now; the narrowest place is marked. Rule: HA-97 */
import { Link } from '@tanstack/react-router'
import { lost, type StepSeen, standing } from '../../kernel/reading/overview-shape.ts'
import { HOUR } from '../../kernel/time.ts'
import { deskOf } from '../desk-pages.ts'
import { saySpan } from '../say-time.ts'
import { useLanguage, useStepWord, useT } from '../words/use-words.ts'

/** On paper the page stays one: the steps that cost most, and how many there are. */
const ON_PAPER = 12

export function StepTable({ steps, narrow }: { readonly steps: readonly StepSeen[]; readonly narrow: { readonly desk: string; readonly step: string } | null }) {
  const t = useT()
  const language = useLanguage()
  const stepWord = useStepWord()
  const most = Math.max(1, ...steps.map((one) => one.q3))
  const name = (one: StepSeen) => (one.step === 'registrar' || one.step === 'accept' ? t(`overview.step.${one.step}`) : stepWord(one.desk, { role: one.step, kind: one.kind }))
  const span = (hours: number) => saySpan(hours * HOUR, t)
  const costly = new Set([...steps].sort((a, b) => lost(b) - lost(a)).slice(0, ON_PAPER))
  if (steps.length === 0) return <p className="empty">{t('overview.none')}</p>
  return (
    <>
      {steps.length > ON_PAPER && <p className="on-paper small">{t('overview.onPaper', { n: ON_PAPER, all: steps.length })}</p>}
      <table className="plain-table overview-steps">
        <thead>
          <tr>
            <th scope="col">{t('overview.stepName')}</th>
            <th scope="col" className="to-right">
              {t('overview.ended')}
            </th>
            <th scope="col" className="to-right">
              {t('overview.median')}
            </th>
            <th scope="col" className="is-range">
              {t('overview.middle')}
            </th>
            <th scope="col" className="to-right">
              {t('overview.there')}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((one) => {
            const here = narrow !== null && narrow.desk === one.desk && narrow.step === one.step
            return (
              <tr key={`${one.desk}.${one.step}`} className={`${here ? 'is-narrow' : ''} ${costly.has(one) ? '' : 'no-print'}`} data-step={`${one.desk}.${one.step}`}>
                <th scope="row">
                  {name(one)} <span className="small quiet">{deskOf(one.desk)?.words[language].name ?? one.desk}</span>
                  {here && <b className="overview-narrow">{t('overview.narrow', { span: span(lost(one)) })}</b>}
                </th>
                <td className="to-right num">{one.n}</td>
                <td className="to-right num">{one.n > 0 ? span(one.median) : ''}</td>
                <td className="is-range">
                  {one.n > 0 && (
                    <>
                      <span className="small quiet num">
                        {span(one.q1)} – {span(one.q3)}
                      </span>
                      <span className="overview-track" aria-hidden="true">
                        <span style={{ '--from': one.q1 / most, '--to': one.q3 / most, '--at': one.median / most } as never} />
                      </span>
                    </>
                  )}
                </td>
                <td className="to-right num">
                  {one.open > 0 ? (
                    <Link to="/ledger" search={standing(one) as never}>
                      {one.open}
                    </Link>
                  ) : (
                    <span className="faint">0</span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
