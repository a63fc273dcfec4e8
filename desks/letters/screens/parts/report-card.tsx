/** 承办单位报结: the unit's result in its own words, each report of each round; one sent back stays on record. */
import type { MatterView } from '../../../../kernel/view.ts'
import { officeNow } from '../../../../web/clock.ts'
import { useDictionary } from '../../../../web/dictionary.ts'
import { Card } from '../../../../web/parts/small.tsx'
import { sayDay, sayMoment } from '../../../../web/say-time.ts'
import { useLanguage, useT } from '../../../../web/words/use-words.ts'
import type { LetterDetail } from '../../shape.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

export function ReportCard({ matter }: { readonly matter: MatterView<LetterDetail> }) {
  const t = useT()
  const w = useLettersWords()
  const language = useLanguage()
  const results = useDictionary('letters.results', w.results)
  const now = officeNow()
  const reports = [...matter.reports].sort((a, b) => b.at.localeCompare(a.at))
  if (reports.length === 0 || matter.detail.atOnce) return null
  return (
    <Card
      title={w.screen.letter.reports}
      id="reports"
      aside={matter.detail.visitedOn ? fill(w.screen.letter.visited, { date: sayDay(`${matter.detail.visitedOn}T04:00:00Z`, now, language) }) : undefined}
    >
      <ul className="card-body reports">
        {reports.map((report) => (
          <li key={report.id} className={report.returnedAt ? 'is-returned' : ''}>
            <p className="row between wrap">
              <span>
                <b>{results.word(report.result)}</b>
                {reports.length > 1 && report.round > 1 && <span className="quiet small">　{t('matter.round', { no: report.round })}</span>}
                {report.returnedAt && <span className="amber small">　{w.screen.letter.returned}</span>}
              </span>
              <span className="quiet small">
                {report.by.name}　<span className="num">{sayMoment(report.at, now, language)}</span>
              </span>
            </p>
            <p className={report.text === null ? 'quiet' : 'pre'}>{report.text ?? t('matter.hidden')}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
