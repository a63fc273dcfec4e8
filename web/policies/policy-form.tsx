/** 录入、修改、改编、从收文录入: one form. What comes from a paper or a master stands in it already. Rule: BZ-27, HB-45 */
import { getRouteApi, Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { fields } from '../../kernel/people/organisation-shape.ts'
import { type PolicyPage, policyFromPaper, policyList, policyPage, policyPosts, policyReaders, savePolicy } from '../../kernel/policies/shape.ts'
import { ruleBook } from '../../kernel/rules/shape.ts'
import { addDays, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { landByKey } from '../matter/move-form.tsx'
import { useMe } from '../me.ts'
import { useRuleWords } from '../pages/rule-words.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { FileDrop, type SentFile } from '../parts/file-drop.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Kbd } from '../parts/small.tsx'
import { useAct, useReading, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import './policies.css'
import { fill, usePolicyWords } from './use-policy-words.ts'

const route = getRouteApi('/menu/policies/new')
interface Said {
  readonly title: string
  readonly number: string
  readonly issuer: string
  readonly field: string
  readonly unit: string
  readonly ownerPost: string
  readonly issuedOn: string
  readonly fromOn: string
  readonly untilOn: string
  readonly textAsOf: string
  readonly aliases: string
  readonly otherNumbers: string
  readonly otherDays: string
  readonly body: string
  readonly rules: readonly string[]
  readonly reviewOn: string
  readonly readers: 'all' | 'unit'
}
interface Kept {
  readonly id: string
  readonly name: string | null
}
interface Start {
  readonly said: Partial<Said>
  readonly id?: string
  readonly matter?: string
  readonly master?: string
  readonly kept?: readonly Kept[]
  readonly title: string
}
/** Days of earlier wordings, as they are written here. */
const DAYS = String.raw`\s*\d{4}-\d{2}-\d{2}(\s*[；;]\s*\d{4}-\d{2}-\d{2})*[；;\s]*`
const listed = (text: string): string[] =>
  text
    .split(/[；;\n]/u)
    .map((part) => part.trim())
    .filter(Boolean)
const empty = (): Said => {
  const today = officeDate(officeNow())
  return {
    title: '',
    number: '',
    issuer: '',
    field: '',
    unit: '',
    ownerPost: '',
    issuedOn: today,
    fromOn: today,
    untilOn: '',
    textAsOf: '',
    aliases: '',
    otherNumbers: '',
    otherDays: '',
    body: '',
    rules: [],
    reviewOn: addDays(today, 365),
    readers: 'all',
  }
}
const saidOf = (one: PolicyPage): Said => ({
  title: one.title,
  number: one.number ?? '',
  issuer: one.issuer,
  field: one.field ?? '',
  unit: one.unit?.id ?? '',
  ownerPost: one.ownerPost,
  issuedOn: one.issuedOn,
  fromOn: one.fromOn,
  untilOn: one.untilOn ?? '',
  textAsOf: one.textAsOf ?? '',
  aliases: one.aliases.join('；'),
  otherNumbers: one.otherNumbers.join('；'),
  otherDays: one.otherDays.join('；'),
  body: one.body ?? '',
  rules: one.rules,
  reviewOn: one.reviewOn > officeDate(officeNow()) ? one.reviewOn : addDays(officeDate(officeNow()), 365),
  readers: one.readers,
})

function Form({ start }: { readonly start: Start }) {
  const t = useT()
  const w = usePolicyWords()
  const me = useMe()
  const navigate = useNavigate()
  const { may } = useReading(policyList, {})
  const posts = useReading(policyPosts, {}).rows
  const names = useReading(fields, {}).rows
  const book = useReadingLater(ruleBook, { on: officeDate(officeNow()) }).data
  const ruleWords = useRuleWords(book?.posts ?? [])
  const [said, setSaid] = useState<Said>(() => ({ ...empty(), ...(may.write ? {} : { unit: may.units[0]?.id ?? '', issuer: may.units[0]?.name ?? '' }), ...start.said }))
  const [sent, setSent] = useState<readonly SentFile[]>([])
  const [kept, setKept] = useState<readonly Kept[]>(start.kept ?? [])
  const act = useAct(savePolicy, { onDone: ({ id }) => void navigate({ to: `/policies/${id}` as never }) })
  const change = (part: Partial<Said>) => setSaid((now) => ({ ...now, ...part }))
  const own = said.unit !== ''
  const units = [...new Set(posts.map((post) => post.unit))].map((unit) => [unit, posts.filter((post) => post.unit === unit)] as const)
  const mine = new Set(me.posts.map((post) => post.unit.name))
  const land = () =>
    act.run({
      id: start.id ?? null,
      title: said.title,
      number: said.number.trim() || null,
      issuer: said.issuer,
      field: said.field || null,
      unit: (said.unit || null) as never,
      ownerPost: said.ownerPost as never,
      issuedOn: said.issuedOn as OfficeDate,
      fromOn: said.fromOn as OfficeDate,
      untilOn: (said.untilOn || null) as OfficeDate | null,
      textAsOf: (said.textAsOf || null) as OfficeDate | null,
      aliases: listed(said.aliases),
      otherNumbers: listed(said.otherNumbers),
      otherDays: listed(said.otherDays) as OfficeDate[],
      body: said.body.trim() || null,
      rules: [...said.rules],
      reviewOn: said.reviewOn as OfficeDate,
      readers: own ? said.readers : 'all',
      matter: (start.matter ?? null) as never,
      master: start.master ?? null,
      files: sent.map((file) => file.id) as never,
      keep: kept.map((file) => file.id) as never,
    })
  const text = (
    key: 'title' | 'number' | 'issuer' | 'aliases' | 'otherNumbers' | 'otherDays',
    more: { readonly hint?: string; readonly max: number; readonly required?: boolean; readonly first?: boolean; readonly pattern?: string },
  ) => (
    <Field label={w.fields[key]} hint={more.hint}>
      {(ids) => (
        <input
          {...ids}
          {...(more.first ? { 'data-first': true, autoFocus: true } : {})}
          className="text-box"
          required={more.required}
          maxLength={more.max}
          pattern={more.pattern}
          value={said[key]}
          onChange={(e) => change({ [key]: e.target.value })}
        />
      )}
    </Field>
  )
  const day = (key: 'issuedOn' | 'fromOn' | 'untilOn' | 'textAsOf' | 'reviewOn', hint?: string) => (
    <Field label={w.fields[key]} hint={hint}>
      {(ids) => <DateField {...ids} value={said[key]} onChange={(value) => change({ [key]: value })} />}
    </Field>
  )
  return (
    <form
      className="card policy-form"
      onKeyDown={landByKey}
      onSubmit={(event) => {
        event.preventDefault()
        land()
      }}
    >
      <h1>{start.title}</h1>
      {text('title', { max: 200, required: true, first: true })}
      <div className="policy-grid">
        {text('number', { max: 60 })}
        {text('issuer', { max: 100, required: true })}
        <Field label={w.fields.unit}>
          {(ids) => (
            <select
              {...ids}
              className="text-box"
              value={said.unit}
              onChange={(e) => change({ unit: e.target.value, issuer: may.units.find((unit) => unit.id === e.target.value)?.name ?? said.issuer })}
            >
              {may.write && <option value="">{w.fields.outside}</option>}
              {[...may.units, ...(said.unit && !may.units.some((unit) => unit.id === said.unit) ? [{ id: said.unit, name: said.issuer }] : [])].map((unit) => (
                <option key={unit.id} value={unit.id}>
                  {unit.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={w.fields.field}>
          {(ids) => (
            <select {...ids} className="text-box" value={said.field} onChange={(e) => change({ field: e.target.value })}>
              <option value="" />
              {names.map((one) => (
                <option key={one.key} value={one.key}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {day('issuedOn')}
        {day('fromOn')}
        {day('untilOn', w.fields.noEnd)}
        {day('textAsOf', w.hints.textAsOf)}
        <Field label={w.fields.ownerPost}>
          {(ids) => (
            <select {...ids} className="text-box" required value={said.ownerPost} onChange={(e) => change({ ownerPost: e.target.value })}>
              <option value="" />
              {[...units]
                .sort(([a], [b]) => Number(mine.has(b)) - Number(mine.has(a)))
                .map(([unit, list]) => (
                  <optgroup key={unit} label={unit}>
                    {list.map((post) => (
                      <option key={post.id} value={post.id}>
                        {post.title}
                      </option>
                    ))}
                  </optgroup>
                ))}
            </select>
          )}
        </Field>
        {day('reviewOn')}
        {text('aliases', { max: 300, hint: w.hints.aliases })}
        {text('otherNumbers', { max: 400, hint: w.hints.listed })}
        {text('otherDays', { max: 300, hint: '2024-03-01；2025-01-01', pattern: DAYS })}
      </div>
      {own && (
        <Choice
          label={w.fields.readers}
          value={said.readers}
          options={policyReaders.map((value) => ({ value, word: w.readers[value] }))}
          onChange={(readers) => change({ readers })}
        />
      )}
      <Field label={w.fields.body}>
        {(ids) => <textarea {...ids} className="text-box" rows={12} maxLength={200_000} value={said.body} onChange={(e) => change({ body: e.target.value })} />}
      </Field>
      {kept.length > 0 && (
        <fieldset className="stack tight policy-kept">
          <legend className="field-label">{start.matter ? w.fields.kept : w.fields.files}</legend>
          {kept.map((file) => (
            <span key={file.id} className="row between">
              {file.name}
              <Button small kind="text" aria-label={`${t('act.remove')} ${file.name ?? ''}`} onClick={() => setKept(kept.filter((one) => one !== file))}>
                {t('act.remove')}
              </Button>
            </span>
          ))}
        </fieldset>
      )}
      <FileDrop label={w.fields.files} value={sent} onChange={setSent} />
      {book && (
        <details className="policy-rules">
          <summary>
            {w.fields.rules}
            {said.rules.length > 0 && ` ${said.rules.length}`}
          </summary>
          <div className="policy-grid">
            {book.rows.map((rule) => {
              const key = `${rule.kind}:${rule.key}`
              return (
                <label key={key} className="check small">
                  <input
                    type="checkbox"
                    checked={said.rules.includes(key)}
                    onChange={(e) => change({ rules: e.target.checked ? [...said.rules, key] : said.rules.filter((one) => one !== key) })}
                  />{' '}
                  {ruleWords.name(rule)}
                </label>
              )
            })}
          </div>
        </details>
      )}
      <RefusalNote error={act.refused} />
      <div className="row end">
        <Button onClick={() => window.history.back()}>{t('act.cancel')}</Button>
        <Button type="submit" kind="primary" busy={act.busy}>
          {own ? w.form.propose : w.form.save} <Kbd>Ctrl ↵</Kbd>
        </Button>
      </div>
    </form>
  )
}
function FromPaper({ matter }: { readonly matter: string }) {
  const w = usePolicyWords()
  const paper = useReading(policyFromPaper, { matter: matter as never })
  const said = {
    title: paper.title,
    number: paper.number ?? '',
    issuer: paper.issuer,
    body: paper.body ?? '',
    ...(paper.issuedOn ? { issuedOn: paper.issuedOn, fromOn: paper.issuedOn } : {}),
  }
  return (
    <>
      {paper.already.map((one) => (
        <p key={one.id} className="amber">
          <Link to={`/policies/${one.id}` as never}>{fill(w.form.already, { title: one.title })}</Link>
        </p>
      ))}
      <Form start={{ said, matter, kept: paper.files, title: w.form.paper }} />
    </>
  )
}
function Adapted({ master }: { readonly master: string }) {
  const w = usePolicyWords()
  const one = useReading(policyPage, { id: master })
  const unit = one.may.adapt[0]
  // its short names stay the master's own: whoever cites them means it
  const { number: _number, ownerPost: _post, issuedOn: _issued, fromOn: _from, ...said } = saidOf(one)
  return (
    <Form
      start={{
        said: { ...said, unit: unit?.id ?? '', issuer: unit?.name ?? '', untilOn: '', textAsOf: '', aliases: '', otherNumbers: '', otherDays: '' },
        master,
        title: w.form.adapt,
      }}
    />
  )
}
export function NewPolicyPage() {
  const w = usePolicyWords()
  const { may } = useReading(policyList, {})
  const { matter, master } = route.useSearch() as { readonly matter?: string; readonly master?: string }
  if (matter) return <FromPaper matter={matter} />
  if (master) return <Adapted master={master} />
  return <Form start={{ said: {}, title: may.write ? w.form.new : w.form.own }} />
}
export function EditPolicyPage() {
  const w = usePolicyWords()
  const { id = '' } = useParams({ strict: false })
  const one = useReading(policyPage, { id })
  return <Form start={{ said: saidOf(one), id, kept: one.files, title: `${w.form.edit}　${one.title}` }} />
}
