/** What is filled in for a rule of each kind. */
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import type { RuleRow } from '../../kernel/rules/shape.ts'
import { type ClockValue, type DictionaryValue, dayOnes, type QuotaValue, type RouteValue, spanUnits } from '../../kernel/rules/value.ts'
import { Button } from '../parts/button.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { useT } from '../words/use-words.ts'
import { AlarmFields } from './alarm-fields.tsx'
import { hasLevels, levelOf, mayHold, nextUnder, placeUnder } from './levels.ts'
import type { RuleWords } from './rule-words.ts'

interface Editing<V> {
  readonly value: V
  readonly onChange: (value: V) => void
}
const whole = (text: string): number => Number(text.replace(/[^0-9]/g, '').slice(0, 6))

export function ClockFields({ value, onChange }: Editing<ClockValue>) {
  const t = useT()
  return (
    <>
      <div className="two">
        <Field label={t('rules.length')}>
          {(ids) => (
            <input
              {...ids}
              data-first
              className="text-box num"
              inputMode="numeric"
              value={value.runs.n || ''}
              onChange={(e) => onChange({ ...value, runs: { ...value.runs, n: whole(e.target.value) } })}
            />
          )}
        </Field>
        <Field label={t('rules.unit')}>
          {(ids) => (
            <select {...ids} className="text-box" value={value.runs.unit} onChange={(e) => onChange({ ...value, runs: { ...value.runs, unit: e.target.value as never } })}>
              {spanUnits.map((unit) => (
                <option key={unit} value={unit}>
                  {t(`rules.units.${unit}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Choice
        label={t('rules.dayOne')}
        value={value.dayOne}
        options={dayOnes.map((one) => ({ value: one, word: t(`rules.dayOnes.${one}`) }))}
        onChange={(dayOne) => onChange({ ...value, dayOne })}
      />
      {value.alarms && <AlarmFields value={value.alarms} onChange={(alarms) => onChange({ ...value, alarms })} />}
    </>
  )
}
export function QuotaFields({ value, onChange }: Editing<QuotaValue>) {
  const t = useT()
  return (
    <Field label={t('rules.number')} hint={t(`rules.units.${value.unit}`)}>
      {(ids) => <input {...ids} data-first className="text-box num" inputMode="numeric" value={value.n || ''} onChange={(e) => onChange({ ...value, n: whole(e.target.value) })} />}
    </Field>
  )
}
const moved = <T,>(list: readonly T[], at: number, by: number): T[] => {
  const next = [...list]
  const [one] = next.splice(at, 1)
  if (one !== undefined) next.splice(Math.max(0, at + by), 0, one)
  return next
}
function Order({ name, at, last, onMove }: { readonly name: string; readonly at: number; readonly last: number; readonly onMove: (by: number) => void }) {
  const t = useT()
  return (
    <span className="row">
      <button type="button" className="icon-button" disabled={at === 0} aria-label={t('rules.up', { name })} onClick={() => onMove(-1)}>
        <ArrowUp size={14} aria-hidden="true" />
      </button>
      <button type="button" className="icon-button" disabled={at === last} aria-label={t('rules.down', { name })} onClick={() => onMove(1)}>
        <ArrowDown size={14} aria-hidden="true" />
      </button>
    </span>
  )
}
export function DictionaryFields({ value, onChange, rule, words }: Editing<DictionaryValue> & { readonly rule: RuleRow; readonly words: RuleWords }) {
  const t = useT()
  const shipped = (rule.shipped as DictionaryValue | null)?.entries.map((e) => e.key) ?? []
  const change = (at: number, part: Partial<DictionaryValue['entries'][number]>) =>
    onChange({ entries: value.entries.map((entry, n) => (n === at ? { ...entry, ...part } : entry)) })
  const approved = [...shipped, ...((rule.now?.value as DictionaryValue | undefined)?.entries.map((e) => e.key) ?? [])]
  const add = () => {
    let n = 1
    while (value.entries.some((e) => e.key === `own${n}`)) n++
    onChange({ entries: [...value.entries, { key: `own${n}`, zh: '', en: '', on: true }] })
  }
  const keys = value.entries.map((e) => e.key)
  const nameOf = (entry: DictionaryValue['entries'][number]) => entry.zh ?? words.entry(rule, entry.key)
  const addUnder = (above: string) => {
    const key = nextUnder(keys, above)
    if (!key) return
    const at = placeUnder(keys, above)
    onChange({ entries: [...value.entries.slice(0, at), { key, zh: '', en: '', on: true }, ...value.entries.slice(at)] })
  }
  return (
    <fieldset className="rule-entries">
      <legend className="field-label">{t('rules.entries')}</legend>
      {value.entries.map((entry, at) => {
        const name = entry.zh ?? words.entry(rule, entry.key)
        const own = !shipped.includes(entry.key)
        return (
          <div key={entry.key} className="rule-entry" style={{ paddingInlineStart: `${(levelOf(entry.key) - 1) * 1.5}em` }}>
            <label className="check">
              <input type="checkbox" checked={entry.on} onChange={(e) => change(at, { on: e.target.checked })} /> <span>{t('rules.inUse')}</span>
            </label>
            <input
              className="text-box"
              aria-label={t('rules.zhName', { name })}
              placeholder={own ? t('rules.chinese') : words.entry(rule, entry.key)}
              value={entry.zh ?? ''}
              onChange={(e) => change(at, { zh: e.target.value || (own ? '' : null) })}
            />
            <input
              className="text-box"
              aria-label={t('rules.enName', { name })}
              placeholder={t('rules.english')}
              value={entry.en ?? ''}
              onChange={(e) => change(at, { en: e.target.value || (own ? '' : null) })}
            />
            <Order name={name} at={at} last={value.entries.length - 1} onMove={(by) => onChange({ entries: moved(value.entries, at, by) })} />
            {!approved.includes(entry.key) && (
              <Button small kind="text" onClick={() => onChange({ entries: value.entries.filter((_, n) => n !== at) })}>
                {t('act.remove')}
              </Button>
            )}
          </div>
        )
      })}
      {hasLevels(shipped) && (
        <select className="text-box" aria-label={t('rules.above')} value="" onChange={(e) => e.target.value && addUnder(e.target.value)}>
          <option value="">{t('rules.above')}</option>
          {value.entries
            .filter((entry) => mayHold(entry.key))
            .map((entry) => (
              <option key={entry.key} value={entry.key}>
                {'　'.repeat(levelOf(entry.key) - 1)}
                {nameOf(entry)}
              </option>
            ))}
        </select>
      )}
      {rule.key.endsWith('.results') && (
        <Button small onClick={add}>
          {t('rules.addEntry')}
        </Button>
      )}
    </fieldset>
  )
}

type Step = RouteValue['steps'][number]
type Who = Step['who'][number]
export const emptyStep = (): Step => ({ role: '', kind: 'say', pace: 'together', need: null, who: [{ head: 'owner' }] })
/** One place as the text of a choice, and back. */
const placeOf = (who: Who): string => ('head' in who ? `head:${who.head}` : 'charge' in who ? 'charge' : 'post' in who ? `post:${who.post}` : 'chosen')
function whoOf(place: string, role: string): Who {
  const [kind, name = ''] = place.split(':')
  if (kind === 'head') return { head: name === 'asker' ? 'asker' : 'owner' }
  if (kind === 'charge') return { charge: 'owner' }
  return kind === 'post' ? { post: name } : { chosen: role || '1' }
}
export function RouteFields({ value, onChange, posts }: Editing<RouteValue> & { readonly posts: readonly { readonly key: string; readonly title: string }[] }) {
  const t = useT()
  const change = (at: number, part: Partial<Step>) => onChange({ ...value, steps: value.steps.map((step, n) => (n === at ? { ...step, ...part } : step)) })
  return (
    <fieldset className="rule-entries">
      <Field label={t('rules.routeName')}>
        {(ids) => (
          <input {...ids} data-first className="text-box" maxLength={40} value={value.name ?? ''} onChange={(e) => onChange({ ...value, name: e.target.value || undefined })} />
        )}
      </Field>
      <p className="field-label">{t('rules.steps')}</p>
      {value.steps.map((step, at) => {
        const no = t('rules.step', { n: at + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name of its own until it is given one
          <div key={at} className="rule-entry is-step">
            <b className="num">{at + 1}</b>
            <input
              className="text-box"
              aria-label={`${no} ${t('rules.role')}`}
              placeholder={t('rules.role')}
              value={step.role}
              onChange={(e) => change(at, { role: e.target.value, who: step.who.map((w) => ('chosen' in w ? { chosen: e.target.value || '1' } : w)) })}
            />
            <select className="text-box" aria-label={`${no} ${t('rules.does')}`} value={step.kind} onChange={(e) => change(at, { kind: e.target.value as Step['kind'] })}>
              {(['say', 'do', 'read'] as const).map((kind) => (
                <option key={kind} value={kind}>
                  {t(`rules.kindsOf.${kind}`)}
                </option>
              ))}
            </select>
            <select
              className="text-box"
              aria-label={`${no} ${t('rules.by')}`}
              value={placeOf(step.who[0] ?? { head: 'owner' })}
              onChange={(e) => change(at, { who: [whoOf(e.target.value, step.role)] })}
            >
              <option value="head:owner">{t('rules.headOwner')}</option>
              <option value="charge">{t('rules.charge')}</option>
              <option value="chosen">{t('rules.chosenAtStart')}</option>
              {posts.map((post) => (
                <option key={post.key} value={`post:${post.key}`}>
                  {post.title}
                </option>
              ))}
            </select>
            <Order name={no} at={at} last={value.steps.length - 1} onMove={(by) => onChange({ ...value, steps: moved(value.steps, at, by) })} />
            <button
              type="button"
              className="icon-button"
              disabled={value.steps.length === 1}
              aria-label={`${t('act.remove')} ${no}`}
              onClick={() => onChange({ ...value, steps: value.steps.filter((_, n) => n !== at) })}
            >
              <X size={14} aria-hidden="true" />
            </button>
          </div>
        )
      })}
      <Button small onClick={() => onChange({ ...value, steps: [...value.steps, emptyStep()] })}>
        {t('rules.addStep')}
      </Button>
    </fieldset>
  )
}
