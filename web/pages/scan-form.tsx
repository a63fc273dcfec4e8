/** 代录 of the paper on the left: a figure key says what is written on it, Enter lands it and brings the next. Leader, day and reason are remembered through the pile. */
import { useEffect, useRef } from 'react'
import { type Decider, type Entered, entered, enterPaper, paper, type ScanPage } from '../../kernel/reading/scan-shape.ts'
import type { OfficeDate } from '../../kernel/time.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Kbd, KeyBar } from '../parts/small.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { sayDate } from '../say-time.ts'
import { useLanguage, useStepWord, useT } from '../words/use-words.ts'
import { useKeys } from './scan-keys.ts'
import { fetchPicture } from './scan-picture.tsx'
import { PaperHead, SetAside, WhyWaiting } from './scan-sort.tsx'
import type { Pile } from './scan-state.ts'

const needsWords: ReadonlySet<Entered> = new Set(['write', 'disagree', 'return'])

/** What may be chosen for this person, and why not. */
function useLocks(decider: Decider | undefined): Readonly<Partial<Record<Entered, string>>> {
  const t = useT()
  if (!decider) return {}
  return { ...(decider.kind === 'read' ? { disagree: t('scans.lockedDisagree') } : {}), ...(decider.mayReturn ? {} : { return: t('scans.lockedReturn') }) }
}

interface KeysProps {
  readonly value: Entered | null
  readonly locks: Readonly<Partial<Record<Entered, string>>>
  readonly onChange: (what: Entered) => void
}
function KeyChoice({ value, locks, onChange }: KeysProps) {
  const t = useT()
  return (
    <fieldset className="choice scan-choice">
      <legend className="field-label">{t('scans.what')}</legend>
      {entered.options.map((what, n) => (
        <label key={what} className={`scan-key ${value === what ? 'is-on' : ''} ${locks[what] ? 'is-locked' : ''}`}>
          <input type="radio" name="scan-key" value={what} checked={value === what} disabled={locks[what] !== undefined} onChange={() => onChange(what)} />
          <Kbd>{n + 1}</Kbd>
          <span>{t(`scans.keys.${what}`)}</span>
          {locks[what] && <span className="small faint">{locks[what]}</span>}
        </label>
      ))}
    </fieldset>
  )
}

export function PaperForm({
  page,
  next,
  pile,
  onDone,
}: {
  readonly page: ScanPage
  readonly next: ScanPage | null
  readonly pile: Pile
  readonly onDone: (page: ScanPage) => void
}) {
  const t = useT()
  const language = useLanguage()
  const step = useStepWord()
  const words = useRef<HTMLTextAreaElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const { data: known, error } = useReadingLater(paper, { page: page.id })
  // told before it was taken back: whose decision it is must be asked again
  const data = known?.page.state === 'attached' ? known : undefined
  useReadingLater(paper, next ? { page: next.id } : null)
  useEffect(() => {
    if (next) fetchPicture(next.id)
  }, [next])
  const act = useAct(enterPaper, { onDone })
  const typed = pile.typed(page.id)
  const { what } = typed
  // the next key goes where it belongs: Enter on a link still under the focus would open that link
  useEffect(() => {
    if (what === null) return
    if (needsWords.has(what)) words.current?.focus({ preventScroll: true })
    else if (!document.activeElement?.matches('input[type=radio]')) button.current?.focus({ preventScroll: true })
  }, [what])
  const deciders = data?.deciders ?? []
  const decider = deciders.find((one) => one.person.id === pile.leader) ?? deciders[0]
  const locks = useLocks(decider)
  const day = (pile.day ?? data?.today ?? '') as OfficeDate
  const late = data !== undefined && day < data.notLateFrom
  const choose = (what: Entered) => {
    if (locks[what]) return
    pile.type(page.id, { ...typed, what })
  }
  const land = () => {
    if (!data || !decider || typed.what === null || act.busy) return
    act.run({
      page: page.id,
      piece: decider.piece,
      what: typed.what,
      words: needsWords.has(typed.what) ? typed.words.trim() || null : null,
      day,
      late: late ? pile.late.trim() || null : null,
      ...(data.version === null ? {} : { version: data.version }),
      ...(data.draft === null ? {} : { draft: data.draft }),
    })
  }
  useKeys({ ...Object.fromEntries(entered.options.map((what, n) => [String(n + 1), () => choose(what)])), enter: land })
  const desk = page.matter?.desk ?? ''
  return (
    <section className="card scan-form" aria-label={t('scans.ready')}>
      <form
        className="card-body stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          land()
        }}
      >
        <PaperHead page={page} />
        <RefusalNote error={error} />
        <Field label={t('scans.who')}>
          {(ids) => (
            <select
              {...ids}
              className="text-box"
              disabled={!data}
              value={decider?.piece ?? ''}
              onChange={(event) => pile.setLeader(deciders.find((one) => one.piece === event.target.value)?.person.id ?? '')}
            >
              {deciders.map((one) => (
                <option key={one.piece} value={one.piece}>
                  {[one.person.name, one.post, step(desk, one)].filter(Boolean).join('　')}
                </option>
              ))}
            </select>
          )}
        </Field>
        <KeyChoice value={typed.what} locks={locks} onChange={choose} />
        {typed.what !== null && needsWords.has(typed.what) && (
          <Field label={t(`scans.words.${typed.what}`)}>
            {(ids) => (
              <textarea
                {...ids}
                ref={words}
                rows={3}
                maxLength={2000}
                className="text-box serif"
                value={typed.words}
                onChange={(event) => pile.type(page.id, { ...typed, words: event.target.value })}
                onKeyDown={(event) => {
                  if (event.key === 'Escape') event.currentTarget.blur()
                  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
                  event.preventDefault()
                  land()
                }}
              />
            )}
          </Field>
        )}
        <Field label={t('scans.day')}>
          {(ids) => <DateField {...ids} value={day} {...(data ? { max: data.today } : {})} onChange={(to) => pile.setDay(to && to !== data?.today ? to : null)} />}
        </Field>
        {late && data && (
          <Field label={t('scans.late')} hint={t('scans.lateHint', { date: sayDate(data.notLateFrom, language) })}>
            {(ids) => <input {...ids} className="text-box" maxLength={200} value={pile.late} onChange={(event) => pile.setLate(event.target.value)} />}
          </Field>
        )}
        <RefusalNote error={act.refused} desk={desk} />
        <div className="row end">
          <Button ref={button} type="submit" kind="primary" busy={act.busy} disabled={!decider || typed.what === null}>
            {t('scans.landKey')} <Kbd>↵</Kbd>
          </Button>
        </div>
        <KeyBar
          keys={[
            ['1–5', t('scans.what')],
            ['↵', t('scans.landKey')],
            ['U', t('scans.undoKey')],
            ['← →', t('scans.next')],
          ]}
        />
      </form>
      {data && deciders.length === 0 && (
        <div className="card-body">
          <WhyWaiting page={page} />
          <SetAside page={page} onDone={onDone} />
        </div>
      )}
    </section>
  )
}
