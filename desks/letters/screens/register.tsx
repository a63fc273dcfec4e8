/** 来电来信登记: under a minute by the keyboard alone. One writes or pastes; Tab takes over what was read; Ctrl+Enter registers and gives it to the unit. */
import { Link } from '@tanstack/react-router'
import { Check, ChevronRight } from 'lucide-react'
import { type KeyboardEvent as Typed, useEffect, useRef, useState } from 'react'
import { type ActContract, act } from '../../../kernel/contract.ts'
import { wordInput } from '../../../kernel/moves/inputs.ts'
import { officeYear } from '../../../kernel/time.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { callAct } from '../../../web/call.ts'
import { takeAlong } from '../../../web/carried.ts'
import { freshKey, officeNow } from '../../../web/clock.ts'
import { useDictionary } from '../../../web/dictionary.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { Choice, Field } from '../../../web/parts/field.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Card, Kbd } from '../../../web/parts/small.tsx'
import { useAct, useReadingLater } from '../../../web/reading.ts'
import { lineOnly } from '../intakes.ts'
import type { KnowledgeRow } from '../knowledge-shape.ts'
import { intakesNow } from '../outside.ts'
import { type Kind, type LetterRow, letterMatter, registerLetter } from '../shape.ts'
import './guidance.css'
import './hints.css'
import './intake.css'
import { keepTaken, secondsSince } from './parts/call-timer.tsx'
import { CallerBefore, useCallerBefore } from './parts/caller-before.tsx'
import { CategorySelect } from './parts/category-select.tsx'
import { DuplicateList, isOpen, useAlike } from './parts/duplicate-list.tsx'
import { GuidanceCard } from './parts/guidance-card.tsx'
import { IntakeFields } from './parts/intake-fields.tsx'
import { IntakeHead } from './parts/intake-head.tsx'
import { asEmergency, chosenUnit, clearUnit, type Intake, toInput, useIntake } from './parts/intake-state.ts'
import { KnowledgeCard, useFound } from './parts/knowledge-card.tsx'
import { Recognised } from './parts/recognised.tsx'
import { ring } from './parts/ring.ts'
import { RulingsCard } from './parts/rulings-card.tsx'
import { withCaller } from './parts/same-caller.ts'
import { SuggestionList } from './parts/suggestion-list.tsx'
import { fill, useLettersWords } from './parts/use-letters-words.ts'

const mergeLetter: ActContract<typeof wordInput.merge, typeof letterMatter> = act('letters.merge', { input: wordInput.merge, output: letterMatter })
type Landing = 'assign' | 'only' | 'emergency' | { readonly into: LetterRow }
interface Landed {
  readonly id: string
  readonly words: string
  /** Registered, but what should have followed was refused. */
  readonly fault: unknown
}
/** A message begins with more than a word or two; shorter pastes are ordinary typing. */
const isMessage = (text: string) => [...text.trim()].length >= 12

/** What was missing is no longer marked once it is there; a wrong number stays marked until it is tried again. */
function stillWrong(field: string, form: Intake): boolean {
  if (field === 'assign') return form.lead.length === 0
  if (field === 'noted') return form.noted !== null && (form.noted.by.length === 0 || form.noted.note.trim() === '')
  const value = form[field as keyof Intake]
  return field === 'phone' || typeof value !== 'string' || value.trim() === ''
}

/** The number is taken on registering; until then it is an empty, named blank. */
function NumberBlank({ landed }: { readonly landed: Landed | null }) {
  const w = useLettersWords()
  return (
    <span role="status">
      {landed ? (
        <span className={`landed ${landed.fault ? 'is-half' : ''}`}>
          <Check size={16} aria-hidden="true" />
          <Link to={`/letters/${landed.id}`}>{landed.words}</Link>
        </span>
      ) : (
        fill(w.screen.intake.blank, { year: officeYear(officeNow()) })
      )}
    </span>
  )
}

export function RegisterPage() {
  const w = useLettersWords()
  const kindsNow = useDictionary('letters.kinds', w.kinds)
  const intake = useIntake()
  const { form, change, read, armed } = intake
  const noLine = useReadingLater(intakesNow, {}).data?.line === false
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it is known, and whenever a new form begins
  useEffect(() => {
    if (noLine && lineOnly.includes(form.channel)) change('channel', 'letter')
  }, [noLine, form.channel])
  const text = useRef<HTMLTextAreaElement>(null)
  const page = useRef<HTMLElement>(null)
  const [landed, setLanded] = useState<Landed | null>(null)
  const [missed, setFaults] = useState<ReadonlySet<string>>(new Set())
  const faults = new Set([...missed].filter((field) => stillWrong(field, form)))
  const [no, setNo] = useState<{ readonly text: string; readonly body: string } | null>(null)
  const refused = no?.body === form.body ? no.text : null
  const setRefused = (text: string | null) => setNo(text === null ? null : { text, body: form.body })
  const [not, setNot] = useState<readonly string[]>([])
  const [guided, setGuided] = useState(false)
  const registering = useAct(registerLetter)
  const before = useCallerBefore(form.replyBy === 'none' ? '' : form.phone, useMay('letters.contact'))
  const alike = withCaller(useAlike(form.title, form.place, form.body), before?.rows ?? [], form.place, w.screen.intake.sameCaller).filter((row) => !not.includes(row.matter))
  const firstOpen = alike.find(isOpen)
  const known = useFound(form.title || form.body)
  const takeKnown = (row: KnowledgeRow) => {
    if (form.kind !== 'enquiry' && form.kind !== 'praise') change('kind', 'enquiry')
    change('answered', row.answer)
    setTimeout(() => page.current?.querySelector<HTMLElement>('[data-answer]')?.focus(), 0)
  }

  const said = (number: string, how: Landing, unit: string) =>
    typeof how === 'object'
      ? fill(w.screen.intake.landedInto, { number, into: how.into.number })
      : how === 'emergency'
        ? fill(w.exits.emergencyDone, { number })
        : form.answered !== null
          ? fill(w.screen.intake.landedAnswered, { number })
          : how === 'assign'
            ? fill(w.form.landedTo, { number, unit })
            : fill(w.form.landed, { number })
  const land = async (how: Landing) => {
    if (registering.busy) return
    const now = intake.now()
    const assign = how === 'assign' && now.form.answered === null
    const input = how === 'emergency' ? asEmergency(toInput(now.form, now.read, false), w.exits.emergencyBare) : toInput(now.form, now.read, assign)
    const checked = registerLetter.input.safeParse(input)
    const issues = checked.success ? [] : checked.error.issues
    const wrong = new Set(issues.map((issue) => String(issue.path[0] ?? '')))
    if (assign && !input.assign) wrong.add('assign')
    setFaults(wrong)
    setRefused(null)
    if (wrong.size > 0) return void setTimeout(() => page.current?.querySelector<HTMLElement>('.is-wrong input, .is-wrong textarea')?.focus(), 0)
    const view = (await registering.runAsync(input).catch(() => null)) as MatterView | null
    if (!view) return // what the office said stands under the form; nothing typed is lost
    const number = view.number ?? ''
    let fault: unknown = null
    if (typeof how === 'object')
      await callAct(mergeLetter, { matter: view.id as never, into: how.into.matter as never }, { key: freshKey() }).catch((error: unknown) => (fault = error))
    keepTaken(secondsSince(now.began))
    setLanded({ id: view.id, words: fault ? fill(w.screen.intake.mergeFailed, { number }) : said(number, how, now.form.lead[0]?.name ?? ''), fault })
    setNot([])
    setGuided(false)
    intake.renew()
    text.current?.focus()
  }
  const landPasted = async () => {
    const now = intake.waits ? await intake.readNow() : intake.now()
    if (now.read && clearUnit(now.read.found) && now.form.title) return land('assign')
    setFaults(new Set(['assign']))
    setTimeout(() => page.current?.querySelector<HTMLElement>('.is-wrong input')?.focus(), 0)
  }
  const answerNow = () => {
    if (form.answered !== null) {
      change('exit', null)
      return change('answered', null)
    }
    if (form.kind !== 'enquiry' && form.kind !== 'praise') return setRefused(w.refusals['letters.not-an-enquiry'])
    setRefused(null)
    change('answered', '')
    setTimeout(() => page.current?.querySelector<HTMLElement>('[data-answer]')?.focus(), 0)
  }
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined)
  keys.current = (event) => {
    if (document.querySelector('dialog[open]')) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void land(event.shiftKey ? 'only' : 'assign')
    else if (event.key === 'F2') answerNow()
    else if (event.key === 'F8') void land('emergency')
    else if (event.key === 'F9' && known[0]) takeKnown(known[0])
    else if (event.key === 'F6') setGuided(!guided)
    else if (event.key === 'F4' && firstOpen && !event.altKey) void land({ into: firstOpen })
    else if (event.altKey && event.key === '1') text.current?.focus()
    else return
    event.preventDefault()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; what was brought along is taken once
  useEffect(() => {
    const heard = (event: KeyboardEvent) => keys.current(event)
    window.addEventListener('keydown', heard)
    const rang = () => ring(intake.now().form, change)
    window.addEventListener('hashchange', rang)
    rang()
    const brought = takeAlong()
    if (brought) intake.pasted(brought.text)
    if (brought?.takesOver) change('takesOver', brought.takesOver)
    text.current?.focus()
    return () => {
      window.removeEventListener('keydown', heard)
      window.removeEventListener('hashchange', rang)
    }
  }, [])
  const inText = (event: Typed) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Tab' && !event.shiftKey) intake.take()
    else if (event.key === 'Enter' && armed && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      void landPasted()
    } else if (event.key === 'Escape' && armed) intake.disarm()
  }
  return (
    <article className="intake" ref={page}>
      <nav className="crumbs small quiet" aria-label={w.name}>
        <Link to="/letters">{w.name}</Link>
        <ChevronRight size={12} aria-hidden="true" />
        <span>{w.screen.intake.heads[form.channel]}</span>
      </nav>
      <IntakeHead intake={intake} before={before} />
      {noLine && (
        <p className="card card-body intake-note" role="note">
          {w.outside.lineClosed} <Link to="/letters/outside">{w.outside.heading}</Link>
        </p>
      )}
      <Card title={w.form.heading} aside={<NumberBlank landed={landed} />} id="intake" className="intake-card">
        {landed?.fault ? <RefusalNote error={landed.fault} desk="letters" /> : null}
        <form
          className="intake-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void land('assign')
          }}
        >
          <div className="intake-choices">
            <Choice label={w.form.kind} value={form.kind} options={kindsNow.options} onChange={(value) => change('kind', value as Kind)} />
            <Choice
              label={w.form.channel}
              value={form.channel}
              options={(['call', 'letter', 'message', 'email', 'mayor', 'governor'] as const)
                .filter((value) => !noLine || !lineOnly.includes(value))
                .map((value) => ({ value, word: w.channels[value] }))}
              onChange={(value) => change('channel', value)}
            />
            <Field label={w.form.category} hint={form.category && !intake.touched.has('category') ? w.screen.intake.bySuggestion : undefined}>
              {(ids) => <CategorySelect {...ids} label={w.form.category} none={w.form.noCategory} value={form.category} onChange={(key) => change('category', key)} />}
            </Field>
          </div>
          <Field
            label={w.form.body}
            hint={
              <>
                {read?.found.phone && read.text === form.body ? w.screen.intake.masked : w.form.bodyHint}　<Kbd>Alt 1</Kbd>
              </>
            }
            error={faults.has('body') ? { message: 'required' } : undefined}
          >
            {(ids) => (
              <textarea
                {...ids}
                ref={text}
                className="text-box intake-body"
                rows={3}
                maxLength={20000}
                value={form.body}
                onKeyDown={inText}
                onPaste={(event) => {
                  const message = event.clipboardData.getData('text/plain')
                  if (form.body.trim() || !isMessage(message)) return
                  event.preventDefault()
                  intake.pasted(message)
                }}
                onChange={(event) => change('body', event.target.value)}
              />
            )}
          </Field>
          <Recognised intake={intake} />
          <IntakeFields intake={intake} faults={faults} />
          <RefusalNote error={registering.refused} desk="letters" />
          <div className="intake-foot">
            <div className="intake-bar">
              <Button type="submit" kind="primary" busy={registering.busy} data-move="register">
                {form.answered === null ? w.form.landAssign : w.form.answerNow} <Kbd>Ctrl ↵</Kbd>
              </Button>
              {firstOpen && (
                <Button onClick={() => void land({ into: firstOpen })} data-move="merge">
                  {fill(w.screen.intake.landInto, { number: firstOpen.number })} <Kbd>F4</Kbd>
                </Button>
              )}
              <Button aria-pressed={form.answered !== null} onClick={answerNow} data-move="answer">
                {form.answered === null ? w.form.answerNow : w.screen.intake.backToAssign} <Kbd>F2</Kbd>
              </Button>
              <Button aria-pressed={guided || form.exit !== null} onClick={() => setGuided(!guided)} data-move="exit">
                {w.exits.open} <Kbd>F6</Kbd>
              </Button>
              <Button kind="danger" busy={registering.busy} onClick={() => void land('emergency')} data-move="emergency" title={w.exits.emergencyNote}>
                {w.exits.emergency} <Kbd>F8</Kbd>
              </Button>
              <span className="grow" />
              {form.answered === null && (
                <Button onClick={() => void land('only')} data-move="only">
                  {w.form.land} <Kbd>Ctrl Shift ↵</Kbd>
                </Button>
              )}
            </div>
            {refused ? (
              <p className="small amber" role="alert">
                {refused}
              </p>
            ) : (
              <p className="small quiet">
                {form.takesOver !== null
                  ? fill(w.screen.intake.takesOver, { number: form.takesOver })
                  : form.about
                    ? fill(w.screen.intake.linked, { number: form.about.number })
                    : w.form.consequence}
              </p>
            )}
          </div>
        </form>
      </Card>
      <aside className="intake-hints" aria-label={w.form.suggestions}>
        <KnowledgeCard rows={known} onTake={takeKnown} />
        <GuidanceCard intake={intake} open={guided} />
        <DuplicateList
          rows={alike}
          about={form.about}
          onMerge={(row) => void land({ into: row })}
          onLink={(row) => change('about', row)}
          onNot={(row) => setNot([...not, row.matter])}
        />
        <SuggestionList
          found={read?.found ?? null}
          onKind={(kind) => change('kind', kind)}
          onCategory={(key) => change('category', key)}
          onLead={(unit) => change('lead', [chosenUnit(unit)])}
          onHelper={(unit) => change('helpers', [...form.helpers.filter((h) => h.holder.unit !== unit.unit), chosenUnit(unit)])}
          onDue={() => change('limit', 'said')}
        />
        <RulingsCard title={form.title} place={form.place} />
        <CallerBefore found={before} />
      </aside>
    </article>
  )
}
