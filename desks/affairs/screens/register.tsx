/** 登记交办事项: one line as it was said; what was read stands under it and may be changed; Enter lands it. */
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { officeDate } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { Choice, Field } from '../../../web/parts/field.tsx'
import { FileDrop } from '../../../web/parts/file-drop.tsx'
import { HolderPicker } from '../../../web/parts/holder-picker.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Card, Kbd } from '../../../web/parts/small.tsx'
import { useAct } from '../../../web/reading.ts'
import { registerAffair, ways } from '../shape.ts'
import './affairs.css'
import { type LineState, type OwnFields, useLine } from './parts/line-state.ts'
import { fill, useAffairsWords } from './parts/use-affairs-words.ts'

type Missing = 'title' | 'asker' | 'lead'
const missing = (fields: OwnFields, assign: boolean): Missing[] =>
  (['title', 'asker', ...(assign ? ['lead' as const] : [])] as const).filter((name) => (name === 'title' ? fields.title.trim() === '' : fields[name].length === 0))

function Fields({ line, wrong }: { readonly line: LineState; readonly wrong: readonly Missing[] }) {
  const w = useAffairsWords()
  const mayMark = useMay('affairs.mark')
  const { fields, read, change } = line
  const said = (from: string | undefined) => (from ? fill(w.fields.readFrom, { said: from }) : undefined)
  const fault = (name: Missing) => (wrong.includes(name) ? { message: 'required' } : undefined)
  const due = read?.due
  return (
    <>
      <Field label={w.fields.title} error={fault('title')}>
        {(ids) => <input {...ids} className="text-box" maxLength={100} value={fields.title} onChange={(e) => change('title', e.target.value)} />}
      </Field>
      <div className="two">
        <Field label={w.fields.asker} hint={said(fields.asker[0]?.note)} error={fault('asker')}>
          {(ids) => <HolderPicker {...ids} label={w.fields.asker} value={fields.asker} onChange={(value) => change('asker', value)} />}
        </Field>
        <Field label={w.fields.lead} hint={said(fields.lead[0]?.note)} error={fault('lead')}>
          {(ids) => <HolderPicker {...ids} label={w.fields.lead} value={fields.lead} onChange={(value) => change('lead', value)} />}
        </Field>
      </div>
      <div className="two">
        <Field
          label={w.fields.due}
          hint={due ? [fill(w.fields.dueSaid, { said: due.said }), due.provisional && w.fields.provisional].filter(Boolean).join('，') : w.fields.dueUsual}
        >
          {(ids) => <DateField {...ids} value={fields.due} min={officeDate(officeNow())} onChange={(day) => change('due', day)} />}
        </Field>
        <Field label={w.fields.helpers}>
          {(ids) => <HolderPicker {...ids} label={w.fields.helpers} many value={fields.helpers} onChange={(value) => change('helpers', value)} />}
        </Field>
      </div>
      <Choice
        label={w.fields.way}
        value={fields.way}
        options={ways.filter((one) => one !== 'visit').map((value) => ({ value, word: w.ways[value] }))}
        onChange={(value) => change('way', value)}
      />
      <div className="two">
        <Field label={w.fields.relayedBy} hint={w.fields.relayedHint}>
          {(ids) => <input {...ids} className="text-box" maxLength={40} value={fields.relayedBy} onChange={(e) => change('relayedBy', e.target.value)} />}
        </Field>
        <Field label={w.fields.basis} hint={w.fields.basisHint}>
          {(ids) => <input {...ids} className="text-box" maxLength={40} value={fields.arisesFrom} onChange={(e) => change('arisesFrom', e.target.value)} />}
        </Field>
      </div>
      <FileDrop label={w.fields.files} value={fields.files} onChange={(files) => change('files', files)} />
      {mayMark && (
        <label className="affairs-named">
          <input type="checkbox" checked={fields.named} onChange={(e) => change('named', e.target.checked)} /> {w.fields.named}
          <span className="small quiet">{w.fields.namedNote}</span>
        </label>
      )}
    </>
  )
}

export function RegisterAffairPage() {
  const w = useAffairsWords()
  const line = useLine()
  const box = useRef<HTMLTextAreaElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const [landed, setLanded] = useState<{ readonly id: string; readonly words: string } | null>(null)
  const [wrong, setWrong] = useState<readonly Missing[]>([])
  const acting = useAct(registerAffair)
  useEffect(() => box.current?.focus(), [])
  const land = async (assign: boolean) => {
    if (acting.busy || line.text.trim() === '') return
    const { fields, found } = await line.settled()
    const lacks = missing(fields, assign)
    setWrong(lacks)
    if (lacks.length > 0) return void setTimeout(() => form.current?.querySelector<HTMLElement>('.is-wrong input')?.focus(), 0)
    const view = await acting.runAsync(line.input(fields, found, assign) as never).catch(() => null)
    if (!view) return // what the office said stands under the form; nothing typed is lost
    const number = view.number ?? ''
    setLanded({ id: view.id, words: assign ? fill(w.landed, { number, unit: fields.lead[0]?.name ?? '' }) : fill(w.kept, { number }) })
    line.renew()
    box.current?.focus()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    void land(true)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void land(true)
  }
  const still = wrong.filter((name) => missing(line.fields, true).includes(name))
  return (
    <Card
      title={<h1 className="affairs-title">{w.pages.register}</h1>}
      id="affair"
      className="affairs-register"
      aside={
        <span role="status">
          {landed ? (
            <span className="affairs-landed">
              <Check size={14} aria-hidden="true" /> <Link to={`/affairs/${landed.id}`}>{landed.words}</Link>
            </span>
          ) : line.waits ? (
            w.reading
          ) : null}
        </span>
      }
    >
      <form className="card-body stack" onSubmit={submit} noValidate ref={form}>
        <Field label={w.fields.line} hint={<Kbd>↵</Kbd>}>
          {(ids) => (
            <textarea
              {...ids}
              ref={box}
              className="text-box affairs-line"
              rows={2}
              maxLength={4000}
              placeholder={w.fields.lineHint}
              value={line.text}
              onChange={(e) => line.setText(e.target.value)}
              onKeyDown={keys}
            />
          )}
        </Field>
        <Fields line={line} wrong={still} />
        <RefusalNote error={acting.refused} desk="affairs" />
        <div className="row wrap">
          <Button type="submit" kind="primary" busy={acting.busy} data-move="assign">
            {w.acts.land} <Kbd>↵</Kbd>
          </Button>
          <Button onClick={() => void land(false)} data-move="keep">
            {w.acts.keep}
          </Button>
          {still.length > 0 && (
            <p className="small amber" role="alert">
              {fill(w.missing, { fields: still.map((name) => w.fields[name]).join('、') })}
            </p>
          )}
        </div>
      </form>
    </Card>
  )
}
