/** 收文登记: what the paper says of itself; Ctrl+Enter lands it and the next one begins. */
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { FileLine } from '../../../kernel/reading/lines-shape.ts'
import { forgetUploads } from '../../../kernel/reading/upload-shape.ts'
import { useFileLines } from '../../../web/file-lines.ts'
import { Button } from '../../../web/parts/button.tsx'
import { FileDrop, type SentFile } from '../../../web/parts/file-drop.tsx'
import { PaperBeside } from '../../../web/parts/paper-beside.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { SecretKey } from '../../../web/parts/secret-channel.tsx'
import { Kbd } from '../../../web/parts/small.tsx'
import { useAct } from '../../../web/reading.ts'
import { useT } from '../../../web/words/use-words.ts'
import { registerPaper } from '../shape.ts'
import './incoming.css'
import { freshPaper, PaperFields, type PaperForm, paperInput } from './parts/paper-fields.tsx'
import { ProposalNotes, usePlaces } from './parts/proposal-notes.tsx'
import { isOnce, SameHere } from './parts/same-here.tsx'
import { fill, useIncomingWords } from './parts/use-incoming-words.ts'
import { type Found, useProposals } from './parts/use-proposals.ts'

export function RegisterPaperPage() {
  const t = useT()
  const w = useIncomingWords()
  const page = useRef<HTMLFormElement>(null)
  const [form, setForm] = useState<PaperForm>(freshPaper)
  const [files, setFiles] = useState<readonly SentFile[]>([])
  const [missed, setMissed] = useState<ReadonlySet<string>>(new Set())
  const [landed, setLanded] = useState<{ readonly id: string; readonly number: string | null } | null>(null)
  const act = useAct(registerPaper)
  const forget = useAct(forgetUploads)
  const [besideId, setBeside] = useState<string | null>(null)
  const [marks, setMarks] = useState<readonly FileLine[]>([])
  const [unchecked, setUnchecked] = useState(false)
  const [another, setAnother] = useState('')
  const beside = files.find((file) => file.id === besideId) ?? files[0] ?? null
  const read = useFileLines(beside?.id ?? null)
  const change = (part: Partial<PaperForm>) => setForm((now) => ({ ...now, ...part }))
  const proposals = useProposals(read, form, change)
  const show = (found: Found) => setMarks(found.from.lines)
  const places = usePlaces(proposals, show)
  const accept = () => {
    proposals.accept()
    setUnchecked(false)
  }
  const fresh = () => {
    setForm(freshPaper)
    setFiles([])
    setMarks([])
    setAnother('')
    proposals.clear()
  }
  const land = async () => {
    if (act.busy) return
    if (proposals.pending.size > 0) return setUnchecked(true) // nothing a program wrote lands before a person has looked at it
    const said = paperInput(form) as ReturnType<typeof paperInput> & { writtenOn: never; answerBy: never }
    const input = { ...said, files: files.map((f) => f.id) as never, once: isOnce(said.senderNumber ?? '', another) }
    const checked = registerPaper.input.safeParse(input)
    const missing = new Set(checked.success ? [] : checked.error.issues.map((issue) => String(issue.path[0] ?? '')))
    setMissed(missing)
    if (missing.size > 0) return void setTimeout(() => page.current?.querySelector<HTMLElement>('.is-wrong input, .is-wrong textarea')?.focus(), 0)
    const view = await act.runAsync(input).catch(() => null)
    if (!view) return // what the office said stands under the form; nothing typed is lost
    setLanded({ id: view.id, number: view.number })
    fresh()
    page.current?.querySelector<HTMLElement>('input')?.focus()
  }
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined)
  keys.current = (event) => {
    if (document.querySelector('dialog[open]') || event.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey || event.altKey)) return
    event.preventDefault()
    if (event.altKey) accept()
    else void land()
  }
  useEffect(() => {
    const heard = (event: KeyboardEvent) => keys.current(event)
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [])
  return (
    <article className={`incoming-register ${beside ? 'has-beside' : ''}`}>
      <section className="card">
        <div className="ledger-head">
          <h1 className="grow">{w.pages.register}</h1>
          {landed && (
            <span role="status" className="landed">
              <Check size={16} aria-hidden="true" /> <Link to={`/incoming/${landed.id}`}>{landed.number}</Link>
            </span>
          )}
        </div>
        <form
          ref={page}
          className="card-body stack"
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            void land()
          }}
        >
          <p className="small amber">{w.hints.secret}</p>
          <FileDrop label={t('form.files')} value={files} onChange={setFiles} />
          {files.length > 1 && (
            <label className="row small">
              {t('beside.choose')}
              <select className="text-box" value={beside?.id} onChange={(event) => setBeside(event.target.value)}>
                {files.map((file) => (
                  <option key={file.id} value={file.id}>
                    {file.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          {beside && !read.reading && <ProposalNotes proposals={proposals} onShow={show} onAccept={accept} />}
          <PaperFields
            form={form}
            missed={missed}
            places={places}
            onChange={(part) => {
              const mended = Object.keys(part).map((key) => (key.startsWith('joint') ? 'joint' : key))
              setMissed((now) => new Set([...now].filter((field) => !mended.includes(field))))
              proposals.typed(part)
              change(part)
            }}
          />
          {unchecked && proposals.pending.size > 0 && (
            <p role="alert" className="small amber">
              {fill(w.reading.first, { n: proposals.pending.size })}
            </p>
          )}
          <RefusalNote error={act.refused ?? forget.refused} desk="incoming" />
          <SameHere form={form} another={another} onAnother={setAnother} onJoined={fresh} />
          <div className="row end form-foot">
            <SecretKey
              onPress={() => {
                if (files.length > 0) forget.run({ files: files.map((f) => f.id) as never })
                fresh()
              }}
            />
            <Button type="submit" kind="primary" busy={act.busy} data-move="register">
              {w.moves.register} <Kbd>Ctrl ↵</Kbd>
            </Button>
          </div>
        </form>
      </section>
      {beside && <PaperBeside key={beside.id} file={beside} read={read} marks={marks} />}
    </article>
  )
}
