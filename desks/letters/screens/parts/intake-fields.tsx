/** The fields of the registering form under the text: who, where, which unit, by when, and how the answer shall go. */
import { officeNow } from '../../../../web/clock.ts'
import { useMay } from '../../../../web/me.ts'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { FileDrop } from '../../../../web/parts/file-drop.tsx'
import { HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { toWall } from '../../../../web/parts/wall-clock.ts'
import { sayDue } from '../../../../web/say-time.ts'
import { useKernelWords, useLanguage, useT } from '../../../../web/words/use-words.ts'
import { Confidence } from './confidence.tsx'
import type { IntakeState } from './intake-state.ts'
import { useLettersWords } from './use-letters-words.ts'

export type Faults = ReadonlySet<string>
const required = { message: 'required' }

function Who({ intake, faults }: { readonly intake: IntakeState; readonly faults: Faults }) {
  const w = useLettersWords()
  const { form, change } = intake
  const left = form.replyBy !== 'none'
  return (
    <>
      <div className="c5">
        <Field label={w.form.place}>{(ids) => <input {...ids} className="text-box" maxLength={200} value={form.place} onChange={(e) => change('place', e.target.value)} />}</Field>
      </div>
      <div className="c3">
        <Field label={w.form.name}>
          {(ids) => (
            <input
              {...ids}
              className="text-box"
              maxLength={50}
              disabled={!left}
              autoComplete="off"
              value={left ? form.name : ''}
              onChange={(e) => change('name', e.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="c4">
        <Field label={w.form.phone} error={faults.has('phone') ? { message: 'phone' } : undefined}>
          {(ids) => (
            <input
              {...ids}
              className="text-box num"
              inputMode="tel"
              maxLength={30}
              disabled={!left}
              autoComplete="off"
              value={left ? form.phone : ''}
              onChange={(e) => change('phone', e.target.value)}
            />
          )}
        </Field>
      </div>
      {form.replyBy === 'letter' && (
        <div className="c12">
          <Field label={w.form.address}>
            {(ids) => <input {...ids} className="text-box" maxLength={200} autoComplete="off" value={form.address} onChange={(e) => change('address', e.target.value)} />}
          </Field>
        </div>
      )}
    </>
  )
}

function Given({ intake, faults }: { readonly intake: IntakeState; readonly faults: Faults }) {
  const w = useLettersWords()
  const t = useT()
  const language = useLanguage()
  const { form, change, read } = intake
  const due = read?.found.due ?? null
  const suggested = read?.found.units.find((u) => u.unit === form.lead[0]?.holder.unit)
  return (
    <>
      <div className="c4">
        <Field
          label={w.form.unit}
          error={faults.has('assign') ? required : undefined}
          hint={
            suggested && (
              <span className="by-suggestion">
                <Confidence sure={suggested.sure} />
              </span>
            )
          }
        >
          {(ids) => <HolderPicker {...ids} label={w.form.unit} value={form.lead} onChange={(value) => change('lead', value)} />}
        </Field>
      </div>
      <div className="c4">
        <Field label={w.form.helpers}>{(ids) => <HolderPicker {...ids} label={w.form.helpers} value={form.helpers} onChange={(value) => change('helpers', value)} many />}</Field>
      </div>
      <div className="c4">
        <Field label={w.form.ask}>
          {(ids) => <input {...ids} className="text-box" maxLength={500} placeholder={w.screen.intake.askHint} value={form.ask} onChange={(e) => change('ask', e.target.value)} />}
        </Field>
      </div>
      <div className="c12 intake-choices">
        <Choice
          label={w.form.due}
          value={form.limit}
          options={[
            { value: 'usual' as const, word: w.form.dueDefault },
            ...(due ? [{ value: 'said' as const, word: sayDue(due.at, officeNow(), language) }] : []),
            { value: 'own' as const, word: w.screen.intake.ownLimit },
          ]}
          onChange={(value) => change('limit', value)}
        />
        {form.limit === 'own' && (
          <span className="own-limit">
            <DateField aria-label={w.form.due} placeholder={t('form.due')} time min={toWall(officeNow())} value={form.dueWall} onChange={(value) => change('dueWall', value)} />
          </span>
        )}
        <Urgency intake={intake} />
        <ReplyBy intake={intake} />
      </div>
    </>
  )
}
function Urgency({ intake }: { readonly intake: IntakeState }) {
  const w = useLettersWords()
  const kernel = useKernelWords()
  return (
    <Choice
      label={w.form.urgency}
      value={intake.form.urgency}
      options={(['normal', 'urgent', 'extra'] as const).map((value) => ({ value, word: kernel.urgency[value] }))}
      onChange={(value) => intake.change('urgency', value)}
    />
  )
}
function ReplyBy({ intake }: { readonly intake: IntakeState }) {
  const w = useLettersWords()
  return (
    <Choice
      label={w.screen.intake.replyBy}
      value={intake.form.replyBy}
      options={[
        { value: 'phone' as const, word: w.screen.intake.byPhone },
        { value: 'letter' as const, word: w.screen.intake.byLetter },
        { value: 'none' as const, word: w.screen.intake.noContact },
      ]}
      onChange={(value) => intake.change('replyBy', value)}
    />
  )
}

/** 领导批示: who wrote on it and what; he hears what came of it. HA-44 */
function Noted({ intake, faults }: { readonly intake: IntakeState; readonly faults: Faults }) {
  const w = useLettersWords()
  const { noted } = intake.form
  if (!noted) return null
  const wrong = faults.has('noted') ? required : undefined
  return (
    <>
      <div className="c4">
        <Field label={w.form.notedBy} error={wrong}>
          {(ids) => <HolderPicker {...ids} label={w.form.notedBy} only="person" value={noted.by} onChange={(by) => intake.change('noted', { ...noted, by })} />}
        </Field>
      </div>
      <div className="c8">
        <Field label={w.form.notedText} error={wrong}>
          {(ids) => <input {...ids} className="text-box" maxLength={1000} value={noted.note} onChange={(e) => intake.change('noted', { ...noted, note: e.target.value })} />}
        </Field>
      </div>
    </>
  )
}

export function IntakeFields({ intake, faults }: { readonly intake: IntakeState; readonly faults: Faults }) {
  const w = useLettersWords()
  const t = useT()
  const mayMark = useMay('letters.mark')
  const { form, change } = intake
  return (
    <div className="intake-grid">
      <div className="c12">
        <Field label={w.form.title} hint={form.title && !intake.touched.has('title') ? w.screen.intake.titleHint : undefined} error={faults.has('title') ? required : undefined}>
          {(ids) => <input {...ids} className="text-box" value={form.title} maxLength={100} onChange={(e) => change('title', e.target.value)} />}
        </Field>
      </div>
      <Who intake={intake} faults={faults} />
      {form.answered === null ? (
        <Given intake={intake} faults={faults} />
      ) : (
        <div className="c12">
          <Field label={w.form.answerText} error={faults.has('answered') ? required : undefined}>
            {(ids) => (
              <textarea {...ids} data-answer className="text-box" rows={4} maxLength={4000} value={form.answered ?? ''} onChange={(e) => change('answered', e.target.value)} />
            )}
          </Field>
        </div>
      )}
      <Noted intake={intake} faults={faults} />
      <div className="c12 intake-marks">
        <label className="check">
          <input type="checkbox" checked={form.secret} onChange={(e) => change('secret', e.target.checked)} /> {w.form.secret}
        </label>
        {mayMark && (
          <label className="check" title={w.form.namedNote}>
            <input type="checkbox" checked={form.named} onChange={(e) => change('named', e.target.checked)} /> {w.form.named}
          </label>
        )}
        <label className="check">
          <input type="checkbox" checked={form.noted !== null} onChange={(e) => change('noted', e.target.checked ? { by: [], note: '' } : null)} /> {w.form.noted}
        </label>
        <label className="check">
          <input type="checkbox" checked={form.visit} onChange={(e) => change('visit', e.target.checked)} /> {w.form.visit}
        </label>
        <span className="grow" />
        <FileDrop label={t('form.files')} value={form.files} onChange={(files) => change('files', files)} />
      </div>
    </div>
  )
}
