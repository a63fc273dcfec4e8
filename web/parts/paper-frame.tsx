/** A paper set by the server, as the PDF it is: while it is being set, when it is there, and what was refused in its place. A browser that shows no PDF inside a page opens it beside. */
import { Download, ExternalLink } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useT } from '../words/use-words.ts'

/** Older browsers do not say; those show it. */
const showsPdf = () => (navigator as { pdfViewerEnabled?: boolean }).pdfViewerEnabled !== false
type Here = { readonly is: 'waiting' | 'shown' } | { readonly is: 'refused'; readonly words: string }
const wordsIn = (text: string): string | null => {
  try {
    return (JSON.parse(text) as { words?: string }).words ?? null
  } catch {
    return null
  }
}
/** What the server answered in place of a paper. */
function answered(frame: HTMLIFrameElement | null): Here {
  const inside = frame?.contentDocument
  const words = inside?.contentType.includes('json') ? wordsIn(inside.body.textContent ?? '') : null
  return words === null ? { is: 'shown' } : { is: 'refused', words }
}
/** Fetched whole where it cannot be framed. @returns where it lies in this browser, once it is there */
function useTaken(path: string, wanted: boolean, onHere: (here: Here) => void): string | null {
  const t = useT()
  const [taken, setTaken] = useState<string | null>(null)
  useEffect(() => {
    if (!wanted) return
    const gone = new AbortController()
    let url: string | null = null
    fetch(path, { signal: gone.signal })
      .then(async (answer) => {
        if (!answer.ok) return onHere({ is: 'refused', words: wordsIn(await answer.text()) ?? t('refused.unknown') })
        url = URL.createObjectURL(await answer.blob())
        setTaken(url)
        onHere({ is: 'shown' })
      })
      .catch(() => gone.signal.aborted || onHere({ is: 'refused', words: t('refused.offline') }))
    return () => {
      gone.abort()
      if (url) URL.revokeObjectURL(url)
    }
  }, [path, wanted, onHere, t])
  return taken
}
export function PaperFrame({ path, name }: { readonly path: string; readonly name: string }) {
  const t = useT()
  const frame = useRef<HTMLIFrameElement>(null)
  const [framed] = useState(showsPdf)
  const [here, setHere] = useState<Here>({ is: 'waiting' })
  const taken = useTaken(path, !framed, setHere)
  return (
    <>
      <p className={`small ${here.is === 'refused' ? 'amber' : 'quiet'} print-state`} role="status">
        {here.is === 'refused' ? here.words : t(here.is === 'waiting' ? 'print.setting' : framed ? 'print.shown' : 'print.beside')}
      </p>
      {framed && (
        <div className="viewer" hidden={here.is === 'refused'}>
          <iframe ref={frame} src={path} title={name} onLoad={() => setHere(answered(frame.current))} />
        </div>
      )}
      {(framed ? here.is !== 'refused' : taken !== null) && (
        <p className="row end viewer-foot print-ways">
          <a href={taken ?? path} target="_blank" rel="noreferrer">
            <ExternalLink size={14} aria-hidden="true" /> {t('print.apart')}
          </a>
          <a href={taken ?? `${path}&download=true`} download={`${name}.pdf`}>
            <Download size={14} aria-hidden="true" /> {t('files.download')}
          </a>
        </p>
      )}
    </>
  )
}
