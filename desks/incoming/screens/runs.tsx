/** 交换站取件: begin a batch in four fields; the batches before, each with whether it agreed with its list. */
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, Suspense, useState } from 'react'
import { officeDate, officeTime } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { useMe } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { Field } from '../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../web/parts/holder-picker.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { usePages } from '../../../web/parts/pager.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Kbd } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { fromWall } from '../../../web/parts/wall-clock.ts'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayMoment } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { openRun, type RunRow, runs } from '../arrival-shape.ts'
import './arrival.css'
import { fill, useIncomingWords } from './parts/use-incoming-words.ts'

function Begin() {
  const { arrival: w } = useIncomingWords()
  const navigate = useNavigate()
  const me = useMe()
  const [station, setStation] = useState<string>(w.stationUsual)
  const [listNumber, setListNumber] = useState('')
  const [listed, setListed] = useState('')
  const [wall, setWall] = useState(() => `${officeDate(officeNow())}T${officeTime(officeNow())}`)
  const [fetcher, setFetcher] = useState<readonly Chosen[]>([{ holder: { person: me.person.id as never }, name: me.person.name, note: '' }])
  const act = useAct(openRun, { onDone: (run) => void navigate({ to: `/incoming/runs/${run.id}` } as never) })
  const ready = /^\d{1,3}$/.test(listed.trim()) && station.trim() !== ''
  const begin = (event: FormEvent) => {
    event.preventDefault()
    if (!ready || act.busy) return
    act.run({ station, listNumber: listNumber.trim() || null, listed: Number(listed), fetchedBy: (fetcher[0]?.holder.person ?? null) as never, at: fromWall(wall) as never })
  }
  return (
    <form className="card-body stack no-print" noValidate onSubmit={begin}>
      <div className="arrival-begin">
        <Field label={w.listNumber}>
          {(ids) => <input {...ids} className="text-box" autoComplete="off" maxLength={40} value={listNumber} onChange={(e) => setListNumber(e.target.value)} />}
        </Field>
        <Field label={w.listed}>
          {(ids) => <input {...ids} className="text-box num" inputMode="numeric" autoComplete="off" maxLength={3} value={listed} onChange={(e) => setListed(e.target.value)} />}
        </Field>
        <Field label={w.station}>{(ids) => <input {...ids} className="text-box" maxLength={60} value={station} onChange={(e) => setStation(e.target.value)} />}</Field>
        <Field label={w.fetchedBy}>{(ids) => <HolderPicker {...ids} label={w.fetchedBy} only="person" value={fetcher} onChange={setFetcher} />}</Field>
        <Field label={w.fetchedAt}>{(ids) => <DateField {...ids} time value={wall} onChange={setWall} />}</Field>
      </div>
      <RefusalNote error={act.refused} desk="incoming" />
      <div className="row end">
        <Button type="submit" kind="primary" busy={act.busy} disabled={!ready} data-move="openRun">
          {w.begin} <Kbd>↵</Kbd>
        </Button>
      </div>
    </form>
  )
}
function Rows() {
  const { arrival: w } = useIncomingWords()
  const language = useLanguage()
  const { cursor, pager } = usePages()
  const page = useReading(runs, cursor ? { cursor } : {})
  const say = (at: string) => sayMoment(at, officeNow(), language)
  return (
    <>
      <LedgerTable<RunRow>
        label={w.runs}
        rows={page.rows}
        keyOf={(row) => row.id}
        linkOf={(row) => `/incoming/runs/${row.id}`}
        none={w.runNone}
        columns={[
          { key: 'at', head: w.fetchedAt, width: '11em', opens: true, phone: 'top', cell: (row) => <span className="num">{say(row.at)}</span> },
          { key: 'list', head: w.listNumber, width: '12em', cell: (row) => <span className="num">{row.listNumber}</span> },
          { key: 'station', head: w.station, phone: 'hide', cell: (row) => row.station },
          { key: 'fetcher', head: w.fetchedBy, width: '7em', cell: (row) => row.fetchedBy.name },
          { key: 'came', head: w.listed, width: '8em', cell: (row) => <span className="num">{fill(w.runLine, { came: row.came, listed: row.listed })}</span> },
          {
            key: 'state',
            head: w.state,
            width: '10em',
            cell: (row) => <Light state={row.closedAt === null ? 'on' : row.agrees ? 'done' : 'soon'}>{row.closedAt === null ? w.open : row.agrees ? w.agrees : w.differs}</Light>,
          },
          { key: 'told', head: w.tell, width: '10em', phone: 'hide', cell: (row) => <span className="num">{row.toldAt ? say(row.toldAt) : ''}</span> },
        ]}
      />
      {pager(page.next)}
    </>
  )
}
export function RunsPage() {
  const { arrival: w } = useIncomingWords()
  return (
    <section className="card ledger-page arrival-runs">
      <div className="ledger-head">
        <h1 className="grow">{w.runs}</h1>
        <div className="row no-print">
          <LedgerFiles path="/api/incoming/runs" query={{}} name={w.runs} />
        </div>
      </div>
      <Begin />
      <Suspense fallback={<Waiting />}>
        <Rows />
      </Suspense>
    </section>
  )
}
