/** 申请查阅: ask by number to see what one may not see; answer those who ask for what one leads. Rule: HB-55 */
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { askToKnow, decideKnow, myRequests, toDecide } from '../../kernel/people/know-shape.ts'
import { officeNow } from '../clock.ts'
import { matterPath } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReading } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

function Ask() {
  const t = useT()
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [done, setDone] = useState(false)
  const act = useAct(askToKnow, {
    onDone: () => {
      setNumber('')
      setReason('')
      setDone(true)
    },
  })
  const land = (event: FormEvent) => {
    event.preventDefault()
    setDone(false)
    if (number.trim() && reason.trim()) act.run({ number: number.trim(), reason: reason.trim() })
  }
  return (
    <Card id="ask" title={t('know.ask')}>
      <form className="card-body stack" onSubmit={land} noValidate>
        <Field label={t('know.number')}>
          {(ids) => <input {...ids} className="text-box num" placeholder="信〔2026〕12号" value={number} onChange={(e) => setNumber(e.target.value)} />}
        </Field>
        <Field label={t('know.reason')}>{(ids) => <textarea {...ids} className="text-box" rows={3} value={reason} onChange={(e) => setReason(e.target.value)} />}</Field>
        <RefusalNote error={act.refused} />
        {done && (
          <p role="status" className="small">
            {t('know.asked')}
          </p>
        )}
        <div>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!number.trim() || !reason.trim()}>
            {t('know.ask')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
function Mine() {
  const t = useT()
  const language = useLanguage()
  const { rows } = useReading(myRequests, {})
  return (
    <Card id="mine" title={t('know.mine')}>
      {rows.length === 0 && <p className="empty">{t('know.mineNone')}</p>}
      <ul className="card-body plain-list requests">
        {rows.map((row) => (
          <li key={row.id}>
            <div className="row between">
              <b className="num">{row.number}</b>
              <span className={`tag is-${row.state}`}>{t(`know.states.${row.state}`)}</span>
            </div>
            {row.matter && (
              <p>
                <Link to={matterPath(row.matter.desk, row.matter.id)}>{row.matter.title}</Link>
              </p>
            )}
            <p className="small quiet">
              {sayMoment(row.at, officeNow(), language)}　{row.reason}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
function Decide() {
  const t = useT()
  const language = useLanguage()
  const { rows } = useReading(toDecide, {})
  const [refusing, setRefusing] = useState<string | null>(null)
  const act = useAct(decideKnow, { onDone: () => setRefusing(null) })
  return (
    <Card id="decide" title={t('know.toDecide')}>
      {rows.length === 0 && <p className="empty">{t('know.toDecideNone')}</p>}
      <ul className="card-body plain-list requests">
        {rows.map((row) => (
          <li key={row.id}>
            <p>
              <b>{row.asker.name}</b> <span className="small quiet">{[row.unit, row.post].filter(Boolean).join(' ')}</span>
            </p>
            <p>
              <span className="num">{row.matter.number}</span>　<Link to={matterPath(row.matter.desk, row.matter.id)}>{row.matter.title}</Link>
            </p>
            <p className="small quiet">
              {sayMoment(row.at, officeNow(), language)}　{row.reason}
            </p>
            {row.decidedAt ? (
              <p className="small">
                <span className={`tag is-${row.granted ? 'granted' : 'not-granted'}`}>{t(row.granted ? 'know.states.granted' : 'know.states.not-granted')}</span>{' '}
                {t('know.decidedBy', { name: row.decidedBy?.name ?? '' })}　{row.reply}
              </p>
            ) : (
              <div className="row">
                <Button kind="primary" small busy={act.busy} onClick={() => act.run({ request: row.id, grant: true })}>
                  {t('know.grant')}
                </Button>
                <Button small onClick={() => setRefusing(row.id)}>
                  {t('know.refuse')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {!refusing && <RefusalNote error={act.refused} />}
      {refusing && (
        <ReasonDialog
          title={t('know.refuse')}
          label={`${t('know.refuseWhy')}　${t('know.refuseNote')}`}
          busy={act.busy}
          refused={act.refused}
          onSay={(reply) => act.run({ request: refusing, grant: false, reply })}
          onClose={() => setRefusing(null)}
        />
      )}
    </Card>
  )
}
export function KnowPage() {
  const t = useT()
  return (
    <div className="know">
      <div className="page-head">
        <h1>{t('know.title')}</h1>
      </div>
      <p className="small quiet know-note">{t('know.note')}</p>
      <div className="know-panes">
        <div className="stack">
          <Ask />
          <Mine />
        </div>
        <Decide />
      </div>
    </div>
  )
}
