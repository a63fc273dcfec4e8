/** 起草: what the paper is to be; it has a holder and its clock from here on. A department's draft brings what goes with it. */
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { atTime, type OfficeDate } from '../../../kernel/time.ts'
import { landByKey } from '../../../web/matter/move-form.tsx'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { Choice, Field } from '../../../web/parts/field.tsx'
import { FileDrop } from '../../../web/parts/file-drop.tsx'
import { HolderPicker } from '../../../web/parts/holder-picker.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { SecretKey } from '../../../web/parts/secret-channel.tsx'
import { Kbd } from '../../../web/parts/small.tsx'
import { TextLines } from '../../../web/parts/text-lines.tsx'
import { useRested } from '../../../web/parts/use-rested.ts'
import { useAct, useReading, useReadingLater } from '../../../web/reading.ts'
import { useT } from '../../../web/words/use-words.ts'
import { issuerOf } from '../letterheads.ts'
import { ways } from '../materials.ts'
import { directions, levels, paperTypes, registerPaper, urgencies } from '../shape.ts'
import { letterheads, quotaUse } from '../tables-shape.ts'
import './outgoing.css'
import { type DraftForm, draftInput, findingsOf, formOf, freshDraft, neededFor, withType } from './parts/draft-form.ts'
import { Findings } from './parts/findings.tsx'
import { MaterialsFields } from './parts/materials-fields.tsx'
import { firstOrgan, OrganFields } from './parts/organ-fields.tsx'
import { PassingFields } from './parts/passing-fields.tsx'
import { QuotaLines } from './parts/quota-lines.tsx'
import { Select } from './parts/select.tsx'
import { useOutgoingWords, useScreenWords } from './parts/use-outgoing-words.ts'

/** The end of the day it is wanted on. */
const endOf = (day: string) => atTime(day as OfficeDate, '18:00')
export function RegisterPaperPage() {
  const t = useT()
  const w = useOutgoingWords()
  const s = useScreenWords()
  const mayMark = useMay('outgoing.mark')
  const navigate = useNavigate()
  const page = useRef<HTMLFormElement>(null)
  const { table, own } = useReading(letterheads, {})
  const [form, setForm] = useState<DraftForm>(() => ({ ...freshDraft, ...firstOrgan(table, own, formOf(freshDraft)) }))
  const [missed, setMissed] = useState<ReadonlySet<string>>(new Set())
  const act = useAct(registerPaper, { onDone: (matter) => void navigate({ to: `/outgoing/${matter.id}` } as never) })
  const organ = useRested(form.organ.trim(), 300)
  const used = useReadingLater(quotaUse, organ === '' || form.ledBy.trim() !== '' ? null : { organ, paperType: form.paperType }).data?.used ?? []
  const change = (part: Partial<DraftForm>) => setForm((now) => ({ ...now, ...part }))
  const wrong = (field: string) => (missed.has(field) ? { message: 'required' } : undefined)
  const words = <V extends string>(list: readonly V[], of: Readonly<Record<V, string>>) => list.map((value) => ({ value, word: of[value] }))
  const land = () => {
    if (act.busy) return
    const input = draftInput(form, endOf)
    const checked = registerPaper.input.safeParse(input)
    setMissed(new Set(checked.success ? [] : checked.error.issues.map((issue) => String(issue.path[0] ?? ''))))
    if (!checked.success) return void setTimeout(() => page.current?.querySelector<HTMLElement>('.is-wrong input, .is-wrong textarea')?.focus(), 0)
    act.run(input as never)
  }
  const line = (field: 'title' | 'purpose' | 'ledBy', label: string, max: number, hint?: string, first = false) => (
    <Field label={label} {...(hint ? { hint } : {})} error={wrong(field)}>
      {(ids) => (
        <input
          {...ids}
          {...(first ? { autoFocus: true } : {})}
          className="text-box"
          autoComplete="off"
          maxLength={max}
          value={form[field]}
          onChange={(e) => change({ [field]: e.target.value })}
        />
      )}
    </Field>
  )
  return (
    <section className="card outgoing-register">
      <div className="ledger-head">
        <h1 className="grow">{w.pages.register}</h1>
      </div>
      <form
        ref={page}
        className="card-body stack"
        noValidate
        onKeyDown={landByKey}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          land()
        }}
      >
        <Choice label={s.fields.way} value={form.way} options={words(ways, w.ways)} onChange={(way) => change({ way })} />
        {line('title', w.fields.title, 200, undefined, true)}
        <Findings findings={findingsOf(form, issuerOf(table, form.organ.trim()))} />
        {line('purpose', w.fields.purpose, 200)}
        <div className="three">
          <Select
            label={s.fields.paperType}
            value={form.paperType}
            options={words(paperTypes, w.paperTypes)}
            onChange={(paperType) => setForm((now) => withType(now, paperType))}
          />
          <Select label={s.fields.direction} value={form.direction} options={words(directions, w.directions)} onChange={(direction) => change({ direction })} />
          <Select label={s.fields.level} value={form.level} options={words(levels, w.levels)} onChange={(level) => change({ level })} />
        </div>
        <OrganFields table={table} form={formOf(form)} organ={form.organ} code={form.code} missing={missed.has('organs')} onChange={change} />
        <QuotaLines used={used} />
        {used.some((one) => one.over) && <TextLines label={s.fields.overReason} value={form.overReason} onChange={(overReason) => change({ overReason })} max={500} rows={2} />}
        {form.direction === 'up' && <PassingFields value={form} onChange={change} />}
        <div className="row wrap">
          <Choice label={s.fields.urgency} value={form.urgency} options={words(urgencies, w.urgencies)} onChange={(urgency) => change({ urgency })} />
          <label className="check">
            <input type="checkbox" checked={form.important} onChange={() => change({ important: !form.important })} /> {s.fields.important}
          </label>
          {mayMark && (
            <label className="check">
              <input type="checkbox" checked={form.named} onChange={() => change({ named: !form.named })} /> {s.fields.named}
            </label>
          )}
        </div>
        <div className="two">
          <Field label={s.fields.involved}>
            {(ids) => <HolderPicker {...ids} label={s.fields.involved} only="unit" many value={form.involved} onChange={(involved) => change({ involved })} />}
          </Field>
          <Field label={s.fields.asker}>{(ids) => <HolderPicker {...ids} label={s.fields.asker} value={form.asker} onChange={(asker) => change({ asker })} />}</Field>
        </div>
        <div className="two">
          <Field label={s.fields.dueBy} error={wrong('dueBy')}>
            {(ids) => <DateField {...ids} value={form.dueBy} onChange={(dueBy: string) => change({ dueBy })} />}
          </Field>
          {line('ledBy', s.fields.ledBy, 60)}
        </div>
        <TextLines label={s.fields.others} hint={s.hints.namesHint} value={form.others} onChange={(others) => change({ others })} max={1000} rows={1} />
        <MaterialsFields kinds={neededFor(form)} value={form.materials} onChange={(kind, one) => setForm((now) => ({ ...now, materials: { ...now.materials, [kind]: one } }))} />
        <FileDrop label={t('form.files')} value={form.files} onChange={(files) => change({ files })} />
        <RefusalNote error={act.refused} desk="outgoing" />
        <div className="row end form-foot">
          <SecretKey onPress={() => setForm({ ...freshDraft, organ: form.organ, code: form.code })} />
          <Button type="submit" kind="primary" busy={act.busy} data-move="register">
            {w.moves.register} <Kbd>Ctrl ↵</Kbd>
          </Button>
        </div>
      </form>
    </section>
  )
}
