/** 信访登记: the number first, and what was put before with what the law says of it; then the request. An accusation goes to one person of the list. */
import { useNavigate } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { takeAlong } from '../../../web/carried.ts'
import { Button } from '../../../web/parts/button.tsx'
import { Choice, Field } from '../../../web/parts/field.tsx'
import { FileDrop, type SentFile } from '../../../web/parts/file-drop.tsx'
import { type Chosen, HolderPicker } from '../../../web/parts/holder-picker.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Kbd } from '../../../web/parts/small.tsx'
import { TextLines } from '../../../web/parts/text-lines.tsx'
import { useAct } from '../../../web/reading.ts'
import { useT } from '../../../web/words/use-words.ts'
import { kinds, type PetitionKind, registerPetition, ways } from '../shape.ts'
import { EarlierPetitions } from './parts/earlier-petitions.tsx'
import './petitions.css'
import { fill, usePetitionsWords } from './parts/use-petitions-words.ts'

interface Form {
  readonly kind: PetitionKind
  readonly way: (typeof ways)[number]
  readonly title: string
  readonly body: string
  readonly name: string
  readonly phone: string
  readonly address: string
  readonly people: string
  readonly came: string
  readonly accused: readonly Chosen[]
  readonly entrust: readonly Chosen[]
  readonly files: readonly SentFile[]
  readonly same: string | null
  readonly takesOver: string | null
}
const empty: Form = {
  kind: 'claim',
  way: 'visit',
  title: '',
  body: '',
  name: '',
  phone: '',
  address: '',
  people: '1',
  came: '0',
  accused: [],
  entrust: [],
  files: [],
  same: null,
  takesOver: null,
}
function fresh(): Form {
  const along = takeAlong()
  return { ...empty, body: along?.text ?? '', title: along?.title ?? '', takesOver: along?.takesOver ?? null }
}
/** As the contract takes it. */
const toInput = (form: Form) => ({
  kind: form.kind,
  way: form.way,
  title: form.title.trim(),
  body: form.body.trim(),
  name: form.name.trim() || null,
  phone: form.phone.trim() || null,
  address: form.address.trim() || null,
  people: Number(form.people) || 1,
  came: form.way === 'visit' ? Number(form.came) || 0 : 0,
  files: form.files.map((f) => f.id) as never,
  same: form.same as never,
  takesOver: form.takesOver,
  accused: form.kind === 'accusation' ? form.accused.map(({ holder }) => (holder.person ? { person: holder.person } : { unit: holder.unit })) : [],
  entrust: form.kind === 'accusation' ? (form.entrust[0]?.holder ?? null) : null,
})

export function RegisterPetitionPage() {
  const t = useT()
  const w = usePetitionsWords()
  const navigate = useNavigate()
  const page = useRef<HTMLFormElement>(null)
  const [form, setForm] = useState<Form>(fresh)
  const [missed, setMissed] = useState<ReadonlySet<string>>(new Set())
  const [landed, setLanded] = useState<string | null>(null)
  const act = useAct(registerPetition)
  const change = <F extends keyof Form>(field: F, value: Form[F]) => setForm((now) => ({ ...now, [field]: value }))
  const closed = form.kind === 'accusation'
  const wrong = (field: string) => (missed.has(field) ? { message: field === 'phone' ? 'phone' : 'required' } : undefined)
  const land = async () => {
    if (act.busy) return
    const checked = registerPetition.input.safeParse(toInput(form))
    const missing = new Set(checked.success ? [] : checked.error.issues.map((issue) => String(issue.path[0] ?? '')))
    setMissed(missing)
    if (missing.size > 0) return void setTimeout(() => page.current?.querySelector<HTMLElement>('.is-wrong input, .is-wrong textarea')?.focus(), 0)
    const view = await act.runAsync(toInput(form)).catch(() => null)
    if (!view) return // what the office said stands under the form; nothing typed is lost
    if (!closed) return void navigate({ to: `/petitions/${view.id}` } as never)
    setLanded(fill(w.hints.closedLanded, { number: view.number ?? '', name: form.entrust[0]?.name ?? '' }))
    setForm(empty)
  }
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined)
  keys.current = (event) => {
    if (document.querySelector('dialog[open]') || event.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void land()
  }
  useEffect(() => {
    const heard = (event: KeyboardEvent) => keys.current(event)
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [])
  const line = (field: 'title' | 'name' | 'phone' | 'address' | 'people' | 'came', max: number, more: object = {}) => (
    <Field label={w.fields[field]} error={wrong(field)}>
      {(ids) => <input {...ids} {...more} className="text-box" autoComplete="off" maxLength={max} value={form[field]} onChange={(e) => change(field, e.target.value)} />}
    </Field>
  )
  return (
    <article className="petitions-register">
      <section className="card">
        <div className="ledger-head">
          <h1 className="grow">{w.pages.register}</h1>
          {landed && (
            <span role="status" className="landed">
              <Check size={16} aria-hidden="true" /> {landed}
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
          <div className="row wrap">
            <Choice label={w.fields.kind} value={form.kind} options={kinds.map((value) => ({ value, word: w.kinds[value] }))} onChange={(value) => change('kind', value)} />
            <Choice label={w.fields.way} value={form.way} options={ways.map((value) => ({ value, word: w.ways[value] }))} onChange={(value) => change('way', value)} />
          </div>
          {form.takesOver !== null && <p className="small quiet">{fill(w.hints.takesOver, { number: form.takesOver })}</p>}
          {closed && <p className="small amber">{w.hints.accusation}</p>}
          <div className="petitions-three">
            {line('phone', 30, { inputMode: 'tel', autoFocus: true })}
            {line('name', 50)}
            {line('address', 200)}
          </div>
          {line('title', 100)}
          <div className={missed.has('body') ? 'is-wrong' : ''}>
            <TextLines label={w.fields.body} value={form.body} onChange={(value) => change('body', value)} max={20000} rows={6} />
          </div>
          {!closed && form.way === 'visit' && (
            <div className="petitions-three">
              {line('people', 6, { inputMode: 'numeric' })}
              {line('came', 3, { inputMode: 'numeric' })}
              <p className="small quiet petitions-hint">{w.hints.visit}</p>
            </div>
          )}
          {closed && (
            <div className="two">
              <Field label={w.fields.accused}>
                {(ids) => <HolderPicker {...ids} label={w.fields.accused} value={form.accused} onChange={(value) => change('accused', value)} many />}
              </Field>
              <Field label={w.fields.entrust} error={wrong('entrust')}>
                {(ids) => <HolderPicker {...ids} label={w.fields.entrust} only="person" value={form.entrust} onChange={(value) => change('entrust', value)} />}
              </Field>
            </div>
          )}
          <FileDrop label={t('form.files')} value={form.files} onChange={(files) => change('files', files)} />
          <RefusalNote error={act.refused} desk="petitions" />
          <div className="row end form-foot">
            <Button type="submit" kind="primary" busy={act.busy} data-move="register">
              {closed ? w.moves.entrust : w.moves.register} <Kbd>Ctrl ↵</Kbd>
            </Button>
          </div>
        </form>
      </section>
      {!closed && <EarlierPetitions phone={form.phone} same={form.same} onSame={(same) => change('same', same)} />}
    </article>
  )
}
