/** Files into a form: dropped, chosen or pasted; each is sent at once and named by its id. */
import { Paperclip, X } from 'lucide-react'
import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { sendFile } from '../call.ts'
import { useT } from '../words/use-words.ts'
import { RefusalNote } from './refusal-note.tsx'

export interface SentFile {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly size: number
}
export const saySize = (bytes: number): string => (bytes < 1024 ? `${bytes} B` : bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`)

export function FileDrop({
  value,
  onChange,
  max = 20,
  label,
}: {
  readonly value: readonly SentFile[]
  readonly onChange: (files: readonly SentFile[]) => void
  readonly max?: number
  readonly label: string
}) {
  const t = useT()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const have = useRef(value)
  have.current = value
  const [sending, setSending] = useState<string | null>(null)
  const [wrong, setWrong] = useState<unknown>(null)
  const [over, setOver] = useState(false)
  const busy = useRef(false)
  const held = useRef(false)
  const take = async (files: readonly File[]) => {
    setWrong(null)
    busy.current = true
    for (const file of files.slice(0, max - have.current.length)) {
      setSending(file.name)
      try {
        const sent = await sendFile(file)
        have.current = [...have.current, sent] // the next one may come before the page is drawn again
        onChange(have.current)
      } catch (error) {
        held.current = false
        setWrong(error)
      }
    }
    busy.current = false
    setSending(null)
  }
  const takeNow = useRef(take)
  takeNow.current = take
  useEffect(() => {
    const form = box.current?.closest('form')
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      void takeNow.current(files)
    }
    // landed while a file is on its way: the form waits for it and then goes on by itself
    const hold = (event: SubmitEvent) => {
      if (!busy.current) return
      event.preventDefault()
      event.stopPropagation()
      held.current = true
    }
    form?.addEventListener('paste', paste)
    form?.addEventListener('submit', hold)
    return () => {
      form?.removeEventListener('paste', paste)
      form?.removeEventListener('submit', hold)
    }
  }, [])
  useEffect(() => {
    if (sending !== null || !held.current) return
    held.current = false
    box.current?.closest('form')?.requestSubmit()
  }, [sending])
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take([...event.dataTransfer.files])
  }
  return (
    <div className="field" ref={box}>
      <span className="field-label">{label}</span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the button inside does the same */}
      <div
        className={`drop ${over ? 'is-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor={id} className="drop-pick">
          <Paperclip size={14} aria-hidden="true" /> {t('files.drop')} <span className="link inline">{t('files.pick')}</span>
        </label>
        <input
          id={id}
          type="file"
          className="off-screen"
          multiple={max > 1}
          onChange={(event) => {
            void take([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        {value.map((file) => (
          <span key={file.id} className="picked">
            {file.name} <span className="small">{saySize(file.size)}</span>
            <button type="button" aria-label={`${t('act.remove')} ${file.name}`} onClick={() => onChange(value.filter((f) => f.id !== file.id))}>
              <X size={12} aria-hidden="true" />
            </button>
          </span>
        ))}
        {sending && <span className="small quiet">{t('files.sending', { name: sending })}</span>}
      </div>
      <RefusalNote error={wrong} />
    </div>
  )
}
