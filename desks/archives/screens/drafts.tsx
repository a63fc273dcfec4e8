/** 待归档: the pile, newest closed first. What is complete is chosen and archived together; of what is not, it says what is missing and who gives it. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { allDesks, deskOf, matterPath } from '../../../web/desk-pages.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { Dialog } from '../../../web/parts/dialog.tsx'
import { Field } from '../../../web/parts/field.tsx'
import { ReasonDialog } from '../../../web/parts/reason-dialog.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { KeyBar } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayDay } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { type DraftRow, drafts, drawOld, keepItems, leaveItems, leaveOld, takeUp } from '../shape.ts'
import { KeepForm } from './parts/keep-form.tsx'
import { PartList } from './parts/part-list.tsx'
import { fill, useArchivesWords } from './parts/use-archives-words.ts'
import './archives.css'

interface Filter {
  readonly desk?: string
  readonly state?: 'left'
}
const whole = (row: DraftRow) => row.lacks.length === 0 && !row.left

function Draft({ row, chosen, onChoose, onOpen }: { readonly row: DraftRow; readonly chosen: boolean; readonly onChoose: (on: boolean) => void; readonly onOpen: () => void }) {
  const w = useArchivesWords()
  const language = useLanguage()
  const name = row.title ?? w.erased
  return (
    <li className="archives-draft">
      <label className="check">
        <input type="checkbox" data-choose checked={chosen} aria-label={`${w.acts.choose} ${name}`} onChange={(e) => onChoose(e.target.checked)} />
      </label>
      <div className="grow">
        <p className="row wrap">
          <Link className="archives-title" to={matterPath(row.desk, row.matter)}>
            {name}
          </Link>
          <span className="num quiet">{row.own}</span>
        </p>
        <p className="small quiet">
          {row.author}
          {row.number && row.number !== row.own && <span className="num">　{row.number}</span>}　{w.fields.closed}{' '}
          <span className="num">{sayDay(row.closedAt, officeNow(), language)}</span>
        </p>
        <PartList desk={row.desk} parts={row.parts} />
        {row.lacks.length > 0 && (
          <p className="amber small" role="note">
            {row.lacks.map((one) => w.lacks[one]).join('、')}　{fill(w.hints.askUnit, { unit: row.unit.name })}
          </p>
        )}
        {row.left && row.row && <p className="amber small">{fill(w.hints.leftByRow, { key: row.row.key })}</p>}
        {row.leftWhy && (
          <p className="small quiet">
            {w.fields.reason}：{row.leftWhy}
          </p>
        )}
      </div>
      <div className="archives-ruling">
        <b>{row.left ? w.terms.none : row.term ? w.terms[row.term] : w.lacks.ruling}</b>
        <span className="small quiet">
          <span className="num">{row.year}</span>　{row.organ ?? w.lacks.organ}
        </span>
        {row.row && (
          <span className="small quiet" title={row.row.what}>
            {row.row.key}
          </span>
        )}
        <Button small aria-label={`${w.acts.change} ${name}`} onClick={onOpen}>
          {w.acts.change}
        </Button>
      </div>
    </li>
  )
}

function Pile({ filter, onLanded }: { readonly filter: Filter; readonly onLanded: (words: string) => void }) {
  const w = useArchivesWords()
  const [before, setBefore] = useState<string | null>(null)
  const page = useReading(drafts, { ...filter, ...(before ? { before } : {}) })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<DraftRow | null>(null)
  const [leaving, setLeaving] = useState(false)
  const landed = (references: readonly string[]) => {
    setChosen(new Set())
    setOpen(null)
    onLanded(fill(w.hints.kept, { n: references.length, first: references[0] ?? '' }))
  }
  const keep = useAct(keepItems, { onDone: ({ kept }) => landed(kept.map((one) => one.reference)) })
  const leave = useAct(leaveItems, {
    onDone: () => {
      setChosen(new Set())
      setLeaving(false)
    },
  })
  const again = useAct(takeUp)
  const picked = page.rows.filter((row) => chosen.has(row.item))
  const choose = (item: string, on: boolean) => setChosen((now) => new Set(on ? [...now, item] : [...now].filter((one) => one !== item)))
  const left = filter.state === 'left'
  // the oldest first: so the numbers run as the papers were closed
  const keepAll = () => keep.run({ items: [...picked].reverse().map(({ item }) => ({ item })) })
  const ready = !left && picked.length > 0 && picked.every(whole)
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || document.querySelector('dialog[open]')) return
      event.preventDefault()
      if (ready && !keep.busy) keepAll()
    }
    document.addEventListener('keydown', key)
    return () => document.removeEventListener('keydown', key)
  })
  if (page.rows.length === 0) return <p className="empty">{w.hints.noDrafts}</p>
  return (
    <>
      {page.table === null && <p className="amber card-body">{w.hints.noTable}</p>}
      <div className="row wrap archives-bar no-print" role="toolbar" aria-label={w.pages.drafts}>
        {!left && (
          <Button small onClick={() => setChosen(new Set(page.rows.filter(whole).map((row) => row.item)))}>
            {w.acts.chooseAll}
          </Button>
        )}
        <span className="grow small" role="status">
          {fill(w.hints.chosen, { n: picked.length })}
        </span>
        {left ? (
          <Button small disabled={picked.length !== 1} busy={again.busy} onClick={() => picked[0] && again.run({ item: picked[0].item })}>
            {w.acts.takeUp}
          </Button>
        ) : (
          <>
            <Button small disabled={picked.length === 0} onClick={() => setLeaving(true)}>
              {w.acts.leave}
            </Button>
            <Button small kind="primary" busy={keep.busy} disabled={!ready} onClick={keepAll}>
              {w.acts.keep}
            </Button>
          </>
        )}
      </div>
      <RefusalNote error={keep.refused ?? again.refused} desk="archives" />
      <ul className="archives-pile">
        {page.rows.map((row) => (
          <Draft key={row.item} row={row} chosen={chosen.has(row.item)} onChoose={(on) => choose(row.item, on)} onOpen={() => setOpen(row)} />
        ))}
      </ul>
      {page.next && (
        <div className="row end pager no-print">
          <Button small onClick={() => setBefore(page.next)}>
            {w.acts.more}
          </Button>
        </div>
      )}
      {open && <KeepForm row={open} organs={page.organs} onKept={landed} onClose={() => setOpen(null)} />}
      {leaving && (
        <ReasonDialog
          title={w.acts.leave}
          label={`${w.fields.reason}（${w.hints.leaveWhy}）`}
          busy={leave.busy}
          refused={leave.refused}
          desk="archives"
          onSay={(why) => leave.run({ items: picked.map(({ item }) => item), why })}
          onClose={() => setLeaving(false)}
        />
      )}
    </>
  )
}
interface Days {
  readonly from: OfficeDate
  readonly to: OfficeDate
}
/** An act on what was closed in some days. */
function DaysForm({
  title,
  start,
  why,
  busy,
  refused,
  onLand,
  onClose,
}: {
  readonly title: string
  readonly start: Days
  /** Label of its reason; null: it needs none. */
  readonly why: string | null
  readonly busy: boolean
  readonly refused: unknown
  readonly onLand: (days: Days, why: string) => void
  readonly onClose: () => void
}) {
  const t = useT()
  const w = useArchivesWords()
  const [from, setFrom] = useState<string>(start.from)
  const [to, setTo] = useState<string>(start.to)
  const [reason, setReason] = useState('')
  const ready = from !== '' && to !== '' && (why === null || reason.trim() !== '')
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) onLand({ from: from as OfficeDate, to: to as OfficeDate }, reason.trim())
        }}
      >
        <div className="two">
          <Field label={w.fields.from}>{(ids) => <DateField {...ids} value={from} onChange={setFrom} />}</Field>
          <Field label={w.fields.to}>{(ids) => <DateField {...ids} value={to} onChange={setTo} />}</Field>
        </div>
        {why !== null && <Field label={why}>{(ids) => <input {...ids} className="text-box" maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />}</Field>}
        <RefusalNote error={refused} desk="archives" />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={busy} disabled={!ready}>
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
interface OldProps {
  readonly onClose: () => void
  readonly onDone: (words: string) => void
}
/** 补提: what was closed before the archive was kept here. */
function DrawForm({ onClose, onDone }: OldProps) {
  const w = useArchivesWords()
  const today = officeDate(officeNow())
  const act = useAct(drawOld, { onDone: ({ drawn }) => onDone(fill(w.hints.drawn, { n: drawn })) })
  const start = { from: `${today.slice(0, 4)}-01-01` as OfficeDate, to: today }
  return <DaysForm title={w.acts.draw} start={start} why={null} busy={act.busy} refused={act.refused} onLand={(days) => act.run(days)} onClose={onClose} />
}
/** 往年不归档: an old register that was brought over, off the pile in one act. */
function LeaveOldForm({ desk, onClose, onDone }: OldProps & { readonly desk: string | undefined }) {
  const w = useArchivesWords()
  const last = Number(officeDate(officeNow()).slice(0, 4)) - 1
  const act = useAct(leaveOld, { onDone: ({ left }) => onDone(fill(w.hints.leftOld, { n: left })) })
  const start = { from: `${last}-01-01` as OfficeDate, to: `${last}-12-31` as OfficeDate }
  const land = (days: Days, why: string) => act.run({ ...days, why, ...(desk ? { desk } : {}) })
  return <DaysForm title={w.acts.leaveOld} start={start} why={w.fields.reason} busy={act.busy} refused={act.refused} onLand={land} onClose={onClose} />
}

export function DraftsPage() {
  const w = useArchivesWords()
  const language = useLanguage()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const filter: Filter = {
    ...(typeof search.desk === 'string' && deskOf(search.desk) ? { desk: search.desk } : {}),
    ...(search.state === 'left' ? { state: 'left' as const } : {}),
  }
  const [landed, setLanded] = useState('')
  const [old, setOld] = useState<'draw' | 'leave' | null>(null)
  const done = (words: string) => {
    setOld(null)
    setLanded(words)
  }
  const change = (part: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '/archives/drafts', search: Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)), replace: true } as never)
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h1 className="grow">{w.pages.drafts}</h1>
        <div className="row no-print">
          <Button onClick={() => setOld('draw')}>{w.acts.draw}</Button>
          <Button onClick={() => setOld('leave')}>{w.acts.leaveOld}</Button>
          <Link className="btn is-plain" to="/archives/table">
            {w.pages.table}
          </Link>
        </div>
      </div>
      <div className="filters no-print">
        <select className="text-box" aria-label={w.fields.desk} value={filter.desk ?? ''} onChange={(e) => change({ desk: e.target.value || undefined })}>
          <option value="">{w.fields.desk}</option>
          {allDesks()
            .filter((desk) => desk.words[language].archiveMarks)
            .map((desk) => (
              <option key={desk.key} value={desk.key}>
                {desk.words[language].name}
              </option>
            ))}
        </select>
        <select className="text-box" aria-label={w.fields.state} value={filter.state ?? ''} onChange={(e) => change({ state: e.target.value || undefined })}>
          <option value="">{w.pages.drafts}</option>
          <option value="left">{w.acts.leave}</option>
        </select>
      </div>
      <p className="archives-landed" role="status">
        {landed}
      </p>
      <Suspense fallback={<Waiting />}>
        <Pile key={JSON.stringify(filter)} filter={filter} onLanded={setLanded} />
      </Suspense>
      <KeyBar
        keys={[
          ['Tab', w.acts.choose],
          ['Space', w.acts.choose],
          ['Ctrl ↵', w.acts.keep],
        ]}
      />
      {old === 'draw' && <DrawForm onClose={() => setOld(null)} onDone={done} />}
      {old === 'leave' && <LeaveOldForm desk={filter.desk} onClose={() => setOld(null)} onDone={done} />}
    </section>
  )
}
