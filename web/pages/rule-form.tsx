/** 提出修改: the new value, from which day, on what ground; and, before anything is said, what it would change. */
import { type FormEvent, useDeferredValue, useState } from 'react'
import { proposeRule, type RuleRow, ruleTrial } from '../../kernel/rules/shape.ts'
import type { ClockValue, DictionaryValue, QuotaValue, RouteValue } from '../../kernel/rules/value.ts'
import { addDays, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { Refused } from '../call.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { sayDay, sayDue } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { ClockFields, DictionaryFields, emptyStep, QuotaFields, RouteFields } from './rule-fields.tsx'
import type { RuleWords } from './rule-words.ts'

type Posts = readonly { readonly key: string; readonly title: string }[]
/** What it is changed from: the value in force, else as shipped, else an empty route. */
export const valueNow = (rule: RuleRow): unknown => rule.now?.value ?? rule.shipped
const startOf = (rule: RuleRow): unknown => valueNow(rule) ?? { steps: [emptyStep()] }

function Fields({
  rule,
  value,
  onChange,
  words,
  posts,
}: {
  readonly rule: RuleRow
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly words: RuleWords
  readonly posts: Posts
}) {
  if (rule.kind === 'clock') return <ClockFields value={value as ClockValue} onChange={onChange} />
  if (rule.kind === 'quota') return <QuotaFields value={value as QuotaValue} onChange={onChange} />
  if (rule.kind === 'dictionary') return <DictionaryFields value={value as DictionaryValue} onChange={onChange} rule={rule} words={words} />
  return <RouteFields value={value as RouteValue} onChange={onChange} posts={posts} />
}
/** Before and after, in words; of a clock also one date worked out. */
function Trial({ rule, value, from, words }: { readonly rule: RuleRow; readonly value: unknown; readonly from: string; readonly words: RuleWords }) {
  const t = useT()
  const language = useLanguage()
  const text = useDeferredValue(JSON.stringify(value))
  const trial = useReadingLater(ruleTrial, from ? { kind: rule.kind, key: rule.key, value: text, from: from as OfficeDate } : null)
  const now = officeNow()
  if (!trial.data) return <RefusalNote error={trial.error} />
  if (trial.data.refusal) return <RefusalNote error={new Refused({ ...trial.data.refusal, status: 422 })} />
  const { due } = trial.data
  return (
    <section className="sub-form" aria-label={t('rules.trial')}>
      <p>
        <span className="quiet">{t('rules.before')}</span> {words.value(rule, valueNow(rule))}
      </p>
      <p>
        <span className="quiet">{t('rules.after', { date: sayDay(`${from}T04:00:00.000Z`, now, language) })}</span> <b>{words.value(rule, value)}</b>
      </p>
      {due && (
        <p>
          {t('rules.dueMoves', { start: sayDay(due.start, now, language), before: sayDue(due.before, now, language), after: sayDue(due.after, now, language) })}
          {due.provisional && <span className="amber small">　{t('matter.provisional')}</span>}
        </p>
      )}
      <p className="small quiet">{t(`rules.running.${rule.kind}`)}</p>
    </section>
  )
}
export function RuleForm({ rule, words, posts, onClose }: { readonly rule: RuleRow; readonly words: RuleWords; readonly posts: Posts; readonly onClose: () => void }) {
  const t = useT()
  const today = officeDate(officeNow())
  const [value, setValue] = useState<unknown>(() => startOf(rule))
  const [from, setFrom] = useState<string>(addDays(today, 1))
  const [basis, setBasis] = useState('')
  const act = useAct(proposeRule, { onDone: onClose })
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (from && basis.trim()) act.run({ kind: rule.kind, key: rule.key, value: value as Record<string, unknown>, from: from as OfficeDate, basis: basis.trim() })
  }
  return (
    <Dialog title={`${t('rules.propose')}　${words.name(rule)}`} onClose={onClose} wide>
      <form className="stack" onSubmit={land} noValidate>
        <Fields rule={rule} value={value} onChange={setValue} words={words} posts={posts} />
        <div className="two">
          <Field label={t('rules.from')} hint={t('rules.fromNote')}>
            {(ids) => <DateField {...ids} value={from} min={today} onChange={setFrom} />}
          </Field>
          <Field label={t('rules.basis')}>
            {(ids) => <input {...ids} className="text-box" maxLength={200} placeholder={t('rules.basisNote')} value={basis} onChange={(e) => setBasis(e.target.value)} />}
          </Field>
        </div>
        <Trial rule={rule} value={value} from={from} words={words} />
        <RefusalNote error={act.refused} />
        <div className="row end form-foot">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!basis.trim() || !from}>
            {t('rules.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
/** A route of the office's own begins with its desk and its name. */
export function NewRoute({
  desks,
  onNamed,
  onClose,
}: {
  readonly desks: readonly { readonly key: string; readonly name: string }[]
  readonly onNamed: (key: string) => void
  readonly onClose: () => void
}) {
  const t = useT()
  const [desk, setDesk] = useState(desks[0]?.key ?? '')
  const [name, setName] = useState('')
  const good = /^[a-z][a-z0-9-]{0,39}$/.test(name.trim())
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (good) onNamed(`${desk}.${name.trim()}`)
  }
  return (
    <Dialog title={t('rules.newRoute')} onClose={onClose}>
      <form className="stack" onSubmit={land}>
        <Field label={t('rules.ofDesk')}>
          {(ids) => (
            <select {...ids} className="text-box" value={desk} onChange={(e) => setDesk(e.target.value)}>
              {desks.map((one) => (
                <option key={one.key} value={one.key}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('rules.routeKey')} hint={t('rules.routeKeyNote')}>
          {(ids) => <input {...ids} data-first className="text-box" placeholder="joint" value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" disabled={!good}>
            {t('rules.goOn')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
