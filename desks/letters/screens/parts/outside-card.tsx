/** 外部系统: the letter's number elsewhere, by when it must be told there, and what to fill in, in the order of that form. */
import { useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import type { MatterView } from '../../../../kernel/view.ts'
import { officeNow } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { Light } from '../../../../web/parts/light.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { fromWall } from '../../../../web/parts/wall-clock.ts'
import { useAct, useReadingLater } from '../../../../web/reading.ts'
import { sayDue, sayMoment } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { type CopyField, copyFields, fedBack, keepOutside, type OutsideRow, outsideOf } from '../../outside.ts'
import type { LetterDetail } from '../../shape.ts'
import '../outside.css'
import { fill, useLettersWords } from './use-letters-words.ts'

type Letter = MatterView<LetterDetail>
/** One line of a spreadsheet: breaks would begin a new row. */
const cell = (text: string) => text.replace(/\s*\n\s*/g, ' ')

function CopyPanel({ letter, row, fields }: { readonly letter: Letter; readonly row: OutsideRow; readonly fields: readonly CopyField[] }) {
  const words = useLettersWords()
  const w = words.outside
  const language = useLanguage()
  const [copied, setCopied] = useState<string | null>(null)
  const report = letter.reports.filter((one) => one.returnedAt === null).at(-1)
  const answer = letter.answers.filter((one) => one.kind === 'final' && one.sentAt !== null).at(-1)
  const values: Readonly<Record<CopyField, string>> = {
    outsideNumber: row.number,
    number: letter.number ?? '',
    title: letter.title ?? '',
    body: letter.detail.body ?? '',
    place: letter.detail.place ?? '',
    unit: letter.owner.unit.name,
    result: report ? ((words.results as Readonly<Record<string, string>>)[report.result] ?? report.result) : '',
    report: report?.text ?? '',
    reply: answer?.body ?? '',
    repliedAt: answer?.sentAt ? sayMoment(answer.sentAt, officeNow(), language) : '',
  }
  const copy = async (key: string, text: string) => {
    await navigator.clipboard.writeText(text)
    setCopied(key)
  }
  return (
    <>
      <dl className="outside-copy small">
        {fields.map((field) => (
          <div key={field} style={{ display: 'contents' }}>
            <dt className="quiet">{w.fields[field]}</dt>
            <dd>{values[field]}</dd>
            <Button small disabled={values[field] === ''} onClick={() => void copy(field, values[field])}>
              {copied === field ? w.copied : w.copy}
            </Button>
          </div>
        ))}
      </dl>
      <Button small onClick={() => void copy('all', fields.map((field) => cell(values[field])).join('\t'))}>
        {copied === 'all' ? w.copied : w.copyAll}
      </Button>
    </>
  )
}

function Add({ letter, systems }: { readonly letter: Letter; readonly systems: readonly string[] }) {
  const w = useLettersWords().outside
  const [system, setSystem] = useState(systems[0] ?? '')
  const [number, setNumber] = useState('')
  const [link, setLink] = useState('')
  const [wall, setWall] = useState('')
  const act = useAct(keepOutside, { onDone: () => setNumber('') })
  const land = () => act.run({ matter: letter.id as MatterId, system, number, link: link.trim() || null, feedBy: fromWall(wall) })
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (system.trim() && number.trim()) land()
      }}
    >
      <Field label={w.system}>{(ids) => <input {...ids} className="text-box" maxLength={40} value={system} onChange={(e) => setSystem(e.target.value)} />}</Field>
      <Field label={w.number}>{(ids) => <input {...ids} className="text-box" maxLength={80} value={number} onChange={(e) => setNumber(e.target.value)} />}</Field>
      <Field label={w.link}>{(ids) => <input {...ids} className="text-box" inputMode="url" maxLength={500} value={link} onChange={(e) => setLink(e.target.value)} />}</Field>
      <Field label={w.feedBy}>{(ids) => <DateField {...ids} time value={wall} onChange={setWall} />}</Field>
      <RefusalNote error={act.refused} desk="letters" />
      <div className="row end">
        <Button type="submit" small busy={act.busy} disabled={!system.trim() || !number.trim()}>
          {w.add}
        </Button>
      </div>
    </form>
  )
}

export function OutsideCard({ letter }: { readonly letter: Letter }) {
  const w = useLettersWords().outside
  const language = useLanguage()
  const found = useReadingLater(outsideOf, { id: letter.id as MatterId }).data
  const marking = useAct(fedBack)
  const [adding, setAdding] = useState(false)
  if (!found) return null
  const now = officeNow()
  return (
    <Card title={w.heading} id="outside">
      <div className="card-body stack tight">
        {found.rows.map((row) => (
          <section key={row.system} aria-label={row.system}>
            <p className="row between wrap">
              <b>
                {row.system}
                {row.supervised && `（${w.supervised}）`}　
                {row.link ? (
                  <a href={row.link} target="_blank" rel="noreferrer noopener">
                    {row.number}
                  </a>
                ) : (
                  <span className="num">{row.number}</span>
                )}
              </b>
              {row.fedAt ? (
                <span className="small quiet">{fill(w.fedAt, { name: row.fedBy ?? '', at: sayMoment(row.fedAt, now, language) })}</span>
              ) : (
                <Light state={row.feedBy !== null && row.feedBy < now ? 'late' : 'on'}>{row.feedBy ? sayDue(row.feedBy, now, language) : w.toFeed}</Light>
              )}
            </p>
            {row.fedAt === null && <CopyPanel letter={letter} row={row} fields={found.forms.find((form) => form.system === row.system)?.fields ?? copyFields} />}
            <div className="row end">
              <Button small busy={marking.busy} onClick={() => marking.run({ matter: letter.id as MatterId, system: row.system, fed: row.fedAt === null })}>
                {row.fedAt === null ? w.mark : w.unmark}
              </Button>
            </div>
          </section>
        ))}
        <RefusalNote error={marking.refused} desk="letters" />
        {adding ? (
          <Add letter={letter} systems={found.forms.map((form) => form.system)} />
        ) : (
          <Button small onClick={() => setAdding(true)}>
            {w.add}
          </Button>
        )}
      </div>
    </Card>
  )
}
