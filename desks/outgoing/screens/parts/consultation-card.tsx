/** 征求意见: until when, what came, and what was made of each; the table leaves as a file and on paper. Rule: GN-39 */
import { Suspense, useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import { officeDate } from '../../../../kernel/time.ts'
import type { MatterView } from '../../../../kernel/view.ts'
import { officeNow } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../../web/parts/ledger-files.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { Waiting } from '../../../../web/parts/waiting.tsx'
import { useReading } from '../../../../web/reading.ts'
import { sayDate, sayMoment } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { type OpinionRow, opinions } from '../../consultation-shape.ts'
import type { PaperDetail } from '../../shape.ts'
import { AddOpinion, AnswerOpinions } from './opinion-forms.tsx'
import { fill, useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

type Consultation = NonNullable<PaperDetail['consultation']>
function Opinion({ row, chosen, onChoose }: { readonly row: OpinionRow; readonly chosen: boolean; readonly onChoose: (() => void) | null }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const language = useLanguage()
  const words = row.text ?? w.say.erased
  const who = (
    <span>
      <b>{w.opinionWays[row.came]}</b> {row.saidBy ?? <span className="num">{row.receipt}</span>} {row.theme && <span className="quiet">{row.theme}</span>}
    </span>
  )
  return (
    <li className="stack tight">
      <p className="row between wrap">
        {onChoose ? (
          <label className="check">
            <input type="checkbox" aria-label={`${s.consult.choose}：${words.slice(0, 40)}`} checked={chosen} onChange={onChoose} /> {who}
          </label>
        ) : (
          who
        )}
        <span className="small quiet num">{sayMoment(row.at, officeNow(), language)}</span>
      </p>
      <p className="pre">{words}</p>
      {row.verdict && (
        <p className="small">
          <b>{w.verdicts[row.verdict]}</b> {row.reason}
        </p>
      )}
    </li>
  )
}
function Opinions({ matter, consultation }: { readonly matter: MatterId; readonly consultation: Consultation }) {
  const s = useScreenWords()
  const w = useOutgoingWords()
  const { page, mine, rows } = useReading(opinions, { matter })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const n = (verdict: OpinionRow['verdict']) => rows.filter((one) => one.verdict === verdict).length
  const may = mine && consultation.toldAt === null
  const toggle = (id: string) => setChosen((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]))
  return (
    <div className="card-body stack">
      {consultation.shortened && <p className="small quiet">{`${s.consult.shortened}：${consultation.shortened}`}</p>}
      <div className="row between wrap">
        <p className="small quiet">{fill(s.consult.counts, { all: rows.length, left: n(null), adopted: n('adopted'), partly: n('partly'), declined: n('declined') })}</p>
        <span className="row wrap no-print">
          {page && (
            <a href={`/public/consultation/${page}`} target="_blank" rel="noreferrer">
              {s.consult.page}
            </a>
          )}
          {rows.length > 0 && <LedgerFiles path="/api/outgoing/opinions-table" query={{ matter }} name={w.columns.opinions} />}
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="quiet">{s.consult.none}</p>
      ) : (
        <ul className="stack outgoing-list">
          {rows.map((row) => (
            <Opinion key={row.id} row={row} chosen={chosen.has(row.id)} onChoose={may ? () => toggle(row.id) : null} />
          ))}
        </ul>
      )}
      {may && rows.length > 0 && (
        <>
          <p className="row between wrap no-print">
            <span role="status">{fill(s.consult.chosen, { n: chosen.size })}</span>
            {n(null) > 0 && (
              <Button small kind="text" onClick={() => setChosen(new Set(rows.filter((one) => one.verdict === null).map((one) => one.id)))}>
                {s.consult.all}
              </Button>
            )}
          </p>
          <AnswerOpinions matter={matter} chosen={[...chosen]} onDone={() => setChosen(new Set())} />
        </>
      )}
      {may && <AddOpinion matter={matter} />}
    </div>
  )
}
export function ConsultationCard({ paper }: { readonly paper: MatterView<PaperDetail> }) {
  const s = useScreenWords()
  const language = useLanguage()
  const { consultation } = paper.detail
  if (!consultation) return null
  const { until, toldAt } = consultation
  const aside =
    toldAt !== null
      ? fill(s.consult.told, { day: sayDate(officeDate(toldAt as never), language) })
      : fill(officeDate(officeNow()) <= until ? s.consult.runs : s.consult.over, { day: sayDate(until, language) })
  return (
    <Card title={s.consult.title} id="consultation" aside={aside}>
      <Suspense fallback={<Waiting />}>
        <Opinions matter={paper.id as MatterId} consultation={consultation} />
      </Suspense>
    </Card>
  )
}
