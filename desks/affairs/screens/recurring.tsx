/** 常态工作: what comes round, and what will be opened in the next thirty days, before anybody asks. Rule: ZK-08, GN-07 */
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { officeNow } from '../../../web/clock.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { type Column, LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { ReasonDialog } from '../../../web/parts/reason-dialog.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayDay } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { type RecurringRow, recurring, turnRecurring } from '../recurring-shape.ts'
import './affairs.css'
import { RecurringForm } from './parts/recurring-form.tsx'
import { fill, useAffairsWords } from './parts/use-affairs-words.ts'

function useDay() {
  const language = useLanguage()
  return (day: string) => sayDay(`${day}T04:00:00.000Z`, officeNow(), language)
}
function useRule() {
  const w = useAffairsWords().recurring
  return ({ rule }: RecurringRow) => {
    const says = fill(w.says[rule.every], { weekday: w.weekdays[rule.weekday - 1] ?? '', day: rule.day, month: rule.month })
    return rule.lead > 0 ? `${says}，${fill(w.ahead, { lead: rule.lead })}` : says
  }
}
function Last({ row }: { readonly row: RecurringRow }) {
  const w = useAffairsWords().recurring
  const day = useDay()
  if (!row.last) return <>—</>
  return row.last.matter ? (
    <Link to={`/affairs/${row.last.matter}`} className="num">
      {fill(w.opened, { due: day(row.last.due), number: row.last.number ?? '' })}
    </Link>
  ) : (
    <span className="quiet num">
      {day(row.last.due)} {w.hidden}
    </span>
  )
}
function Turns({ row, onChange }: { readonly row: RecurringRow; readonly onChange: () => void }) {
  const w = useAffairsWords().recurring
  const [asked, setAsked] = useState<'paused' | 'ended' | null>(null)
  const turn = useAct(turnRecurring, { onDone: () => setAsked(null) })
  if (row.state === 'ended') return null
  return (
    <span className="row no-print">
      <Button small kind="text" onClick={onChange}>
        {w.change}
      </Button>
      {row.state === 'paused' ? (
        <Button small kind="text" busy={turn.busy} onClick={() => turn.run({ id: row.id, to: 'running' })}>
          {w.resume}
        </Button>
      ) : (
        <Button small kind="text" onClick={() => setAsked('paused')}>
          {w.pause}
        </Button>
      )}
      <Button small kind="text" onClick={() => setAsked('ended')}>
        {w.end}
      </Button>
      {asked && (
        <ReasonDialog
          title={asked === 'paused' ? w.pause : w.end}
          label={w.why}
          busy={turn.busy}
          refused={turn.refused}
          desk="affairs"
          onSay={(why) => turn.run({ id: row.id, to: asked, why })}
          onClose={() => setAsked(null)}
        />
      )}
    </span>
  )
}
export function RecurringPage() {
  const words = useAffairsWords()
  const w = words.recurring
  const day = useDay()
  const sayRule = useRule()
  const may = useMay('affairs.recurring')
  const page = useReading(recurring, {})
  const [form, setForm] = useState<RecurringRow | 'new' | null>(null)
  const columns: readonly Column<RecurringRow>[] = [
    { key: 'title', head: w.title, phone: 'top', cell: (row) => row.title },
    { key: 'rule', head: w.every, width: '15em', cell: sayRule },
    { key: 'post', head: w.post, width: '11em', cell: (row) => `${row.unit}　${row.post.name}` },
    { key: 'state', head: words.fields.state, width: '6em', cell: (row) => <span title={row.why ?? undefined}>{w.states[row.state]}</span> },
    { key: 'next', head: w.next, width: '6.5em', cell: (row) => <span className="num">{row.next ? day(row.next.due) : '—'}</span> },
    { key: 'last', head: w.last, width: '13em', spare: true, cell: (row) => <Last row={row} /> },
    ...(may ? [{ key: 'acts', head: '', width: '11em', cell: (row: RecurringRow) => <Turns row={row} onChange={() => setForm(row)} /> }] : []),
  ]
  return (
    <div className="stack recurring-page">
      <div className="page-head">
        <h1>{words.pages.recurring}</h1>
        {may && (
          <Button icon={<Plus size={14} aria-hidden="true" />} onClick={() => setForm('new')}>
            {w.add}
          </Button>
        )}
      </div>
      <Card id="coming" title={w.coming}>
        {page.coming.length === 0 && <p className="empty">{w.noneComing}</p>}
        <ul className="recurring-coming">
          {page.coming.map((one) => (
            <li key={`${one.id} ${one.due}`}>
              <span className="num">
                {w.opens} {day(one.opens)}
              </span>
              <b>{one.title}</b>
              <span className="quiet">
                {one.post.name}　{w.due} {day(one.due)}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card id="all-recurring" title={w.all}>
        <LedgerTable label={w.all} columns={columns} rows={page.rows} keyOf={(row) => row.id} none={w.none} />
      </Card>
      {form && <RecurringForm row={form === 'new' ? null : form} posts={page.posts} onClose={() => setForm(null)} />}
    </div>
  )
}
