/** 盒脊: how thick the boxes are, how much one holds, or which items lie in the one that was filled by hand; and the sheet as it will come out. */
import { useState } from 'react'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { PaperFrame } from '../../../../web/parts/paper-frame.tsx'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { pagesIn, type Thickness, thicknesses } from '../../boxes.ts'
import { fill, useArchivesWords } from './use-archives-words.ts'

export interface Run {
  readonly year: number
  readonly term: string
  readonly organ: string
}
const fields = ['pages', 'first', 'from', 'to'] as const
export function SpinesDialog({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const w = useArchivesWords()
  const language = useLanguage()
  const [thickness, setThickness] = useState<Thickness>(30)
  const [said, setSaid] = useState<Readonly<Record<(typeof fields)[number], string>>>({ pages: '', first: '1', from: '', to: '' })
  const asked = new URLSearchParams({ ...run, year: String(run.year), thickness: String(thickness), language })
  for (const name of fields) if (Number(said[name]) > 0) asked.set(name, said[name])
  return (
    <Dialog title={w.spine.title} onClose={onClose} wide>
      <div className="row wrap">
        <Field label={w.spine.thickness}>
          {(ids) => (
            <select {...ids} data-first className="text-box" value={thickness} onChange={(e) => setThickness(Number(e.target.value) as Thickness)}>
              {thicknesses.map((one) => (
                <option key={one} value={one}>
                  {one} mm
                </option>
              ))}
            </select>
          )}
        </Field>
        {fields.map((name) => (
          <Field key={name} label={w.spine.asks[name]}>
            {(ids) => (
              <input
                {...ids}
                className="text-box num archives-number"
                inputMode="numeric"
                maxLength={7}
                placeholder={name === 'pages' ? String(pagesIn(thickness)) : ''}
                value={said[name]}
                onChange={(e) => setSaid({ ...said, [name]: e.target.value.replace(/\D/g, '') })}
              />
            )}
          </Field>
        ))}
      </div>
      <p className="small quiet">{fill(w.spine.note, { pages: said.pages || pagesIn(thickness) })}</p>
      <PaperFrame key={asked.toString()} path={`/api/archives/spines.pdf?${asked}`} name={w.spine.title} />
    </Dialog>
  )
}
