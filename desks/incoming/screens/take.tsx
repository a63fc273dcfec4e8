/** 接办交办事项: an affair that waited for this desk goes on as a paper; its number, and what the paper says of itself. */
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../../web/parts/button.tsx'
import { Field } from '../../../web/parts/field.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { useAct } from '../../../web/reading.ts'
import { takeAffair } from '../shape.ts'
import './incoming.css'
import { freshPaper, PaperFields, type PaperForm, paperInput } from './parts/paper-fields.tsx'
import { useIncomingWords } from './parts/use-incoming-words.ts'

export function TakeAffairPage() {
  const w = useIncomingWords()
  const navigate = useNavigate()
  const page = useRef<HTMLFormElement>(null)
  const [affair, setAffair] = useState('')
  const [form, setForm] = useState<PaperForm>(freshPaper)
  const [missed, setMissed] = useState<ReadonlySet<string>>(new Set())
  const act = useAct(takeAffair)
  const land = async (event: FormEvent) => {
    event.preventDefault()
    const input = { affair: affair.trim(), paper: paperInput(form) as never }
    const checked = takeAffair.input.safeParse(input)
    const missing = new Set(checked.success ? [] : checked.error.issues.map((issue) => String(issue.path.at(-1) ?? '')))
    setMissed(missing)
    if (missing.size > 0) return void setTimeout(() => page.current?.querySelector<HTMLElement>('.is-wrong input, .is-wrong textarea')?.focus(), 0)
    const view = await act.runAsync(input).catch(() => null)
    if (view) void navigate({ to: `/incoming/${view.id}` } as never)
  }
  return (
    <article className="incoming-register">
      <section className="card">
        <div className="ledger-head">
          <h1 className="grow">{w.pages.take}</h1>
        </div>
        <form ref={page} className="card-body stack" noValidate onSubmit={(event) => void land(event)}>
          <p className="small quiet">{w.hints.take}</p>
          <Field label={w.fields.affair} error={missed.has('affair') ? { message: 'required' } : undefined}>
            {(ids) => <input {...ids} className="text-box" autoComplete="off" maxLength={40} value={affair} onChange={(e) => setAffair(e.target.value)} />}
          </Field>
          <PaperFields form={form} missed={missed} onChange={(part) => setForm((now) => ({ ...now, ...part }))} />
          <RefusalNote error={act.refused} desk="affairs" />
          <div className="row end form-foot">
            <Button type="submit" kind="primary" busy={act.busy}>
              {w.moves.takeAffair}
            </Button>
          </div>
        </form>
      </section>
    </article>
  )
}
