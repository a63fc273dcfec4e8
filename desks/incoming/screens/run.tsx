/** One batch: its form, its lines the newest first, and how it stands against the list. */
import { Link } from '@tanstack/react-router'
import { Check, Tags } from 'lucide-react'
import { useState } from 'react'
import { officeNow } from '../../../web/clock.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { useReading } from '../../../web/reading.ts'
import { sayMoment } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { type ArrivalRun, type RunLine, run as runReading } from '../arrival-shape.ts'
import './arrival.css'
import { LabelsDialog } from './parts/labels-dialog.tsx'
import { RunCheckCard } from './parts/run-check-card.tsx'
import { RunForm } from './parts/run-form.tsx'
import { fill, useIncomingWords } from './parts/use-incoming-words.ts'

function Remark({ line }: { readonly line: RunLine }) {
  const { arrival: w } = useIncomingWords()
  const short = line.copiesListed - line.copiesCame
  const said = [
    !line.listed && w.surplus,
    line.listed && line.copiesCame === 0 && w.missing,
    line.listed && line.copiesCame > 0 && short !== 0 && fill(short > 0 ? w.shortBy : w.overBy, { n: Math.abs(short) }),
    line.attachmentsMissing.length > 0 && line.copiesCame > 0 && fill(w.lacks, { names: line.attachmentsMissing.join('、') }),
  ].filter(Boolean)
  return (
    <>
      {said.length > 0 && <b className="amber">{said.join('；')}</b>} {line.asCopy && <span className="quiet">{w.asCopy}</span>}
    </>
  )
}
function Lines({ run }: { readonly run: ArrivalRun }) {
  const w = useIncomingWords()
  const a = w.arrival
  return (
    <LedgerTable<RunLine>
      label={w.pages.run}
      rows={[...run.lines].reverse()}
      keyOf={(line) => String(line.no)}
      none={fill(a.entered, { n: 0, listed: run.listed })}
      columns={[
        { key: 'no', head: a.line, width: '3.2em', phone: 'hide', cell: (line) => <span className="num">{line.no}</span> },
        { key: 'title', head: a.title, phone: 'top', cell: (line) => (line.matter ? <Link to={`/incoming/${line.matter}`}>{line.title ?? w.hints.erased}</Link> : line.title) },
        { key: 'number', head: a.landed, width: '8.5em', cell: (line) => <span className="num">{line.number}</span> },
        { key: 'sender', head: a.sender, width: '8em', cell: (line) => line.sender },
        { key: 'their', head: a.number, width: '9.5em', cell: (line) => <span className="num">{line.senderNumber}</span> },
        {
          key: 'copies',
          head: `${a.copiesListed}／${a.copiesCame}`,
          width: '7em',
          phone: 'hide',
          spare: true,
          cell: (line) => <span className="num">{`${line.listed ? line.copiesListed : '—'}／${line.copiesCame}`}</span>,
        },
        { key: 'state', head: a.state, width: '7em', cell: (line) => <Remark line={line} /> },
      ]}
    />
  )
}
export function RunPage({ id }: { readonly id: string }) {
  const w = useIncomingWords()
  const a = w.arrival
  const language = useLanguage()
  const run = useReading(runReading, { id })
  const [last, setLast] = useState<number | null>(null)
  const [labels, setLabels] = useState(false)
  const landed = last === null ? undefined : run.lines.find((line) => line.no === last)
  const came = run.lines.some((line) => line.matter !== null)
  return (
    <article className="run-page">
      <section className="card ledger-page">
        <div className="ledger-head">
          <h1 className="grow">
            {run.station} <span className="num">{run.listNumber}</span>
          </h1>
          <span className="quiet small">
            {run.fetchedBy.name} <span className="num">{sayMoment(run.at, officeNow(), language)}</span>
            {'　'}
            {fill(a.entered, { n: run.lines.filter((line) => line.listed).length, listed: run.listed })}
          </span>
          <span role="status">
            {landed && (
              <span className="landed">
                <Check size={16} aria-hidden="true" /> {landed.number ?? a.missing}
              </span>
            )}
          </span>
          {came && (
            <Button className="no-print" icon={<Tags size={14} aria-hidden="true" />} onClick={() => setLabels(true)}>
              {a.labels}
            </Button>
          )}
        </div>
        {run.closedAt === null && <RunForm run={run} onLanded={setLast} />}
        <Lines run={run} />
      </section>
      <RunCheckCard run={run} />
      {labels && <LabelsDialog of={`run=${run.id}`} onClose={() => setLabels(false)} />}
    </article>
  )
}
