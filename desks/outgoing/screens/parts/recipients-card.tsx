/** 分发: who has it. A unit with an account signs and reads in its own 收文; paper copies are signed for on a sheet. */
import { useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import { officeDate } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import { useMay } from '../../../../web/me.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../../web/parts/ledger-files.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useAct, useReading } from '../../../../web/reading.ts'
import { sayDate, sayMoment } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { deliverCopies, recipients } from '../../issue-shape.ts'
import { fill, useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

function Delivered({ matter, name }: { readonly matter: string; readonly name: string }) {
  const s = useScreenWords()
  const [by, setBy] = useState('')
  const act = useAct(deliverCopies, { onDone: () => setBy('') })
  const land = () => by.trim() !== '' && act.run({ matter: matter as MatterId, name, receivedBy: by.trim(), on: officeDate(officeNow()) as never })
  return (
    <span className="row wrap no-print">
      <input
        className="text-box is-short"
        aria-label={`${name}：${s.fields.receivedBy}`}
        placeholder={s.fields.receivedBy}
        maxLength={40}
        value={by}
        onChange={(e) => setBy(e.target.value)}
      />
      <Button small busy={act.busy} disabled={by.trim() === ''} onClick={land}>
        {s.fields.delivered}
      </Button>
      <RefusalNote error={act.refused} desk="outgoing" />
    </span>
  )
}

export function RecipientsCard({ matter }: { readonly matter: string }) {
  const s = useScreenWords()
  const w = useOutgoingWords()
  const language = useLanguage()
  const mayDeliver = useMay('outgoing.issue')
  const { units, outside } = useReading(recipients, { matter: matter as MatterId })
  if (units.length + outside.length === 0) return null
  const moment = (at: string | null) => (at ? sayMoment(at, officeNow(), language) : '')
  const done = units.filter((one) => one.readAt ?? one.signedAt).length + outside.filter((one) => one.receivedBy).length
  return (
    <Card title={s.fields.sent} id="recipients" aside={`${done}/${units.length + outside.length}`}>
      {outside.length > 0 && mayDeliver && (
        <div className="row end card-body no-print">
          <LedgerFiles path="/api/outgoing/delivery-sheet" query={{ matter }} name={w.columns.deliverySheet} />
        </div>
      )}
      <table className="plain-table card-body">
        <thead>
          <tr>
            <th scope="col">{s.fields.unit}</th>
            <th scope="col">{s.fields.givenAt}</th>
            <th scope="col">{s.fields.signedAt}</th>
            <th scope="col">{s.fields.readAt}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((one) => (
            <tr key={one.piece}>
              <th scope="row">
                {one.unit.name} {one.person?.name}
              </th>
              <td className="num">{moment(one.givenAt)}</td>
              <td className={`num ${one.signedAt ? '' : 'amber'}`}>{one.withdrawn ? s.fields.withdrawn : moment(one.signedAt) || s.waiting}</td>
              <td className="num">{moment(one.readAt)}</td>
            </tr>
          ))}
          {outside.map((one) => (
            <tr key={one.name}>
              <th scope="row">
                {one.name}{' '}
                <span className="small quiet num">{fill(s.hints.paperCopies, { n: one.copies, span: one.from === null ? '' : `${one.from}–${one.to ?? one.from}` })}</span>
              </th>
              <td className="num">{moment(one.sentAt)}</td>
              <td colSpan={2}>
                {one.receivedBy ? (
                  `${one.receivedBy} ${one.receivedOn && sayDate(one.receivedOn, language)}`
                ) : mayDeliver ? (
                  <Delivered matter={matter} name={one.name} />
                ) : (
                  s.waiting
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
