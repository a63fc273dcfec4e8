/** 修改归档方案: term, 机构, year, what lies in it and how many pages; a part that is there on paper alone is added by hand. */
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { type PartRole, partRoles } from '../../../../kernel/archive.ts'
import type { FileId } from '../../../../kernel/ids.ts'
import { landByKey } from '../../../../web/matter/move-form.tsx'
import { Button } from '../../../../web/parts/button.tsx'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Kbd } from '../../../../web/parts/small.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { type DraftRow, keepItems } from '../../shape.ts'
import { type Term, terms } from '../../terms.ts'
import { type PartShown, usePartName } from './part-list.tsx'
import { useArchivesWords } from './use-archives-words.ts'

interface Typed extends PartShown {
  readonly key: number
}
const digits = (text: string) => Number(text.replace(/\D/g, '').slice(0, 5))
export function KeepForm({
  row,
  organs,
  onKept,
  onClose,
}: {
  readonly row: DraftRow
  readonly organs: readonly { readonly code: string; readonly name: string }[]
  readonly onKept: (references: readonly string[]) => void
  readonly onClose: () => void
}) {
  const t = useT()
  const w = useArchivesWords()
  const nameOf = usePartName(row.desk)
  const [term, setTerm] = useState<Term | null>(row.term)
  const [organ, setOrgan] = useState(row.organ ?? '')
  const [year, setYear] = useState(row.year)
  const [remark, setRemark] = useState('')
  const [sensitive, setSensitive] = useState(false)
  const [parts, setParts] = useState<readonly Typed[]>(() => row.parts.map((part, key) => ({ ...part, key })))
  const act = useAct(keepItems, { onDone: ({ kept }) => onKept(kept.map((one) => one.reference)) })
  const change = (key: number, more: Partial<Typed>) => setParts((all) => all.map((part) => (part.key === key ? { ...part, ...more } : part)))
  const ready = term !== null && organ !== '' && parts.length > 0 && parts.every((part) => (part.pages ?? 0) > 0)
  const land = () => {
    if (!ready || !term || act.busy) return
    const said = parts.map(({ role, file, slip, pages }) => ({ role, file: file as FileId | null, slip, pages: pages ?? 1 }))
    act.run({ items: [{ item: row.item, year, term, organ, remark: remark.trim() || null, sensitive, parts: said }] })
  }
  return (
    <Dialog title={`${w.acts.keep}　${row.title ?? w.erased}`} onClose={onClose} wide>
      <form
        className="stack"
        noValidate
        onKeyDown={landByKey}
        onSubmit={(event) => {
          event.preventDefault()
          land()
        }}
      >
        {row.row && (
          <p className="small quiet">
            {w.fields.row}：{row.row.key}　{row.row.what}
          </p>
        )}
        <Choice label={w.fields.term} value={term} options={terms.map((value) => ({ value, word: w.terms[value] }))} onChange={setTerm} />
        <div className="two">
          <Field label={w.fields.organ}>
            {(ids) => (
              <select {...ids} className="text-box" value={organ} onChange={(e) => setOrgan(e.target.value)}>
                <option value="" />
                {organs.map((one) => (
                  <option key={one.code} value={one.code}>
                    {one.code}　{one.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={w.fields.year}>
            {(ids) => <input {...ids} className="text-box num" inputMode="numeric" value={year || ''} onChange={(e) => setYear(digits(e.target.value))} />}
          </Field>
        </div>
        <fieldset className="archives-part-fields">
          <legend className="field-label">{w.fields.parts}</legend>
          {parts.map((part) => (
            <div key={part.key} className="archives-part-row">
              <select className="text-box" aria-label={w.fields.parts} value={part.role} onChange={(e) => change(part.key, { role: e.target.value as PartRole })}>
                {partRoles.map((role) => (
                  <option key={role} value={role}>
                    {w.partRoles[role]}
                  </option>
                ))}
              </select>
              <span className="grow">{nameOf(part)}</span>
              <input
                className="text-box num archives-pages"
                inputMode="numeric"
                aria-label={`${w.columns.pages} ${nameOf(part)}`}
                value={part.pages ?? ''}
                onChange={(e) => change(part.key, { pages: digits(e.target.value) || null })}
              />
              <button
                type="button"
                className="icon-button"
                aria-label={`${w.acts.remove} ${nameOf(part)}`}
                onClick={() => setParts((all) => all.filter((one) => one.key !== part.key))}
              >
                <X size={14} aria-hidden="true" />
              </button>
            </div>
          ))}
          <Button
            small
            icon={<Plus size={14} aria-hidden="true" />}
            onClick={() =>
              setParts((all) => [
                ...all,
                {
                  key: Math.max(-1, ...all.map((one) => one.key)) + 1,
                  role: all.some((one) => one.role === 'original') ? 'final' : 'original',
                  file: null,
                  slip: null,
                  name: null,
                  pages: null,
                },
              ])
            }
          >
            {w.acts.paperPart}
          </Button>
        </fieldset>
        <Field label={w.columns.remark}>{(ids) => <input {...ids} className="text-box" maxLength={100} value={remark} onChange={(e) => setRemark(e.target.value)} />}</Field>
        <label className="check">
          <input type="checkbox" checked={sensitive} onChange={(e) => setSensitive(e.target.checked)} />{' '}
          <span>
            {w.fields.sensitive}　<span className="small quiet">{w.hints.sensitiveNote}</span>
          </span>
        </label>
        <RefusalNote error={act.refused} desk="archives" />
        <div className="row end form-foot">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!ready}>
            {w.acts.keep} <Kbd>Ctrl ↵</Kbd>
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
