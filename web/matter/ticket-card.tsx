/** 凭码链接 of a matter: one for each unit without an account; made, told once, taken back, every opening on record. Rule: decision 0029 */
import { Copy, Link2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { issueTicket, revokeTicket, TICKET_DAYS, type TicketRow, ticketsOf } from '../../kernel/reading/ticket-shape.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { copyText } from '../parts/copy-text.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'
import '../styles/tickets.css'

type Page = z.output<(typeof ticketsOf)['output']>
type Issued = z.output<(typeof issueTicket)['output']>

function CopyLine({ label, value, hint }: { readonly label: string; readonly value: string; readonly hint: string }) {
  const t = useT()
  const [done, setDone] = useState(false)
  return (
    <div className="ticket-told">
      <Field label={label}>{(ids) => <input {...ids} className="text-box num" readOnly value={value} onFocus={(e) => e.currentTarget.select()} />}</Field>
      <Button small icon={<Copy size={14} aria-hidden="true" />} aria-label={`${t('copy.button')} ${label}`} onClick={() => void copyText(value).then(setDone)}>
        <span role="status">{t(done ? 'copy.done' : 'tickets.copy')}</span>
      </Button>
      <p className="small quiet">{hint}</p>
    </div>
  )
}
/** Shown this once: the link goes one way, the code another. */
function Told({ issued, onClose }: { readonly issued: Issued; readonly onClose: () => void }) {
  const t = useT()
  const language = useLanguage()
  return (
    <Dialog
      title={t('tickets.made')}
      onClose={onClose}
      firm
      foot={
        <Button kind="primary" data-first onClick={onClose}>
          {t('tickets.noted')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('tickets.once', { until: sayMoment(issued.until, officeNow(), language) })}</p>
        <CopyLine label={t('tickets.link')} value={window.location.origin + issued.path} hint={t('tickets.linkHint')} />
        <CopyLine label={t('tickets.code')} value={`${issued.code.slice(0, 4)} ${issued.code.slice(4)}`} hint={t('tickets.codeHint')} />
      </div>
    </Dialog>
  )
}
function Issue({
  matter,
  piece,
  files,
  onMade,
  onClose,
}: {
  readonly matter: string
  readonly piece: Page['pieces'][number]
  readonly files: Page['files']
  readonly onMade: (issued: Issued) => void
  readonly onClose: () => void
}) {
  const t = useT()
  const [contact, setContact] = useState(piece.person.name)
  const [days, setDays] = useState(String(TICKET_DAYS))
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>(files.map((file) => file.id))
  const act = useAct(issueTicket, { onDone: onMade })
  const ready = contact.trim() !== '' && /^\d{1,2}$/.test(days) && Number(days) >= 1 && Number(days) <= 90
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (ready) act.run({ matter: matter as never, piece: piece.piece as never, contact: contact.trim(), days: Number(days), text: text.trim() || null, files: chosen as never })
  }
  return (
    <Dialog title={t('tickets.makeFor', { unit: piece.unit.name })} onClose={onClose}>
      <form className="stack" onSubmit={land}>
        {piece.ask && <p className="quiet">{piece.ask}</p>}
        <Field label={t('tickets.contact')}>
          {(ids) => <input {...ids} data-first className="text-box" maxLength={50} value={contact} onChange={(e) => setContact(e.target.value)} />}
        </Field>
        <Field label={t('tickets.text')}>
          {(ids) => <textarea {...ids} className="text-box" rows={4} maxLength={20000} value={text} onChange={(e) => setText(e.target.value)} />}
        </Field>
        {files.length > 0 && (
          <fieldset className="ticket-files">
            <legend>{t('tickets.files')}</legend>
            {files.map((file) => (
              <label key={file.id} className="row">
                <input
                  type="checkbox"
                  checked={chosen.includes(file.id)}
                  onChange={(e) => setChosen((now) => (e.target.checked ? [...now, file.id] : now.filter((id) => id !== file.id)))}
                />
                {file.name}
              </label>
            ))}
          </fieldset>
        )}
        <Field label={t('tickets.days')}>
          {(ids) => <input {...ids} className="text-box num" inputMode="numeric" maxLength={2} value={days} onChange={(e) => setDays(e.target.value)} />}
        </Field>
        <RefusalNote error={act.refused} />
        <div className="row end form-foot">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!ready}>
            {t('tickets.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
function Line({ row }: { readonly row: TicketRow }) {
  const t = useT()
  const language = useLanguage()
  const words = useKernelWords()
  const at = (moment: string) => sayMoment(moment, officeNow(), language)
  const act = useAct(revokeTicket)
  const refusals: Readonly<Record<string, string>> = words.refusals
  const live = ['waiting', 'opened', 'accepted', 'locked'].includes(row.state)
  return (
    <li className="ticket-line" data-state={row.state}>
      <p>
        <b>{row.unit.name}</b> {row.contact}　{t(`tickets.states.${row.state}`)}
        {live && <span className="small quiet">　{t('tickets.until', { time: at(row.until) })}</span>}
      </p>
      {row.refused && live && <p className="small amber">{refusals[row.refused] ?? t('tickets.refused')}</p>}
      {row.openings.length > 0 && (
        <details>
          <summary className="small">{t('tickets.openings', { count: row.openings.length })}</summary>
          <ol className="small ticket-openings">
            {row.openings.map((one) => (
              <li key={`${one.at}${one.outcome}`}>
                {at(one.at)} {t(`tickets.outcomes.${one.outcome}`)} <span className="quiet">{t('tickets.place', { place: one.place })}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
      {live && (
        <Button small kind="text" busy={act.busy} className="no-print" onClick={() => act.run({ ticket: row.id })}>
          {t('tickets.revoke')}
        </Button>
      )}
      <RefusalNote error={act.refused} />
    </li>
  )
}

export function TicketCard({ matter }: { readonly matter: { readonly id: string; readonly version: number } }) {
  const t = useT()
  const { data } = useReadingLater(ticketsOf, { matter: matter.id as never })
  const [piece, setPiece] = useState<Page['pieces'][number] | null>(null)
  const [issued, setIssued] = useState<Issued | null>(null)
  if (!data || (data.rows.length === 0 && data.pieces.length === 0 && !issued)) return null
  const live = new Set(data.rows.filter((row) => row.state !== 'revoked' && row.state !== 'expired').map((row) => row.piece))
  return (
    <Card id="tickets" title={t('tickets.title')}>
      <div className="card-body stack tight">
        {data.rows.length > 0 && (
          <ul className="ticket-lines">
            {data.rows.map((row) => (
              <Line key={row.id} row={row} />
            ))}
          </ul>
        )}
        {data.pieces.map((one) => (
          <div key={one.piece} className="row wrap no-print">
            <Button small icon={<Link2 size={14} aria-hidden="true" />} onClick={() => setPiece(one)}>
              {t(live.has(one.piece) ? 'tickets.anew' : 'tickets.makeFor', { unit: one.unit.name })}
            </Button>
          </div>
        ))}
      </div>
      {piece && !issued && (
        <Issue
          matter={matter.id}
          piece={piece}
          files={data.files}
          onMade={(made) => {
            setIssued(made)
            setPiece(null)
          }}
          onClose={() => setPiece(null)}
        />
      )}
      {issued && <Told issued={issued} onClose={() => setIssued(null)} />}
    </Card>
  )
}
