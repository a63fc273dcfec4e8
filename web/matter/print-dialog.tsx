/** 打印单据: the forms of this matter, shown as the PDF they are; printed from there. Who asked stands on it only where somebody may see him and asks for it, on record. */
import { useState } from 'react'
import { type Slip, slipPath } from '../../kernel/slip.ts'
import type { MatterView } from '../../kernel/view.ts'
import { deskOf } from '../desk-pages.ts'
import { useMe } from '../me.ts'
import { Dialog } from '../parts/dialog.tsx'
import { PaperFrame } from '../parts/paper-frame.tsx'
import { useDeskWords, useLanguage, useT } from '../words/use-words.ts'

export function PrintDialog({ matter, onClose }: { readonly matter: MatterView; readonly onClose: () => void }) {
  const t = useT()
  const me = useMe()
  const language = useLanguage()
  const words = useDeskWords(matter.desk)?.slips
  const [chosen, setChosen] = useState<Slip | null>(null)
  const [asker, setAsker] = useState(false)
  const mayShow = chosen?.asker != null && me.powers.includes(chosen.asker)
  const shown = mayShow && asker
  const path = chosen && `${slipPath(matter.desk, chosen)}?matter=${matter.id}&language=${language}${shown ? '&asker=true' : ''}`
  return (
    <Dialog title={t('print.title')} onClose={onClose} wide>
      <fieldset className="row wrap print-forms" aria-label={t('print.which')}>
        {slipsOf(matter).map((slip, n) => (
          <button
            key={slip.key}
            type="button"
            className="btn is-plain"
            aria-pressed={chosen?.key === slip.key}
            disabled={!slip.ready(matter)}
            {...(n === 0 && { 'data-first': true })}
            onClick={() => setChosen(slip)}
          >
            {words?.[slip.key] ?? slip.key}
          </button>
        ))}
      </fieldset>
      {mayShow && (
        <label className="row small print-asker">
          <input type="checkbox" checked={asker} onChange={(event) => setAsker(event.target.checked)} /> {t('print.asker')}
        </label>
      )}
      {path ? <PaperFrame key={path} path={path} name={`${words?.[chosen.key] ?? chosen.key} ${matter.number ?? ''}`} /> : <p className="empty">{t('print.choose')}</p>}
    </Dialog>
  )
}
/** Forms of this matter; of a work secret none: it is not printed (R-C04). */
export const slipsOf = (matter: MatterView): readonly Slip[] => (matter.readers === 'named' ? [] : (deskOf(matter.desk)?.slips ?? []))
