/** 本单位收文: what was sent to this unit waits for its signature; j and k move, x chooses, a chooses all, s signs, n signs and numbers. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { CheckCheck, PenLine, Printer } from 'lucide-react'
import { type KeyboardEvent, Suspense, useState } from 'react'
import { Refused } from '../../../web/call.ts'
import { officeNow } from '../../../web/clock.ts'
import { matterPath } from '../../../web/desk-pages.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { type Column, LedgerTable, Tabs } from '../../../web/parts/ledger-table.tsx'
import { Light } from '../../../web/parts/light.tsx'
import { usePages } from '../../../web/parts/pager.tsx'
import { useRefusalText } from '../../../web/parts/refusal-note.tsx'
import { KeyBar, Urgency } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayDay, sayDue, sayMoment } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type ReceiptRow, received, receivedViews, signFor } from '../units-shape.ts'
import './incoming.css'
import { PassOn } from './parts/pass-on.tsx'
import { fill, useIncomingWords } from './parts/use-incoming-words.ts'

type View = (typeof receivedViews)[number]

function Signing({ picked, busy, onSign }: { readonly picked: number; readonly busy: boolean; readonly onSign: (number: boolean) => void }) {
  const w = useIncomingWords().units.received
  return (
    <div className="row wrap no-print received-bar">
      <span className="quiet" role="status">
        {fill(w.picked, { n: picked })}
      </span>
      <Button kind="primary" icon={<CheckCheck size={14} aria-hidden="true" />} busy={busy} disabled={picked === 0} onClick={() => onSign(false)}>
        {w.sign}
      </Button>
      <Button busy={busy} disabled={picked === 0} onClick={() => onSign(true)}>
        {w.signNumber}
      </Button>
    </div>
  )
}

function List({ view, unit }: { readonly view: View; readonly unit: string | undefined }) {
  const w = useIncomingWords().units.received
  const language = useLanguage()
  const { cursor, pager } = usePages()
  const page = useReading(received, { view, ...(unit ? { unit: unit as never } : {}), ...(cursor ? { cursor: cursor as never } : {}) })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [passing, setPassing] = useState<ReceiptRow | null>(null)
  const said = useRefusalText()
  const act = useAct(signFor, { onDone: () => setChosen(new Set()) })
  const [result, setResult] = useState<{ readonly signed: number; readonly refused: readonly { readonly piece: string; readonly code: string; readonly facts: object }[] } | null>(
    null,
  )
  const picked = page.rows.filter((row) => chosen.has(row.piece))
  const sign = async (rows: readonly ReceiptRow[], number: boolean) => {
    if (rows.length === 0 || act.busy) return
    const done = await act.runAsync({ pieces: rows.map(({ matter, piece }) => ({ matter: matter as never, piece: piece as never })), number }).catch(() => null)
    if (done) setResult(done)
  }
  const turn = (row: ReceiptRow) =>
    setChosen((now) => {
      const next = new Set(now)
      if (!next.delete(row.piece)) next.add(row.piece)
      return next
    })
  const all = () => setChosen((now) => new Set(now.size === page.rows.length ? [] : page.rows.map((row) => row.piece)))
  /** The row under the keyboard; without one the chosen rows are meant. */
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey || /^(TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('dialog')) return
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody tr')]
    const at = rows.findIndex((row) => row.contains(target))
    const here = page.rows[at]
    const meant = picked.length > 0 ? picked : here ? [here] : []
    const does: Readonly<Record<string, () => void>> = {
      x: () => here && turn(here),
      a: all,
      s: () => void sign(meant, false),
      n: () => void sign(meant, true),
      j: () => rows[Math.min(rows.length - 1, at + 1)]?.querySelector<HTMLElement>('[data-row]')?.focus(),
      k: () => rows[Math.max(0, at - 1)]?.querySelector<HTMLElement>('[data-row]')?.focus(),
    }
    const work = does[event.key]
    if (!work) return
    event.preventDefault()
    work()
  }
  const columns: Column<ReceiptRow>[] = [
    ...(view === 'toSign'
      ? [
          {
            key: 'pick',
            head: '',
            width: '3.5em',
            phone: 'top' as const,
            cell: (row: ReceiptRow) => (
              <input type="checkbox" className="no-print" checked={chosen.has(row.piece)} aria-label={fill(w.pick, { title: row.title ?? '' })} onChange={() => turn(row)} />
            ),
          },
        ]
      : []),
    {
      key: 'title',
      head: useIncomingWords().fields.title,
      opens: true,
      phone: 'top',
      cell: (row) => (
        <>
          <Urgency level={row.urgency} /> {row.title}
        </>
      ),
    },
    { key: 'number', head: useIncomingWords().fields.number, width: '10em', phone: 'under', cell: (row) => <span className="num">{row.number}</span> },
    { key: 'kind', head: w.kind, width: '7em', cell: (row) => (row.lead ? w.lead : w.kinds[row.kind]) },
    { key: 'from', head: w.from, width: '8em', cell: (row) => row.from.name },
    { key: 'given', head: w.given, width: '7em', phone: 'hide', cell: (row) => <span className="num">{sayDay(row.givenAt, officeNow(), language)}</span> },
    {
      key: 'due',
      head: w.due,
      width: '10em',
      cell: (row) => (row.due ? <Light state={row.light}>{sayDue(row.due, officeNow(), language)}</Light> : ''),
    },
    ...(view === 'toSign'
      ? []
      : [
          {
            key: 'signed',
            head: w.signed,
            width: '13em',
            cell: (row: ReceiptRow) => (row.signed ? `${row.signed.by.name} ${sayMoment(row.signed.at, officeNow(), language)}` : ''),
          },
          { key: 'own', head: w.ownNumber, width: '14em', cell: (row: ReceiptRow) => <OwnNumber row={row} onNumber={() => void sign([row], true)} /> },
        ]),
    ...(view === 'ended'
      ? []
      : [
          {
            key: 'pass',
            head: '',
            width: '9em',
            cell: (row: ReceiptRow) => (
              <Button small kind="text" className="no-print" onClick={() => setPassing(row)}>
                {w.passOn}
              </Button>
            ),
          },
        ]),
  ]
  return (
    <div onKeyDown={keys} role="tabpanel" id="received" aria-labelledby={`received-${view}`}>
      {view === 'toSign' && page.rows.length > 0 && (
        <div className="row wrap between received-bar">
          <Button small kind="text" className="no-print" onClick={all}>
            {w.pickAll}
          </Button>
          <Signing picked={picked.length} busy={act.busy} onSign={(number) => void sign(picked, number)} />
        </div>
      )}
      {result && (
        <div role="status" className="received-bar">
          <p>{fill(w.signedAll, { n: result.signed })}</p>
          {result.refused.length > 0 && (
            <>
              <p>{fill(w.refused, { n: result.refused.length })}</p>
              <ul>
                {result.refused.map((one) => (
                  <li key={one.piece}>
                    {page.rows.find((row) => row.piece === one.piece)?.title} {said(new Refused({ code: one.code, facts: one.facts as never, status: 422 }), 'incoming')}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      <LedgerTable
        label={w.views[view]}
        rows={page.rows}
        keyOf={(row) => row.piece}
        linkOf={(row) => matterPath(row.desk, row.matter)}
        none={w.none[view]}
        columns={columns}
        busy={act.busy}
      />
      {pager(page.next)}
      {view === 'toSign' && page.rows.length > 0 && (
        <KeyBar
          keys={[
            ['j / k', w.keys.move],
            ['x', w.keys.pick],
            ['a', w.keys.all],
            ['s', w.keys.sign],
            ['n', w.signNumber],
          ]}
        />
      )}
      {passing && <PassOn row={passing} people={page.people} onClose={() => setPassing(null)} />}
    </div>
  )
}
function OwnNumber({ row, onNumber }: { readonly row: ReceiptRow; readonly onNumber: () => void }) {
  const w = useIncomingWords().units.received
  if (row.ownNumber) return <span className="num">{row.ownNumber}</span>
  return (
    <Button small kind="text" className="no-print" onClick={onNumber}>
      {w.number}
    </Button>
  )
}

export function ReceivedPage() {
  const t = useT()
  const whole = useIncomingWords()
  const w = whole.units.received
  const navigate = useNavigate()
  const mayRegister = useMay('incoming.register')
  const search = useSearch({ strict: false }) as { readonly view?: string; readonly unit?: string }
  const view = receivedViews.find((one) => one === search.view) ?? 'toSign'
  const counts = useReading(received, { view, ...(search.unit ? { unit: search.unit as never } : {}) })
  const go = (part: object) => void navigate({ to: '/incoming/received', search: { ...search, ...part }, replace: true } as never)
  return (
    <section className="card ledger-page">
      <div className="ledger-head received-head">
        <h1 className="grow">
          {whole.pages.received}
          {counts.unit && <span className="quiet"> {counts.unit.name}</span>}
        </h1>
        <div className="row wrap no-print">
          {counts.units.length > 1 && (
            <select className="text-box" aria-label={w.which} value={counts.unit?.id} onChange={(e) => go({ unit: e.target.value })}>
              {counts.units.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
          {mayRegister && (
            <Button icon={<PenLine size={14} aria-hidden="true" />} onClick={() => void navigate({ to: '/incoming/new' } as never)}>
              {w.register}
            </Button>
          )}
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
      </div>
      <p className="small quiet received-bar no-print">{w.registerHint}</p>
      <Tabs
        label={whole.pages.received}
        panel="received"
        at={view}
        onPick={(key: View) => go({ view: key })}
        tabs={receivedViews.map((key) => ({ key, name: key === 'ended' ? w.views.ended : `${w.views[key]} ${counts.counts[key]}` }))}
      />
      <Suspense fallback={<Waiting />}>
        <List key={`${view} ${search.unit ?? ''}`} view={view} unit={search.unit} />
      </Suspense>
    </section>
  )
}
