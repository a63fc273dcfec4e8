/** A paper set by the server, as the PDF it is: while it is being set, when it is there, and what was refused in its place. */
import { Download, ExternalLink } from 'lucide-react'
import { useRef, useState } from 'react'
import { useT } from '../words/use-words.ts'

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
export function PaperFrame({ path, name }: { readonly path: string; readonly name: string }) {
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
