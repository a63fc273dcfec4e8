/** 机构调整: what ends, what goes on in its place, on which document; first a look at what it takes along, then the act itself. */
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import type { PostId, UnitId } from '../../kernel/ids.ts'
import { reorganise, reorganiseKinds } from '../../kernel/people/organisation-shape.ts'
import { unitView } from '../../kernel/reading/shape.ts'
import { Button } from '../parts/button.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'

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
/** Where each post goes when a unit is parted. */
function Posts({
  unit,
  names,
  into,
  onChange,
}: {
  readonly unit: UnitId
  readonly names: readonly string[]
  readonly into: ReadonlyMap<string, number>
  readonly onChange: (post: string, n: number) => void
}) {
  const t = useT()
  const { data } = useReadingLater(unitView, { id: unit })
  return (
    <table className="ledger posts">
      <tbody>
        {data?.posts.map((post) => (
          <tr key={post.id}>
            <td>
              {post.title} <span className="small quiet">{post.holders.map((h) => h.name).join('、')}</span>
            </td>
            <td>
              <select
                className="text-box"
                aria-label={`${t('org.goesTo')} ${post.title}`}
                value={String(into.get(post.id) ?? 0)}
                onChange={(e) => onChange(post.id, Number(e.target.value))}
              >
                {names.map((name, n) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: its place is what is chosen
                  <option key={n} value={n}>
                    {name}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
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
  const [into, setInto] = useState<ReadonlyMap<string, number>>(new Map())
  const [basis, setBasis] = useState('')
  const [looked, setLooked] = useState<Looked | null>(null)
  const look = useAct(reorganise, { onDone: setLooked })
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
  const existing = old[0]?.holder.unit
  const asked = (): Asked => ({
    look: true,
    kind,
    basis: basis.trim(),
    ending: [unit.id as UnitId, ...(kind === 'merge' ? more.flatMap((c) => c.holder.unit ?? []) : [])],
    successors: kind === 'abolish' ? (existing ? [{ unit: existing }] : []) : kind === 'split' ? [make(one), make(two)] : [make(one)],
    posts: kind === 'split' ? unit.posts.map((p) => ({ post: p.id as PostId, into: into.get(p.id) ?? 0 })) : [],
  })
  const ready = basis.trim() !== '' && (kind === 'abolish' ? existing !== undefined : complete(one)) && (kind !== 'split' || complete(two)) && (kind !== 'merge' || more.length > 0)
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (looked) act.run({ ...asked(), look: false })
    else look.run(asked())
  }
  return (
    <form className="stack" onSubmit={land}>
      <Choice label={t('org.kind')} value={kind} options={reorganiseKinds.map((value) => ({ value, word: t(`org.kinds.${value}`) }))} onChange={anew(setKind)} />
      <p>
        <span className="field-label">{t('org.ending')}</span> {unit.name}
      </p>
      {kind === 'merge' && (
        <Field label={t('org.ending')}>{(ids) => <HolderPicker {...ids} label={t('org.ending')} many only="unit" value={more} onChange={anew(setMore)} />}</Field>
      )}
      {kind === 'abolish' ? (
        <Field label={t('org.intoOld')}>{(ids) => <HolderPicker {...ids} label={t('org.intoOld')} only="unit" value={old} onChange={anew(setOld)} />}</Field>
      ) : (
        <NewUnit label={t('org.intoNew')} made={one} onChange={anew(setOne)} first />
      )}
      {kind === 'split' && (
        <>
          <NewUnit label={t('org.second')} made={two} onChange={anew(setTwo)} />
          <Posts
            unit={unit.id as UnitId}
            names={[one.name || t('org.intoNew'), two.name || t('org.second')]}
            into={into}
            onChange={(post, n) => anew(setInto)(new Map([...into, [post, n]]))}
          />
        </>
      )}
      <Field label={t('org.basis')}>{(ids) => <input {...ids} className="text-box" value={basis} onChange={(e) => anew(setBasis)(e.target.value)} />}</Field>
      {looked && <Look looked={looked} />}
      <RefusalNote error={look.refused ?? act.refused} />
      <div className="row end">
        <Button type="submit" kind={looked ? 'primary' : 'plain'} busy={look.busy || act.busy} disabled={!ready}>
          {t(looked ? 'org.doIt' : 'org.preview')}
        </Button>
      </div>
    </form>
  )
}
