/** 历次文稿: every version with its step, its hand and its length; any two compared beside it. */
import { Suspense, useState } from 'react'
import { type DraftVersion, draftVersions } from '../../../kernel/drafts/shape.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { officeNow } from '../../clock.ts'
import { Field } from '../../parts/field.tsx'
import { useReading } from '../../reading.ts'
import { sayMoment } from '../../say-time.ts'
import { moveWord, useLanguage } from '../../words/use-words.ts'
import { fill, useDraftWords } from '../use-draft-words.ts'
import { DraftRedline } from './draft-redline.tsx'

export function DraftVersions({ matter, desk }: { readonly matter: MatterId; readonly desk: string }) {
  const w = useDraftWords()
  const language = useLanguage()
  const { rows } = useReading(draftVersions, { matter })
  const readable = rows.filter((one) => !one.erased).sort((a, b) => b.no - a.no)
  // what was changed last: the newest is mostly the text as it stands
  const [from, setFrom] = useState((readable[1] ?? readable[0])?.no ?? 0)
  const [to, setTo] = useState<number | null>(null)
  if (rows.length === 0) return <p className="quiet">{w.noVersions}</p>
  const step = (one: DraftVersion) => one.note ?? (one.step === 'by-hand' ? w.byHand : moveWord(desk, one.step, language))
  const named = (one: DraftVersion) => `${fill(w.no, { n: one.no })}　${step(one)}`
  return (
    <div className="stack">
      <ol className="draft-versions" reversed>
        {[...rows]
          .sort((a, b) => b.no - a.no)
          .map((one) => (
            <li key={one.no}>
              <b>{named(one)}</b>
              <span className="small quiet">
                {one.by.name}　{sayMoment(one.at, officeNow(), language)}　{one.erased ? w.erased : fill(w.count, { n: one.count.body })}
              </span>
            </li>
          ))}
      </ol>
      {readable.length > 0 && (
        <>
          <div className="draft-pair">
            <Field label={w.from}>
              {(ids) => (
                <select {...ids} className="text-box" value={from} onChange={(event) => setFrom(Number(event.target.value))}>
                  {readable.map((one) => (
                    <option key={one.no} value={one.no}>
                      {named(one)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={w.until}>
              {(ids) => (
                <select {...ids} className="text-box" value={to ?? ''} onChange={(event) => setTo(event.target.value === '' ? null : Number(event.target.value))}>
                  <option value="">{w.now}</option>
                  {readable.map((one) => (
                    <option key={one.no} value={one.no}>
                      {named(one)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          <Suspense fallback={null}>
            <DraftRedline matter={matter} from={from} to={to} />
          </Suspense>
        </>
      )}
    </div>
  )
}
