/** 打印单据: the forms of this matter, shown as the PDF they are; printed from there. Who asked stands on it only where somebody may see him and asks for it, on record. */
import { Download, ExternalLink } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Slip } from '../../kernel/slip.ts'
import type { MatterView } from '../../kernel/view.ts'
import { deskOf } from '../desk-pages.ts'
import { useMe } from '../me.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useDeskWords, useLanguage, useT } from '../words/use-words.ts'

/** What the server answered in place of a paper, in words; null where it is the paper. */
function refusedIn(frame: HTMLIFrameElement | null): string | null {
  const inside = frame?.contentDocument
  if (!inside?.contentType.includes('json')) return null
  try {
    return (JSON.parse(inside.body.textContent ?? '') as { words?: string }).words ?? null
  } catch {
    return null // a viewer of JSON stands in its place; the page itself says the words
  }
}
function Paper({ path, name }: { readonly path: string; readonly name: string }) {
  const t = useT()
  const frame = useRef<HTMLIFrameElement>(null)
  const [here, setHere] = useState<'waiting' | 'shown' | string>('waiting')
  const refused = here !== 'waiting' && here !== 'shown'
  return (
    <>
      <p className={`small ${refused ? 'amber' : 'quiet'} print-state`} role="status">
        {here === 'waiting' ? t('print.setting') : refused ? here : t('print.shown')}
      </p>
      <div className="viewer" hidden={refused}>
        <iframe ref={frame} src={path} title={name} onLoad={() => setHere(refusedIn(frame.current) ?? 'shown')} />
      </div>
      {!refused && (
        <p className="row end viewer-foot">
          <a href={path} target="_blank" rel="noreferrer">
            <ExternalLink size={14} aria-hidden="true" /> {t('print.apart')}
          </a>
          <a href={`${path}&download=true`} download={`${name}.pdf`}>
            <Download size={14} aria-hidden="true" /> {t('files.download')}
          </a>
        </p>
      )}
    </>
  )
}
export function PrintDialog({ matter, onClose }: { readonly matter: MatterView; readonly onClose: () => void }) {
  const t = useT()
  const me = useMe()
  const language = useLanguage()
  const words = useDeskWords(matter.desk)?.slips
  const [chosen, setChosen] = useState<Slip | null>(null)
  const [asker, setAsker] = useState(false)
  const mayShow = chosen?.asker != null && me.powers.includes(chosen.asker)
  const shown = mayShow && asker
  const path = chosen && `/api/${matter.desk}/slips/${chosen.key}.pdf?matter=${matter.id}&language=${language}${shown ? '&asker=true' : ''}`
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
      {path ? <Paper key={path} path={path} name={`${words?.[chosen.key] ?? chosen.key} ${matter.number ?? ''}`} /> : <p className="empty">{t('print.choose')}</p>}
    </Dialog>
  )
}
/** Forms of this matter; of a work secret none: it is not printed (R-C04). */
export const slipsOf = (matter: MatterView): readonly Slip[] => (matter.readers === 'named' ? [] : (deskOf(matter.desk)?.slips ?? []))
