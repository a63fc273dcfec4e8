/** 来电来信登记: under a minute by the keyboard alone. One writes or pastes; what can be read is filled in; Ctrl+Enter lands it. */
import { useEffect, useRef, useState } from 'react'
import { type ActContract, act } from '../../../kernel/contract.ts'
import { wordInput } from '../../../kernel/moves/inputs.ts'
import { officeDate } from '../../../kernel/time.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { callAct } from '../../../web/call.ts'
import { freshKey, officeNow } from '../../../web/clock.ts'
import { useMe } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { Choice, Field } from '../../../web/parts/field.tsx'
import { FileDrop } from '../../../web/parts/file-drop.tsx'
import { HolderPicker } from '../../../web/parts/holder-picker.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Card, Kbd } from '../../../web/parts/small.tsx'
import { useAct } from '../../../web/reading.ts'
import { sayDue } from '../../../web/say-time.ts'
import { useKernelWords, useLanguage, useT } from '../../../web/words/use-words.ts'
import { kinds, type LetterRow, letterMatter, registerLetter } from '../shape.ts'
import './letters.css'
import { CallTimer, keepTaken, secondsSince } from './parts/call-timer.tsx'
import { CallerBefore, Duplicates, Recognised, Suggestions, useSimilar } from './parts/hints.tsx'
import { chosenUnit, toInput, useIntake } from './parts/intake-state.ts'
import { fill, useLettersWords } from './parts/use-letters-words.ts'

const mergeLetter: ActContract<typeof wordInput.merge, typeof letterMatter> = act('letters.merge', { input: wordInput.merge, output: letterMatter })
type Landing = 'assign' | 'only' | { readonly into: LetterRow }

export function RegisterPage() {
  const t = useT()
  const w = useLettersWords()
  const words = useKernelWords()
  const language = useLanguage()
  const me = useMe()
  const { form, change, read, renew } = useIntake()
  const text = useRef<HTMLTextAreaElement>(null)
  const [began, setBegan] = useState<string | null>(null)
  const [landed, setLanded] = useState<{ readonly id: string; readonly number: string; readonly unit: string | null } | null>(null)
  const [wrong, setWrong] = useState<readonly string[]>([])
  const [mergeFault, setMergeFault] = useState<unknown>(null)
  const registering = useAct(registerLetter)
  const alike = useSimilar(form.title, form.place)
  const begin = () => began ?? setBegan(officeNow())

  const land = async (how: Landing) => {
    if (registering.busy) return
    setMergeFault(null)
    const input = toInput(form, read, how === 'assign')
    const checked = registerLetter.input.safeParse(input)
    setWrong(checked.success ? [] : [...new Set(checked.error.issues.map((i) => String(i.path[0] ?? '')))])
    if (!checked.success) return
    try {
      const view = (await registering.runAsync(input)) as MatterView
      if (typeof how === 'object') {
        await callAct(mergeLetter, { matter: view.id as never, into: how.into.matter as never }, { key: freshKey() }).catch((error: unknown) => setMergeFault(error))
      }
      keepTaken(secondsSince(began))
      setLanded({ id: view.id, number: view.number ?? '', unit: how === 'assign' && form.answered === null ? (form.lead[0]?.name ?? null) : null })
      setBegan(null)
      renew()
      text.current?.focus()
    } catch {
      // what the office said stands under the form; nothing typed is lost
    }
  }
  const firstOpen = alike.find((row) => row.phase !== 'closed' && row.phase !== 'void')
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined)
  keys.current = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void land(event.shiftKey ? 'only' : 'assign')
    else if (event.key === 'F2') change('answered', form.answered === null ? '' : null)
    else if (event.key === 'F4' && firstOpen) void land({ into: firstOpen })
    else if (event.altKey && event.key === '1') text.current?.focus()
    else return
    event.preventDefault()
  }
  useEffect(() => {
    const heard = (event: KeyboardEvent) => keys.current(event)
    window.addEventListener('keydown', heard)
    text.current?.focus()
    return () => window.removeEventListener('keydown', heard)
  }, [])

  const fault = (field: string) => (wrong.includes(field) ? { message: 'required' } : undefined)
  const found = read?.found ?? null
  return (
    <article className="intake">
      <header className="card intake-head">
        <div>
          <h1>{w.pages.register}</h1>
          <p className="small quiet">
            {w.roles.registrar} {me.person.name}
          </p>
          {landed && (
            <p role="status" className="small">
              <a href={`/letters/${landed.id}`}>
                {landed.unit ? fill(w.form.landedTo, { number: landed.number, unit: landed.unit }) : fill(w.form.landed, { number: landed.number })}
              </a>
            </p>
          )}
          <RefusalNote error={mergeFault} desk="letters" />
        </div>
        <CallTimer began={began} />
      </header>
      <Card title={w.form.heading} aside={w.form.numberAfter}>
        {/* one form, landed by Ctrl+Enter from anywhere on the page */}
        <form
          className="intake-form stack"
          noValidate
          onInput={begin}
          onSubmit={(event) => {
            event.preventDefault()
            void land('assign')
          }}
        >
          <div className="row wrap">
            <Choice
              label={w.form.channel}
              value={form.channel}
              options={(['call', 'letter', 'message', 'email'] as const).map((value) => ({ value, word: w.channels[value] }))}
              onChange={(value) => change('channel', value)}
            />
            <Choice label={w.form.kind} value={form.kind} options={kinds.map((value) => ({ value, word: w.kinds[value] }))} onChange={(value) => change('kind', value)} />
          </div>
          <Field
            label={w.form.body}
            hint={
              <>
                {w.form.bodyHint} <Kbd>Alt 1</Kbd>
              </>
            }
            error={fault('body')}
          >
            {(ids) => (
              <textarea
                {...ids}
                ref={text}
                className="text-box intake-body"
                rows={6}
                value={form.body}
                placeholder={w.form.pasteHint}
                onChange={(event) => change('body', event.target.value)}
              />
            )}
          </Field>
          <Recognised read={found} />
          <div className="intake-grid">
            <div className="wide">
              <Field label={w.form.title} error={fault('title')}>
                {(ids) => <input {...ids} className="text-box" value={form.title} maxLength={100} onChange={(event) => change('title', event.target.value)} />}
              </Field>
            </div>
            <div className="third">
              <Field label={w.form.place}>{(ids) => <input {...ids} className="text-box" value={form.place} onChange={(event) => change('place', event.target.value)} />}</Field>
            </div>
            <div className="third">
              <Field label={w.form.name}>{(ids) => <input {...ids} className="text-box" value={form.name} onChange={(event) => change('name', event.target.value)} />}</Field>
            </div>
            <div className="third">
              <Field label={w.form.phone} error={fault('phone')}>
                {(ids) => <input {...ids} className="text-box num" inputMode="tel" value={form.phone} onChange={(event) => change('phone', event.target.value)} />}
              </Field>
            </div>
            {form.answered === null ? (
              <>
                <div className="half">
                  <Field label={w.form.unit} error={fault('assign')}>
                    {(ids) => <HolderPicker {...ids} label={w.form.unit} value={form.lead} onChange={(value) => change('lead', value)} />}
                  </Field>
                </div>
                <div className="half">
                  <Field label={w.form.helpers}>
                    {(ids) => <HolderPicker {...ids} label={w.form.helpers} value={form.helpers} onChange={(value) => change('helpers', value)} many />}
                  </Field>
                </div>
                <div className="wide row wrap">
                  <Choice
                    label={w.form.due}
                    value={form.limit}
                    options={[
                      { value: 'usual' as const, word: w.form.dueDefault },
                      ...(found?.due ? [{ value: 'said' as const, word: sayDue(found.due.at, officeNow(), language) }] : []),
                      { value: 'own' as const, word: t('act.choose') },
                    ]}
                    onChange={(value) => change('limit', value)}
                  />
                  {form.limit === 'own' && (
                    <DateField aria-label={w.form.due} time min={`${officeDate(officeNow())}T00:00`} value={form.dueWall} onChange={(value) => change('dueWall', value)} />
                  )}
                  <Choice
                    label={w.form.urgency}
                    value={form.urgency}
                    options={(['normal', 'urgent', 'extra'] as const).map((value) => ({ value, word: words.urgency[value] }))}
                    onChange={(value) => change('urgency', value)}
                  />
                </div>
              </>
            ) : (
              <div className="wide">
                <Field label={w.form.answerText} error={fault('answered')}>
                  {(ids) => <textarea {...ids} className="text-box" rows={4} value={form.answered ?? ''} onChange={(event) => change('answered', event.target.value)} />}
                </Field>
              </div>
            )}
            <div className="wide row wrap">
              <label className="row">
                <input type="checkbox" checked={form.secret} onChange={(event) => change('secret', event.target.checked)} /> {w.form.secret}
              </label>
              <label className="row">
                <input type="checkbox" checked={form.visit} onChange={(event) => change('visit', event.target.checked)} /> {w.form.visit}
              </label>
              <FileDrop label={t('form.files')} value={form.files} onChange={(files) => change('files', files)} />
            </div>
          </div>
          <RefusalNote error={registering.refused} desk="letters" />
          <div className="intake-foot stack tight">
            <div className="row wrap">
              <Button type="submit" kind="primary" busy={registering.busy} data-move="register">
                {form.answered !== null ? w.form.answerNow : form.lead.length > 0 ? w.form.landAssign : w.form.land} <Kbd>Ctrl ↵</Kbd>
              </Button>
              {form.lead.length > 0 && form.answered === null && (
                <Button onClick={() => void land('only')}>
                  {w.form.land} <Kbd>Ctrl Shift ↵</Kbd>
                </Button>
              )}
              <Button aria-pressed={form.answered !== null} onClick={() => change('answered', form.answered === null ? '' : null)}>
                {w.form.answerNow} <Kbd>F2</Kbd>
              </Button>
            </div>
            <p className="small quiet">{w.form.consequence}</p>
          </div>
        </form>
      </Card>
      <aside className="stack">
        <Duplicates rows={alike} onMerge={(row) => void land({ into: row })} />
        <Suggestions
          read={found}
          onUnit={(unit, as) =>
            as === 'lead' ? change('lead', [chosenUnit(unit)]) : change('helpers', [...form.helpers.filter((h) => h.holder.unit !== unit.unit), chosenUnit(unit)])
          }
        />
        <CallerBefore phone={form.phone} />
      </aside>
    </article>
  )
}
