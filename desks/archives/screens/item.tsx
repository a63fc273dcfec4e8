/** 归档文件: what lies in it, its 档号 and every one it had, the stamped copy, and whether it is lent. */
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { officeNow } from '../../../web/clock.ts'
import { matterPath } from '../../../web/desk-pages.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { Dialog } from '../../../web/parts/dialog.tsx'
import { Choice, Field } from '../../../web/parts/field.tsx'
import { PaperFrame } from '../../../web/parts/paper-frame.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayDate, sayDue, sayMoment } from '../../../web/say-time.ts'
import { useLanguage, useT } from '../../../web/words/use-words.ts'
import { itemView, renumberItem } from '../shape.ts'
import { type Term, terms } from '../terms.ts'
import { PartList, type PartShown, usePartName } from './parts/part-list.tsx'
import { fill, useArchivesWords } from './parts/use-archives-words.ts'
import './archives.css'

type Item = ReturnType<typeof useReading<(typeof itemView)['input'], (typeof itemView)['output']>>

function RenumberForm({ item, onClose }: { readonly item: Item; readonly onClose: () => void }) {
  const t = useT()
  const w = useArchivesWords()
  const [term, setTerm] = useState<Term>(item.term)
  const [organ, setOrgan] = useState(item.organ)
  const [year, setYear] = useState(item.year)
  const [reason, setReason] = useState('')
  const act = useAct(renumberItem, { onDone: onClose })
  return (
    <Dialog title={`${w.acts.renumber}　${item.reference}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim()) act.run({ item: item.item, term, organ, year, reason: reason.trim() })
        }}
      >
        <Choice label={w.fields.term} value={term} options={terms.map((value) => ({ value, word: w.terms[value] }))} onChange={setTerm} />
        <div className="two">
          <Field label={w.fields.organ}>
            {(ids) => (
              <select {...ids} className="text-box" value={organ} onChange={(e) => setOrgan(e.target.value)}>
                {item.organs.map((one) => (
                  <option key={one.code} value={one.code}>
                    {one.code}　{one.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={w.fields.year}>
            {(ids) => (
              <input {...ids} className="text-box num" inputMode="numeric" value={year || ''} onChange={(e) => setYear(Number(e.target.value.replace(/\D/g, '').slice(0, 4)))} />
            )}
          </Field>
        </div>
        <Field label={w.fields.reason} hint={w.hints.renumberNote}>
          {(ids) => <input {...ids} className="text-box" maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />}
        </Field>
        <RefusalNote error={act.refused} desk="archives" />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={reason.trim() === ''}>
            {w.acts.renumber}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function ItemPage({ id }: { readonly id: string }) {
  const w = useArchivesWords()
  const language = useLanguage()
  const navigate = useNavigate()
  const item = useReading(itemView, { id })
  const nameOf = usePartName(item.desk)
  const [mayRenumber, borrows] = [useMay('archives.renumber'), useMay('archives.register')]
  const [open, setOpen] = useState<'stamped' | 'renumber' | null>(null)
  const now = officeNow()
  const opens = (part: PartShown) => {
    if (part.file)
      return (
        <a href={`/api/archives/part?id=${part.file}`} target="_blank" rel="noreferrer">
          {nameOf(part)}
        </a>
      )
    if (part.slip && !item.withinLoan) return <Link to={matterPath(item.desk, item.matter)}>{nameOf(part)}</Link>
    return nameOf(part)
  }
  const facts: readonly (readonly [string, string])[] = [
    [w.columns.number, item.number ?? ''],
    [w.columns.author, item.author],
    [w.columns.on, sayDate(item.on, language)],
    [w.columns.pages, String(item.pages)],
    [w.fields.term, w.terms[item.term]],
    [w.fields.organ, `${item.organ} ${item.organs.find((one) => one.code === item.organ)?.name ?? ''}`],
    [w.fields.lastYear, item.lastYear === null ? w.hints.forever : String(item.lastYear)],
    [w.fields.handOver, item.handOver === null ? '' : String(item.handOver)],
    [w.fields.row, item.tableRow ?? ''],
    [w.fields.archived, `${item.archivedBy.name} ${sayMoment(item.archivedAt, now, language)}`],
    [w.columns.remark, item.remark ?? ''],
  ]
  return (
    <section className="archives-item stack">
      <div className="page-head">
        <h1>{item.title ?? w.erased}</h1>
        <div className="row wrap no-print">
          {item.parts.some((part) => part.file) && (
            <Button kind="primary" onClick={() => setOpen('stamped')}>
              {w.acts.stamped}
            </Button>
          )}
          {borrows && !item.withinLoan && <Button onClick={() => void navigate({ to: '/archives/borrow', search: { item: item.item } } as never)}>{w.acts.borrow}</Button>}
          {mayRenumber && <Button onClick={() => setOpen('renumber')}>{w.acts.renumber}</Button>}
        </div>
      </div>
      <p className="archives-reference num">{item.reference}</p>
      {item.withinLoan && <p className="amber small">{w.hints.withinLoan}</p>}
      {item.lentUntil && <p className="small">{fill(w.hints.lentUntil, { date: sayDue(item.lentUntil, now, language) })}</p>}
      {item.sensitive && (
        <p className="small amber">
          {w.fields.sensitive}：{w.hints.sensitiveNote}
        </p>
      )}
      <Card id="facts" title={w.pages.item}>
        <dl className="card-body archives-facts">
          {facts
            .filter(([, value]) => value.trim() !== '')
            .map(([head, value]) => (
              <div key={head}>
                <dt>{head}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </Card>
      <Card id="parts" title={w.fields.parts}>
        <div className="card-body">
          <PartList desk={item.desk} parts={item.parts} opens={opens} />
        </div>
      </Card>
      {item.renumbered.length > 0 && (
        <Card id="renumbered" title={w.fields.renumbered}>
          <ul className="card-body plain-list">
            {item.renumbered.map((one) => (
              <li key={one.was}>
                <span className="num">
                  {one.was} → {one.isNow}
                </span>
                <p className="small quiet">
                  {one.by.name}　{sayMoment(one.at, now, language)}　{one.reason}
                </p>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {open === 'stamped' && (
        <Dialog title={`${w.acts.stamped}　${item.reference}`} onClose={() => setOpen(null)} wide>
          <PaperFrame path={`/api/archives/stamped.pdf?id=${item.item}`} name={item.reference} />
        </Dialog>
      )}
      {open === 'renumber' && <RenumberForm item={item} onClose={() => setOpen(null)} />}
    </section>
  )
}
