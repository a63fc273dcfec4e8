/** 归入专题卷: one matter from its page, or those of a search, into a file there is or a new one. Rule: GN-12 */
import { useState } from 'react'
import { type DossierRow, dossierList, dossiersOf, openDossier, putIntoDossier } from '../../kernel/dossiers/shape.ts'
import { landByKey } from '../matter/move-form.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Kbd } from '../parts/small.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import './put-dialog.css'
import { fill, useDossierWords } from './use-dossier-words.ts'

export interface Putting {
  readonly id: string
  readonly number: string | null
  readonly title: string | null
}
const FRESH = 'new'
function Chosen({ matters, out, onChange }: { readonly matters: readonly Putting[]; readonly out: ReadonlySet<string>; readonly onChange: (out: ReadonlySet<string>) => void }) {
  const w = useDossierWords()
  const t = useT()
  if (matters.length === 1) return null
  return (
    <fieldset className="stack tight dossier-choice">
      <legend className="field-label">{w.choose}</legend>
      {matters.map((one) => (
        <label key={one.id} className="check small">
          <input type="checkbox" checked={!out.has(one.id)} onChange={(e) => onChange(new Set(e.target.checked ? [...out].filter((id) => id !== one.id) : [...out, one.id]))} />{' '}
          <span className="num">{one.number}</span> {one.title ?? t('matter.hidden')}
        </label>
      ))}
    </fieldset>
  )
}
export function PutDialog({ matters, onClose }: { readonly matters: readonly Putting[]; readonly onClose: () => void }) {
  const t = useT()
  const w = useDossierWords()
  const [first] = matters
  const alone = matters.length === 1 && first ? first.id : null
  const of = useReadingLater(dossiersOf, alone ? { matter: alone as never } : null).data
  const all = useReadingLater(dossierList, alone ? null : {}).data
  const open: readonly DossierRow[] = of?.others ?? all?.rows ?? []
  const [picked, setPicked] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [out, setOut] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState<string | null>(null)
  const told = (put: number, there: number) => setSaid([fill(w.done, { n: put }), there > 0 && fill(w.there, { n: there })].filter(Boolean).join(''))
  const put = useAct(putIntoDossier, { onDone: (answer) => told(answer.put, answer.there) })
  const make = useAct(openDossier, { onDone: (answer) => told(answer.put, 0) })
  const wanted = matters.filter((one) => !out.has(one.id)).map((one) => one.id) as never[]
  const at = picked ?? (open.length > 0 ? (open[0]?.id ?? FRESH) : FRESH)
  return (
    <Dialog title={matters.length > 1 ? fill(w.putMany, { n: wanted.length }) : w.put} onClose={onClose}>
      {said ? (
        <div className="stack">
          <p role="status">{said}</p>
          <div className="row end">
            <Button kind="primary" data-first onClick={onClose}>
              {t('act.close')}
            </Button>
          </div>
        </div>
      ) : (
        <form
          className="stack"
          onKeyDown={landByKey}
          onSubmit={(event) => {
            event.preventDefault()
            if (wanted.length === 0) return
            if (at === FRESH) make.run({ title: name, matters: wanted })
            else put.run({ id: at, matters: wanted })
          }}
        >
          {of && of.rows.length > 0 && (
            <p className="small quiet">
              {w.lies}
              {of.rows.map((row) => row.title).join('、')}
            </p>
          )}
          <Chosen matters={matters} out={out} onChange={setOut} />
          <fieldset className="stack tight dossier-choice">
            <legend className="field-label">{w.into}</legend>
            {open.map((row, n) => (
              <label key={row.id} className={`pick-row ${at === row.id ? 'is-on' : ''}`}>
                <input type="radio" name="dossier" checked={at === row.id} onChange={() => setPicked(row.id)} {...(n === 0 ? { 'data-first': true } : {})} />{' '}
                <span className="clip grow">{row.title}</span>
                <span className="small quiet">{row.owner.name}</span>
              </label>
            ))}
            <label className={`pick-row ${at === FRESH ? 'is-on' : ''}`}>
              <input type="radio" name="dossier" checked={at === FRESH} onChange={() => setPicked(FRESH)} {...(open.length === 0 ? { 'data-first': true } : {})} /> {w.fresh}
            </label>
          </fieldset>
          {at === FRESH && (
            <Field label={w.name}>{(ids) => <input {...ids} className="text-box" required maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />}</Field>
          )}
          <RefusalNote error={put.refused ?? make.refused} />
          <div className="row end">
            <Button onClick={onClose}>{t('act.cancel')}</Button>
            <Button type="submit" kind="primary" busy={put.busy || make.busy} disabled={wanted.length === 0}>
              {w.put} <Kbd>Ctrl ↵</Kbd>
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
