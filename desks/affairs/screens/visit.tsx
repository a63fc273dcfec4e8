/** 来电来访登记: who came, for what; then one key: answered on the spot (F2), given to somebody (Ctrl+Enter), a letter from now on (F8). */
import { Link, useNavigate } from '@tanstack/react-router'
import { BookUser, Check } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { takeCarried } from '../../../web/carried.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { Choice, Field } from '../../../web/parts/field.tsx'
import { FileDrop, type SentFile } from '../../../web/parts/file-drop.tsx'
import { type Chosen, HolderPicker } from '../../../web/parts/holder-picker.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Card, Kbd } from '../../../web/parts/small.tsx'
import { useAct } from '../../../web/reading.ts'
import { registerVisit } from '../shape.ts'
import './affairs.css'
import { fill, useAffairsWords } from './parts/use-affairs-words.ts'

interface Visit {
  readonly way: 'visit' | 'call'
  readonly name: string
  readonly phone: string
  readonly address: string
  readonly people: string
  readonly body: string
  readonly title: string
  readonly answered: string
  readonly lead: readonly Chosen[]
  readonly files: readonly SentFile[]
}
const empty: Visit = { way: 'visit', name: '', phone: '', address: '', people: '', body: '', title: '', answered: '', lead: [], files: [] }
type On = 'keep' | 'answer' | 'assign' | 'letter'
/** The first clause of what was said. */
const titleOf = (body: string): string => (body.trim().split(/[。；;！!？?\n]/)[0] ?? '').slice(0, 40)

export function VisitPage() {
  const w = useAffairsWords()
  const navigate = useNavigate()
  const mayLetter = useMay('letters.register')
  const page = useRef<HTMLFormElement>(null)
  const [form, setForm] = useState<Visit>(() => ({ ...empty, body: takeCarried() ?? '' }))
  const [wrong, setWrong] = useState<readonly string[]>([])
  const [landed, setLanded] = useState<{ readonly id: string; readonly words: string } | null>(null)
  const acting = useAct(registerVisit)
  const change = <F extends keyof Visit>(field: F, value: Visit[F]) => setForm((now) => ({ ...now, [field]: value }))
  const lacks = (on: On, now: Visit) => [
    ...(now.body.trim() ? [] : ['body']),
    ...(on === 'answer' && !now.answered.trim() ? ['answered'] : []),
    ...(on === 'assign' && !now.lead[0] ? ['lead'] : []),
  ]
  const land = async (on: On) => {
    if (acting.busy) return
    const missing = lacks(on, form)
    setWrong(missing)
    if (missing.length > 0) return void setTimeout(() => page.current?.querySelector<HTMLElement>('.is-wrong input, .is-wrong textarea')?.focus(), 0)
    const input = {
      way: form.way,
      title: form.title.trim() || titleOf(form.body),
      body: form.body.trim(),
      name: form.name.trim() || null,
      phone: form.phone.trim() || null,
      address: form.address.trim() || null,
      people: form.people ? Number(form.people) : null,
      files: form.files.map((f) => f.id) as never,
      answered: on === 'answer' ? form.answered.trim() : null,
      assign: on === 'assign' && form.lead[0] ? { lead: form.lead[0].holder, helpers: [] } : null,
      letter: on === 'letter',
    }
    const view = await acting.runAsync(input).catch(() => null)
    if (!view) return
    const successor = view.links.find((link) => link.matter === view.detail.successor)
    if (on === 'letter' && successor) return void navigate({ to: `/${successor.desk}/${successor.matter}` } as never)
    const number = view.number ?? ''
    setLanded({
      id: view.id,
      words: on === 'answer' ? fill(w.answered, { number }) : on === 'assign' ? fill(w.landed, { number, unit: form.lead[0]?.name ?? '' }) : fill(w.kept, { number }),
    })
    setForm({ ...empty, way: form.way })
    page.current?.querySelector<HTMLElement>('[data-start]')?.focus()
  }
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined)
  keys.current = (event) => {
    if (document.querySelector('dialog[open]') || event.isComposing) return
    const on: On | null = event.key === 'F2' ? 'answer' : event.key === 'F8' && mayLetter ? 'letter' : event.key === 'Enter' && (event.ctrlKey || event.metaKey) ? 'assign' : null
    if (!on) return
    event.preventDefault()
    void land(on)
  }
  useEffect(() => {
    const heard = (event: KeyboardEvent) => keys.current(event)
    window.addEventListener('keydown', heard)
    page.current?.querySelector<HTMLElement>('[data-start]')?.focus()
    return () => window.removeEventListener('keydown', heard)
  }, [])
  const fault = (name: string) => (wrong.includes(name) ? { message: 'required' } : undefined)
  const box = (name: 'name' | 'phone' | 'address', max: number) => (
    <Field label={w.fields[name]}>
      {(ids) => (
        <input
          {...ids}
          className="text-box"
          maxLength={max}
          value={form[name]}
          inputMode={name === 'phone' ? 'tel' : 'text'}
          onChange={(e) => change(name, e.target.value)}
          {...(name === 'name' ? { 'data-start': true } : {})}
        />
      )}
    </Field>
  )
  return (
    <Card
      title={<h1 className="affairs-title">{w.pages.visit}</h1>}
      id="visit"
      className="affairs-register"
      aside={
        <span role="status">
          {landed ? (
            <span className="affairs-landed">
              <Check size={14} aria-hidden="true" /> <Link to={`/affairs/${landed.id}`}>{landed.words}</Link>
            </span>
          ) : (
            <Link to="/affairs/visits">
              <BookUser size={14} aria-hidden="true" /> {w.acts.visitBook}
            </Link>
          )}
        </span>
      }
    >
      <form
        className="card-body stack"
        noValidate
        ref={page}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void land('assign')
        }}
      >
        <Choice
          label={w.fields.way}
          value={form.way}
          options={(['visit', 'call'] as const).map((value) => ({ value, word: w.ways[value] }))}
          onChange={(value) => change('way', value)}
        />
        <div className="two">
          {box('name', 50)}
          {box('phone', 30)}
        </div>
        <div className="two">
          {box('address', 200)}
          <Field label={w.fields.people}>
            {(ids) => (
              <input {...ids} className="text-box" inputMode="numeric" maxLength={3} value={form.people} onChange={(e) => change('people', e.target.value.replace(/\D/g, ''))} />
            )}
          </Field>
        </div>
        <Field label={w.fields.reason} error={fault('body')}>
          {(ids) => <textarea {...ids} className="text-box" rows={3} maxLength={4000} value={form.body} onChange={(e) => change('body', e.target.value)} />}
        </Field>
        <Field label={w.fields.answered} hint={w.fields.answeredHint} error={fault('answered')}>
          {(ids) => <textarea {...ids} className="text-box" rows={2} maxLength={4000} value={form.answered} onChange={(e) => change('answered', e.target.value)} />}
        </Field>
        <div className="two">
          <Field label={w.fields.lead} error={fault('lead')}>
            {(ids) => <HolderPicker {...ids} label={w.fields.lead} value={form.lead} onChange={(value) => change('lead', value)} />}
          </Field>
          <FileDrop label={w.fields.files} value={form.files} onChange={(files) => change('files', files)} />
        </div>
        <RefusalNote error={acting.refused} desk="affairs" />
        <div className="row wrap">
          <Button type="submit" kind="primary" busy={acting.busy} data-move="assign">
            {w.acts.give} <Kbd>Ctrl ↵</Kbd>
          </Button>
          <Button onClick={() => void land('answer')} data-move="answer">
            {w.acts.onSpot} <Kbd>F2</Kbd>
          </Button>
          {mayLetter && (
            <Button onClick={() => void land('letter')} data-move="letter">
              {w.acts.letter} <Kbd>F8</Kbd>
            </Button>
          )}
          <Button onClick={() => void land('keep')} data-move="keep">
            {w.acts.keep}
          </Button>
        </div>
      </form>
    </Card>
  )
}
