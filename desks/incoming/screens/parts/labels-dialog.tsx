/** 标签、收文章: the size that lies in the printer, the places of the sheet that are used, and the paper as it will come out. */
import { useState } from 'react'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { PaperFrame } from '../../../../web/parts/paper-frame.tsx'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { type LabelSizeKey, labelSizeKeys, labelSizes } from '../../label-sizes.ts'
import { useIncomingWords } from './use-incoming-words.ts'

const kept = 'incoming.label-size'
const sizeKept = (): LabelSizeKey => labelSizeKeys.find((key) => key === localStorage.getItem(kept)) ?? 'roll60x40'
/** @param of `run=…`, `matter=…` or `matter=…&copy=…` */
export function LabelsDialog({ of, onClose }: { readonly of: string; readonly onClose: () => void }) {
  const { arrival: w } = useIncomingWords()
  const language = useLanguage()
  const [size, setSize] = useState(sizeKept)
  const [skip, setSkip] = useState('0')
  const places = labelSizes[size].columns * labelSizes[size].rows
  return (
    <Dialog title={w.labels} onClose={onClose} wide>
      <div className="row wrap">
        <Field label={w.size}>
          {(ids) => (
            <select
              {...ids}
              data-first
              className="text-box"
              value={size}
              onChange={(e) => {
                localStorage.setItem(kept, e.target.value)
                setSize(e.target.value as LabelSizeKey)
              }}
            >
              {labelSizeKeys.map((key) => (
                <option key={key} value={key}>
                  {w.sizes[key]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {places > 1 && (
          <Field label={w.skip}>
            {(ids) => (
              <input {...ids} className="text-box num count-again" inputMode="numeric" maxLength={2} value={skip} onChange={(e) => setSkip(e.target.value.replace(/\D/g, ''))} />
            )}
          </Field>
        )}
      </div>
      <PaperFrame
        key={`${size}${skip}`}
        path={`/api/incoming/labels.pdf?${of}&size=${size}&skip=${places > 1 ? Math.min(Number(skip) || 0, places - 1) : 0}&language=${language}`}
        name={w.labels}
      />
    </Dialog>
  )
}
