/** 对照: their exported sheet pasted whole, its columns read as saved, and what is there but not here; from there a letter may be registered. */
import { useState } from 'react'
import type { z } from 'zod'
import { callAct } from '../../../../web/call.ts'
import { freshKey } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { LedgerFiles } from '../../../../web/parts/ledger-files.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useAct, useReading } from '../../../../web/reading.ts'
import {
  type CopyField,
  cellsOf,
  columnsFor,
  compareOutside,
  copyFields,
  type ImportField,
  importFields,
  intakesNow,
  keepForm,
  listOutside,
  outsideForms,
  receiveOutside,
  saidIn,
} from '../../outside.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

type Found = z.output<typeof compareOutside.output>
type Missing = Found['missing'][number]

function MissingLine({ system, row, supervised, onDone }: { readonly system: string; readonly row: Missing; readonly supervised: boolean; readonly onDone: () => void }) {
  const w = useLettersWords().outside
  const [done, setDone] = useState<{ readonly id: string; readonly number: string } | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const { body } = row
  const receive = async () => {
    if (body === null) return
    setFault(null)
    try {
      const view = await callAct(receiveOutside, { ...row, body, system, supervised } as never, { key: freshKey() })
      setDone({ id: view.id, number: view.number ?? '' })
      onDone()
    } catch (error) {
      setFault(error)
    }
  }
  return (
    <li>
      <span className="num">{row.number}</span>
      <span className="grow clip">{row.title ?? body}</span>
      {fault ? <RefusalNote error={fault} desk="letters" /> : null}
      {done ? (
        <a href={`/letters/${done.id}`}>{fill(w.received, { number: done.number })}</a>
      ) : (
        <Button small disabled={body === null} title={body === null ? w.noBody : undefined} onClick={() => void receive()}>
          {supervised ? w.supervise : w.receive}
        </Button>
      )}
    </li>
  )
}

export function CompareSheet() {
  const words = useLettersWords()
  const w = words.outside
  const { forms } = useReading(outsideForms, {})
  const [system, setSystem] = useState(forms[0]?.system ?? '')
  const [pasted, setPasted] = useState('')
  const [own, setOwn] = useState<Readonly<Record<string, ImportField | ''>>>({})
  const [order, setOrder] = useState<readonly CopyField[] | null>(null)
  const [found, setFound] = useState<Found | null>(null)
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const onlySupervised = useReading(intakesNow, {}).line === false
  const listing = useAct(listOutside, { onDone: ({ n }) => setListed(n) })
  const [listed, setListed] = useState<number | null>(null)
  const [bad, setBad] = useState<string | null>(null)
  const saving = useAct(keepForm)
  const comparing = useAct(compareOutside)
  const saved = forms.find((form) => form.system === system.trim())
  const rows = cellsOf(pasted)
  const headings = [...new Set((rows[0] ?? []).filter(Boolean))]
  const columns = Object.fromEntries(
    Object.entries({ ...columnsFor(headings, saved?.columns ?? {}), ...own }).filter((one): one is [string, ImportField] => one[1] !== '' && headings.includes(one[0])),
  )
  const read = saidIn(rows, columns)
  const rest = (found?.missing ?? []).filter((row) => !taken.has(row.number))
  const fields = order ?? saved?.fields ?? [...copyFields]
  const compare = async () => {
    const input = compareOutside.input.safeParse({ system, rows: read.said })
    setFound(null)
    setListed(null)
    setTaken(new Set())
    if (!input.success)
      return setBad(
        fill(w.bad, {
          why: input.error.issues
            .map((issue) => issue.path.join('.'))
            .slice(0, 3)
            .join('、'),
        }),
      )
    setBad(null)
    setFound((await comparing.runAsync(input.data).catch(() => null)) as Found | null)
  }
  return (
    <Card title={w.compare} id="compare" aside={w.compareNote}>
      <div className="card-body stack">
        <Field label={w.system}>
          {(ids) => (
            <>
              <input {...ids} className="text-box" list="outside-systems" maxLength={40} value={system} onChange={(e) => setSystem(e.target.value)} />
              <datalist id="outside-systems">
                {forms.map((form) => (
                  <option key={form.system} value={form.system} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field label={w.paste}>{(ids) => <textarea {...ids} className="text-box" rows={5} value={pasted} onChange={(e) => setPasted(e.target.value)} />}</Field>
        {headings.length > 1 && (
          <fieldset>
            <legend>{w.columns}</legend>
            <div className="outside-columns">
              {headings.map((heading) => (
                <Field key={heading} label={heading}>
                  {(ids) => (
                    <select
                      {...ids}
                      className="text-box"
                      value={columns[heading] ?? ''}
                      onChange={(e) => setOwn((now) => ({ ...now, [heading]: e.target.value as ImportField | '' }))}
                    >
                      <option value="">{w.skip}</option>
                      {importFields.map((field) => (
                        <option key={field} value={field}>
                          {w.importFields[field]}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
              ))}
            </div>
          </fieldset>
        )}
        <fieldset>
          <legend>
            {w.order} <span className="small quiet">{w.orderNote}</span>
          </legend>
          <div className="outside-order">
            {copyFields.map((field) => {
              const at = fields.indexOf(field)
              return (
                <Button key={field} small aria-pressed={at >= 0} onClick={() => setOrder(at >= 0 ? fields.filter((one) => one !== field) : [...fields, field])}>
                  {at >= 0 ? `${at + 1} ` : ''}
                  {w.fields[field]}
                </Button>
              )
            })}
          </div>
        </fieldset>
        <RefusalNote error={comparing.refused ?? saving.refused} desk="letters" />
        {bad && (
          <p className="amber small" role="alert">
            {bad}
          </p>
        )}
        <div className="row end">
          <Button
            busy={saving.busy}
            disabled={system.trim() === '' || fields.length === 0}
            onClick={() => saving.run({ system: system.trim(), columns: { ...saved?.columns, ...columns }, fields: [...fields] })}
          >
            {w.save}
          </Button>
          <Button kind="primary" busy={comparing.busy} disabled={system.trim() === '' || read.said.length === 0} onClick={() => void compare()}>
            {w.run}
          </Button>
        </div>
        {found && (
          <div role="status">
            <p className="small quiet">
              {fill(w.known, { n: found.known })}
              {found.listed > 0 && `　${fill(w.listedAlready, { n: found.listed })}`}
              {read.left > 0 && `　${fill(w.left, { n: read.left })}`}
            </p>
            {found.missing.length === 0 && found.notThere.length === 0 && <p>{w.same}</p>}
            {found.missing.length + found.notThere.length > 0 && (
              <div className="row end no-print">
                <LedgerFiles path="/api/letters/difference" query={{ system: system.trim() }} name={w.difference} />
              </div>
            )}
            {found.missing.length > 0 && <h3>{w.missing}</h3>}
            {found.missing.length > 0 && onlySupervised && <p className="small quiet">{w.onlySupervised}</p>}
            <ul className="outside-found">
              {found.missing.map((row) => (
                <MissingLine key={row.number} system={system.trim()} row={row} supervised={onlySupervised} onDone={() => setTaken((now) => new Set([...now, row.number]))} />
              ))}
            </ul>
            {onlySupervised && listed === null && rest.length > 0 && (
              <Button busy={listing.busy} onClick={() => listing.run({ system: system.trim(), rows: rest })}>
                {fill(w.list, { n: rest.length })}
              </Button>
            )}
            {listed !== null && <p>{fill(w.listedNow, { n: listed })}</p>}
            <RefusalNote error={listing.refused} desk="letters" />
            {found.notThere.length > 0 && <h3>{w.notThere}</h3>}
            <ul className="outside-found">
              {found.notThere.map((row) => (
                <li key={row.matter}>
                  <span className="num">{row.outside}</span>
                  <a className="grow clip" href={`/letters/${row.matter}`}>
                    {row.number}　{row.title}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  )
}
