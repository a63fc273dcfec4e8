/** 收发窗口: whatever arrives is written or pasted here; the desks say whose it is and by which words; Enter lands it by the desk's own act. Rule: GN-02 */
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, Suspense, useEffect, useRef, useState } from 'react'
import type { ArrivedField, Entrance } from '../../kernel/entrance.ts'
import { propose } from '../../kernel/reading/window-shape.ts'
import type { MatterView } from '../../kernel/view.ts'
import { carry } from '../carried.ts'
import { allDesks, deskOf, matterPath } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { SecretKey } from '../parts/secret-channel.tsx'
import { Card, Kbd } from '../parts/small.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useAct } from '../reading.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { Arrivals } from './window-arrivals.tsx'
import { WindowForm } from './window-form.tsx'
import { arrivedOf, fieldsOf, isThere, useWindow } from './window-state.ts'

const keyOf = (one: { readonly desk: string; readonly key: string }) => `${one.desk}.${one.key}`
/** Every desk's entrances by desk and key; their rules come with this page alone. */
function useEntrances(): ReadonlyMap<string, Entrance> {
  return useSuspenseQuery({
    queryKey: ['window.entrances'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const all = await Promise.all(allDesks().map(async (desk) => ((await desk.entrances?.load()) ?? []).map((one) => [`${desk.key}.${one.key}`, one] as const)))
      return new Map(all.flat())
    },
  }).data
}

export function WindowPage() {
  const t = useT()
  return (
    <div className="stack window-page">
      <h1 className="off-screen">{t('window.title')}</h1>
      <Suspense fallback={<Waiting />}>
        <Desk />
      </Suspense>
      <Suspense fallback={<Waiting />}>
        <Arrivals />
      </Suspense>
    </div>
  )
}

function Desk() {
  const t = useT()
  const language = useLanguage()
  const navigate = useNavigate()
  const entrances = useEntrances()
  const state = useWindow()
  const { chosen } = state
  const entrance = chosen ? entrances.get(keyOf(chosen)) : undefined
  const acting = useAct(entrance?.act ?? propose)
  const box = useRef<HTMLTextAreaElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const [missing, setMissing] = useState<readonly (ArrivedField | 'title')[]>([])
  const [landed, setLanded] = useState<{ readonly desk: string; readonly id: string; readonly words: string } | null>(null)
  /** Set when Enter came before the reading: it lands as soon as the desk is known. */
  const [asked, setAsked] = useState(false)
  useEffect(() => box.current?.focus(), [])
  const nameOf = (one: { readonly desk: string; readonly key: string }) => deskOf(one.desk)?.words[language].entrances?.[one.key] ?? one.desk

  const land = async () => {
    if (acting.busy || state.text.trim() === '') return
    if (state.waits || !chosen) {
      if (await state.settled()) setAsked(true)
      return
    }
    if (!entrance) return
    const arrived = arrivedOf(chosen.arrived, state.own)
    const fields = { ...fieldsOf(chosen.arrived), ...state.own }
    const lacks = [...(arrived.title === '' ? (['title'] as const) : []), ...entrance.needs.filter((field) => !isThere(field, fields))]
    setMissing(lacks)
    if (lacks.length > 0) return void setTimeout(() => form.current?.querySelector<HTMLElement>('.is-wrong input')?.focus(), 0)
    const view = (await acting.runAsync(entrance.input(state.text.trim(), arrived) as never).catch(() => null)) as MatterView | null
    if (!view) return // what the office said stands under the form; nothing typed is lost
    const number = view.number ?? ''
    setLanded({ desk: view.desk, id: view.id, words: arrived.lead ? t('window.given', { number, unit: arrived.lead.name }) : t('window.kept', { number }) })
    state.renew()
    box.current?.focus()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the reading that Enter waited for is there
  useEffect(() => {
    if (!asked || state.waits || !chosen) return
    setAsked(false)
    void land()
  }, [asked, state.waits, chosen])
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    void land()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void land()
  }
  return (
    <Card
      title={t('window.title')}
      id="window"
      className="window-desk no-print"
      aside={
        <span role="status">
          {landed ? (
            <span className="window-landed">
              <Check size={14} aria-hidden="true" /> <Link to={matterPath(landed.desk, landed.id)}>{landed.words}</Link>
            </span>
          ) : (
            state.waits && t('window.reading')
          )}
        </span>
      }
    >
      <form className="card-body stack" ref={form} onSubmit={submit} noValidate>
        <Field label={t('window.text')} hint={<Kbd>↵</Kbd>}>
          {(ids) => (
            <textarea
              {...ids}
              ref={box}
              className="text-box window-text"
              rows={4}
              maxLength={20000}
              placeholder={t('window.textHint')}
              value={state.text}
              onChange={(e) => state.setText(e.target.value)}
              onKeyDown={keys}
            />
          )}
        </Field>
        {chosen && entrance && (
          <>
            <Choice
              label={t('window.goes')}
              value={keyOf(chosen)}
              options={state.proposals.map((one) => ({ value: keyOf(one), word: nameOf(one) }))}
              onChange={(key) => state.pick(key)}
            />
            <p className="small quiet window-because">
              {chosen.signs.length > 0 ? t('window.because', { signs: chosen.signs.map((sign) => `“${sign}”`).join(language === 'en' ? ', ' : '') }) : t('window.becauseNone')}
            </p>
            <WindowForm state={state} entrance={entrance} missing={missing} />
          </>
        )}
        <RefusalNote error={acting.refused} {...(chosen ? { desk: chosen.desk } : {})} />
        <div className="row wrap">
          <Button type="submit" kind="primary" busy={acting.busy} data-move="land">
            {chosen && { ...fieldsOf(chosen.arrived), ...state.own }.lead.length > 0 ? t('window.landGive') : t('window.land')} <Kbd>↵</Kbd>
          </Button>
          <SecretKey
            onPress={() => {
              state.renew()
              acting.clear()
            }}
          />
          {entrance && (
            <Button
              onClick={() => {
                carry(state.text)
                void navigate({ to: entrance.form } as never)
              }}
            >
              {t('window.goOn')}
            </Button>
          )}
        </div>
      </form>
    </Card>
  )
}
