/** 机构调整: what ends, what goes on in its place, on which document; first a look at what it takes along, then the act itself. */
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import type { PostId, UnitId } from '../../kernel/ids.ts'
import { planReorganisation, reorganise, reorganiseKinds } from '../../kernel/people/organisation-shape.ts'
import type { unitView } from '../../kernel/reading/shape.ts'
import { type OfficeDate, officeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { type Destinations, ReorganisePosts } from './reorganise-posts.tsx'

type Kind = (typeof reorganiseKinds)[number]
type Looked = z.output<(typeof reorganise)['output']>
type Asked = z.input<(typeof reorganise)['input']>
interface Made {
  readonly name: string
  readonly short: string
  readonly code: string
}
const empty: Made = { name: '', short: '', code: '' }
const complete = (made: Made) => Object.values(made).every((text) => text.trim() !== '')

function NewUnit({ label, made, onChange, first }: { readonly label: string; readonly made: Made; readonly onChange: (made: Made) => void; readonly first?: boolean }) {
  const t = useT()
  return (
    <fieldset className="stack tight sub-form">
      <legend className="field-label">{label}</legend>
      {(['name', 'short', 'code'] as const).map((part) => (
        <Field key={part} label={t(part === 'name' ? 'org.newName' : part === 'short' ? 'org.newShort' : 'org.newCode')}>
          {(ids) => (
            <input
              {...ids}
              className="text-box"
              {...(first && part === 'name' ? { 'data-first': true } : {})}
              value={made[part]}
              onChange={(e) => onChange({ ...made, [part]: e.target.value })}
            />
          )}
        </Field>
      ))}
    </fieldset>
  )
}
function Look({ looked }: { readonly looked: Looked }) {
  const t = useT()
  const counts = [
    ['matters', looked.matters],
    ['people', looked.people],
    ['postsMoved', looked.posts],
    ['portfolios', looked.portfolios],
    ['children', looked.children],
  ] as const
  return (
    <section className="stack tight" aria-label={t('org.previewTitle')} role="status">
      <h3>{t('org.previewTitle')}</h3>
      <p className="look-counts">
        {counts.map(([word, n]) => (
          <span key={word}>
            {t(`org.${word}`)} <b className="num">{n}</b>
          </span>
        ))}
      </p>
      {looked.warnings.length > 0 && (
        <>
          <h3>{t('org.warned')}</h3>
          <ul className="plain-list">
            {looked.warnings.map((w) => (
              <li key={w.code + w.unit + w.what}>
                {w.unit} {t(`org.warnings.${w.code}`)} <span className="quiet">{w.what}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

export function ReorganiseForm({ unit, onDone }: { readonly unit: z.output<(typeof unitView)['output']>; readonly onDone: (to: string | undefined) => void }) {
  const t = useT()
  const [kind, setKind] = useState<Kind>('rename')
  const [more, setMore] = useState<readonly Chosen[]>([])
  const [old, setOld] = useState<readonly Chosen[]>([])
  const [one, setOne] = useState<Made>({ ...empty, code: unit.code })
  const [two, setTwo] = useState<Made>(empty)
  const [mergeInto, setMergeInto] = useState<'new' | 'old'>('new')
  const [to, setTo] = useState<Destinations>(new Map())
  const [basis, setBasis] = useState('')
  const today = officeDate(officeNow())
  const [day, setDay] = useState<string>(today)
  const [looked, setLooked] = useState<Looked | null>(null)
  const look = useAct(reorganise, { onDone: setLooked })
  const later = day > today
  const plan = useAct(planReorganisation, { onDone: () => onDone(undefined) })
  const act = useAct(reorganise, { onDone: (done) => onDone(done.units[0]?.id) })
  /** Whatever is changed must be looked at again. */
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setLooked(null)
      set(value)
    }
  const make = (made: Made) => ({
    make: { name: made.name.trim(), short: made.short.trim(), code: made.code.trim(), parent: unit.parent as UnitId | null, kind: unit.kind as 'department', sort: unit.sort },
  })
  const standing = kind === 'abolish' || (kind === 'merge' && mergeInto === 'old')
  const ending = [unit.id as UnitId, ...(kind === 'merge' ? more.flatMap((c) => c.holder.unit ?? []) : [])]
  const successors = standing ? old.flatMap((c) => (c.holder.unit ? [{ unit: c.holder.unit }] : [])) : kind === 'split' ? [make(one), make(two)] : [make(one)]
  const names = standing ? old.map((c) => c.name) : [one.name || t('org.intoNew'), ...(kind === 'split' ? [two.name || t('org.second')] : [])]
  const asked = (): Asked => ({
    look: true,
    kind,
    basis: basis.trim(),
    ending,
    successors,
    // a place chosen before the successors changed is the first again
    posts: [...to].map(([post, chosen]) => ({
      ...chosen,
      ...(chosen.title?.trim() ? { title: chosen.title.trim() } : {}),
      post: post as PostId,
      into: Math.min(chosen.into, successors.length - 1),
    })),
  })
  const ready =
    basis.trim() !== '' &&
    (standing ? old.length > 0 : complete(one)) &&
    (kind !== 'split' || complete(two)) &&
    (kind !== 'merge' || standing || more.length > 0) &&
    [...to.values()].every((chosen) => chosen.title === undefined || chosen.title.trim() !== '')
  const land = (event: FormEvent) => {
    event.preventDefault()
    const { look: _, ...settled } = asked()
    if (looked && later) plan.run({ ...settled, on: day as OfficeDate })
    else if (looked) act.run({ ...settled, look: false })
    else look.run(asked())
  }
  return (
    <form className="stack" onSubmit={land}>
      <Choice
        label={t('org.kind')}
        value={kind}
        options={reorganiseKinds.map((value) => ({ value, word: t(`org.kinds.${value}`) }))}
        onChange={(value) => {
          setTo(new Map())
          setOld([])
          anew(setKind)(value)
        }}
      />
      <p>
        <span className="field-label">{t('org.ending')}</span> {unit.name}
      </p>
      {kind === 'merge' && (
        <Field label={t('org.ending')}>{(ids) => <HolderPicker {...ids} label={t('org.ending')} many only="unit" value={more} onChange={anew(setMore)} />}</Field>
      )}
      {kind === 'merge' && (
        <Choice
          label={t('org.into')}
          value={mergeInto}
          options={(['new', 'old'] as const).map((value) => ({ value, word: t(value === 'new' ? 'org.intoNew' : 'org.intoOld') }))}
          onChange={anew(setMergeInto)}
        />
      )}
      {standing ? (
        <Field label={t('org.intoOld')}>
          {(ids) => <HolderPicker {...ids} label={t('org.intoOld')} many={kind === 'abolish'} only="unit" value={old} onChange={anew(setOld)} />}
        </Field>
      ) : (
        <NewUnit label={t('org.intoNew')} made={one} onChange={anew(setOne)} first />
      )}
      {kind === 'split' && <NewUnit label={t('org.second')} made={two} onChange={anew(setTwo)} />}
      {kind !== 'rename' &&
        ending.map((id) => <ReorganisePosts key={id} unit={id} names={names} to={to} onChange={(post, chosen) => anew(setTo)(new Map([...to, [post, chosen]]))} />)}
      <Field label={t('org.basis')}>{(ids) => <input {...ids} className="text-box" value={basis} onChange={(e) => anew(setBasis)(e.target.value)} />}</Field>
      <Field label={t('org.onDay')}>{(ids) => <DateField {...ids} value={day} min={today} onChange={setDay} />}</Field>
      {looked && <Look looked={looked} />}
      <RefusalNote error={look.refused ?? act.refused ?? plan.refused} />
      <div className="row end">
        <Button type="submit" kind={looked ? 'primary' : 'plain'} busy={look.busy || act.busy || plan.busy} disabled={!ready || !day}>
          {t(looked ? (later ? 'org.planIt' : 'org.doIt') : 'org.preview')}
        </Button>
      </div>
    </form>
  )
}
