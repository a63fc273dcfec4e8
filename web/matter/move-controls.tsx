/** The controls of a move's form, one per kind of field. */
import type { ReactNode } from 'react'
import { useState } from 'react'
import { ledger } from '../../kernel/reading/shape.ts'
import type { MatterView, PieceView } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { DateField } from '../parts/date-field.tsx'
import { Dictated } from '../parts/dictated.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { FileDrop, type SentFile } from '../parts/file-drop.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { InkField } from '../parts/ink-pad.tsx'
import { fromWall, toWall } from '../parts/wall-clock.ts'
import { CitationNoteLater } from '../policies/citation-note-later.tsx'
import { useReadingLater } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useDeskWords, useKernelWords, useLanguage, useStepWord, useT } from '../words/use-words.ts'
import { KnownList } from './known-list.tsx'
import type { MoveField } from './move-fields.ts'

export interface ControlProps {
  readonly field: MoveField
  readonly matter: MatterView
  readonly mine: PieceView | null
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly error?: Fault | undefined
  readonly first?: boolean
}
/** What is wrong with a field, or, of a field made of several, with each of them. */
interface Fault {
  readonly message?: string
  readonly type?: string
}
type Faults = Readonly<Record<string, Fault | undefined>> | undefined
const pieceName = (p: PieceView) => [p.unit.name, p.person?.name].filter(Boolean).join(' ')
const text = (value: unknown) => (typeof value === 'string' ? value : '')

function Phrases({ onPick }: { readonly onPick: (text: string) => void }) {
  const t = useT()
  return (
    <span className="phrases">
      {([t('form.phraseAgree'), t('form.phraseFollow'), t('form.phraseAgain')] as const).map((phrase) => (
        <button key={phrase} type="button" className="btn is-plain is-small" onClick={() => onPick(phrase)}>
          {phrase}
        </button>
      ))}
    </span>
  )
}
function FindMatter({ id, desk, self, onChange }: { readonly id: string; readonly desk: string; readonly self: string; readonly onChange: (id: string | null) => void }) {
  const t = useT()
  const [q, setQ] = useState('')
  const [picked, setPicked] = useState<string | null>(null)
  const byNumber = /\d/.test(q)
  const found = useReadingLater(ledger, q.trim() ? { desk, phase: 'open', size: 6, ...(byNumber ? { number: q.trim() } : { text: q.trim() }) } : null)
  return (
    <div className="stack tight">
      <input id={id} className="text-box" value={q} placeholder={t('form.findMatter')} onChange={(e) => setQ(e.target.value)} />
      {(found.data?.rows ?? [])
        .filter((row) => row.matter !== self)
        .map((row) => (
          <label key={row.matter} className={`pick-row ${picked === row.matter ? 'is-on' : ''}`}>
            <input
              type="radio"
              name={id}
              checked={picked === row.matter}
              onChange={() => {
                setPicked(row.matter)
                onChange(row.matter)
              }}
            />
            <span className="num">{row.number}</span> <span className="clip">{row.title}</span>
          </label>
        ))}
      {q.trim() && found.data?.rows.length === 0 && <p className="small quiet">{t('top.searchNone')}</p>}
    </div>
  )
}
type Told = { readonly via: string; readonly body: string } | { readonly via: 'none'; readonly ground: string }
const whatTold = (told: Told): string => ('ground' in told ? told.ground : told.body)
const toldBy = (via: string, words: string): Told => (via === 'none' ? { via, ground: words } : { via, body: words })
function ToldFields({ value, onChange, errors }: { readonly value: Told | null; readonly onChange: (value: Told | null) => void; readonly errors: Faults }) {
  const t = useT()
  const words = useKernelWords()
  return (
    <fieldset className="stack tight">
      <label className="check">
        <input type="checkbox" checked={value !== null} onChange={(e) => onChange(e.target.checked ? { via: 'phone', body: '' } : null)} /> {t('form.told')}
      </label>
      {value && (
        <>
          <Choice
            label={t('form.tellHow')}
            value={value.via}
            options={[
              ...(['phone', 'in_person', 'letter', 'portal', 'in_app'] as const).map((v) => ({ value: v as string, word: words.vias[v] })),
              { value: 'none', word: t('form.tellNobody') },
            ]}
            onChange={(via) => onChange(toldBy(via, whatTold(value)))}
          />
          <Field label={t(value.via === 'none' ? 'form.tellWhy' : 'form.tellWhat')} error={errors?.body ?? errors?.ground}>
            {(ids) => <textarea {...ids} className="text-box" rows={3} value={whatTold(value)} onChange={(e) => onChange(toldBy(value.via, e.target.value))} />}
          </Field>
        </>
      )}
    </fieldset>
  )
}
interface Phone {
  readonly number: string
  readonly answeredBy: string
  readonly promised: string
  readonly promisedBy: string | null
}
function PhoneFields({ value, onChange, errors }: { readonly value: Phone | null; readonly onChange: (value: Phone | null) => void; readonly errors: Faults }) {
  const t = useT()
  return (
    <fieldset className="stack tight">
      <label className="check">
        <input type="checkbox" checked={value !== null} onChange={(e) => onChange(e.target.checked ? { number: '', answeredBy: '', promised: '', promisedBy: null } : null)} />{' '}
        {t('form.byPhone')}
      </label>
      {value && (
        <div className="two">
          {(
            [
              ['number', 'phoneNumber'],
              ['answeredBy', 'answeredBy'],
              ['promised', 'promised'],
            ] as const
          ).map(([key, label]) => (
            <Field key={key} label={t(`form.${label}`)} error={errors?.[key]}>
              {(ids) => <input {...ids} className="text-box" value={value[key]} onChange={(e) => onChange({ ...value, [key]: e.target.value })} />}
            </Field>
          ))}
          <Field label={t('form.promisedBy')}>
            {(ids) => (
              <DateField
                {...ids}
                time
                min={toWall(officeNow())}
                value={value.promisedBy ? toWall(value.promisedBy) : ''}
                onChange={(wall) => onChange({ ...value, promisedBy: fromWall(wall) })}
              />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  )
}
interface Unheard {
  readonly piece: string
  readonly why: string
}
/** Each helper not yet done gets one sentence. */
function HelperFields({ matter, value, onChange }: { readonly matter: MatterView; readonly value: readonly Unheard[]; readonly onChange: (value: readonly Unheard[]) => void }) {
  const t = useT()
  const open = matter.stages.flatMap((s) => s.pieces).filter((p) => p.kind === 'do' && !p.lead && p.state !== 'ended' && !p.mine)
  if (open.length === 0) return null
  return (
    <div className="stack tight">
      {open.map((piece) => (
        <Field key={piece.id} label={`${t('form.helperWhy')}：${pieceName(piece)}`}>
          {(ids) => (
            <input
              {...ids}
              className="text-box"
              value={value.find((v) => v.piece === piece.id)?.why ?? ''}
              onChange={(e) => {
                const rest = value.filter((v) => v.piece !== piece.id)
                onChange(e.target.value ? [...rest, { piece: piece.id, why: e.target.value }] : rest)
              }}
            />
          )}
        </Field>
      ))}
    </div>
  )
}

/** What is meant when no piece is chosen, with names: 催办 goes to all who hold work, 退回 to the owner. */
function untold(matter: MatterView, field: string, pieces: readonly PieceView[], t: ReturnType<typeof useT>): string {
  if (field === 'target') return t('form.everybody', { names: [...new Set(pieces.filter((p) => p.kind !== 'read').map(pieceName))].join('、') })
  return `${t('form.theOwner')} ${matter.owner.unit.name} ${matter.owner.person.name}`
}
/** Holders are shown by name and sent as ids. */
export const chosenOf = (value: unknown): readonly Chosen[] => (Array.isArray(value) ? (value as Chosen[]) : [])

export function MoveControl({ field, matter, mine, value, onChange, error, first }: ControlProps): ReactNode {
  const t = useT()
  const language = useLanguage()
  const kernel = useKernelWords()
  const desk = useDeskWords(matter.desk)
  const step = useStepWord()
  const label = t(`form.${field.label}`)
  const start = first ? { 'data-first': true } : {}
  switch (field.kind) {
    case 'text':
      return (
        <Field label={label} error={error} hint={field.phrases ? <Phrases onPick={(phrase) => onChange(text(value) ? `${text(value)}${phrase}` : phrase)} /> : undefined}>
          {(ids) => (
            <>
              <textarea {...ids} {...start} className="text-box" rows={field.rows ?? 4} value={text(value)} onChange={(e) => onChange(e.target.value)} />
              <CitationNoteLater text={text(value)} />
            </>
          )}
        </Field>
      )
    case 'line':
      return (
        <Field label={label} error={error}>
          {(ids) => <input {...ids} {...start} className="text-box" value={text(value)} onChange={(e) => onChange(e.target.value)} />}
        </Field>
      )
    case 'holder':
    case 'holders':
      return (
        <Field label={label} error={error}>
          {(ids) => <HolderPicker {...ids} label={label} value={chosenOf(value)} onChange={onChange} many={field.kind === 'holders'} {...(start as object)} />}
        </Field>
      )
    case 'persons':
      return (
        <Field label={label} error={error}>
          {(ids) => <HolderPicker {...ids} label={label} value={chosenOf(value)} onChange={onChange} many only="person" {...(start as object)} />}
        </Field>
      )
    case 'known':
      return <KnownList label={label} known={matter.known} choose={field.choose} value={(value as string[] | undefined) ?? []} onChange={onChange} />
    case 'wall':
      return (
        <Field label={label} error={error} hint={field.optional ? t('form.dueDefault') : undefined}>
          {(ids) => <DateField {...ids} {...start} time min={toWall(officeNow())} value={text(value) ? toWall(text(value)) : ''} onChange={(wall) => onChange(fromWall(wall))} />}
        </Field>
      )
    case 'ink':
      return <InkField value={text(value) || null} onChange={onChange} />
    case 'check':
      return (
        <label className="check">
          <input type="checkbox" checked={value === true} onChange={(e) => onChange(e.target.checked)} /> {label}
        </label>
      )
    case 'dictated':
      return <Dictated value={value === true} onChange={onChange} />
    case 'choice':
      return <Choice label={label} value={text(value)} options={field.options.map((o) => ({ value: o.value, word: t(`form.${o.word}`) }))} onChange={onChange} />
    case 'agree':
      return (
        <Choice
          label={label}
          value={value === false ? 'no' : 'yes'}
          options={[
            { value: 'yes', word: t('form.agree') },
            { value: 'no', word: t('form.disagree') },
          ]}
          onChange={(v) => onChange(v === 'yes')}
        />
      )
    case 'maybe':
      return (
        <Choice
          label={label}
          value={value === true ? 'yes' : value === false ? 'no' : 'unknown'}
          options={[
            { value: 'yes', word: kernel.responded.yes },
            { value: 'no', word: kernel.responded.no },
            { value: 'unknown', word: t('form.unknown') },
          ]}
          onChange={(v) => onChange(v === 'unknown' ? null : v === 'yes')}
        />
      )
    case 'kernel': {
      const tree: Readonly<Record<string, string>> = kernel[field.tree]
      return (
        <Choice
          label={label}
          value={text(value)}
          options={Object.keys(tree)
            .filter((k) => field.only?.includes(k) ?? true)
            .map((k) => ({ value: k, word: tree[k] }))}
          onChange={onChange}
        />
      )
    }
    case 'result':
      return <Choice label={label} value={text(value)} options={Object.entries(desk?.results ?? {}).map(([k, word]) => ({ value: k, word }))} onChange={onChange} />
    case 'piece': {
      const pieces = matter.stages.flatMap((s) => s.pieces).filter((p) => field.which(p, mine))
      return (
        <Field label={label} error={error}>
          {(ids) => (
            <select {...ids} className="text-box" value={text(value)} onChange={(e) => onChange(e.target.value || null)}>
              <option value="">{field.optional ? untold(matter, field.name, pieces, t) : t('act.choose')}</option>
              {pieces.map((p) => (
                <option key={p.id} value={p.id}>
                  {`${step(matter.desk, p)}　${pieceName(p)}${p.endedAt ? `　${sayMoment(p.endedAt, officeNow(), language)}` : ''}`}
                </option>
              ))}
            </select>
          )}
        </Field>
      )
    }
    case 'stage':
      return (
        <Field label={label} error={error}>
          {(ids) => (
            <select {...ids} className="text-box" value={text(value)} onChange={(e) => onChange(e.target.value || null)}>
              <option value="">{t('act.choose')}</option>
              {matter.stages
                .filter((s) => !s.endedAt && s.kind === 'read')
                .map((s) => (
                  <option key={s.id} value={s.id}>{`${step(matter.desk, s)}　${s.pieces
                    .filter((p) => p.state !== 'ended')
                    .map(pieceName)
                    .join('、')}`}</option>
                ))}
            </select>
          )}
        </Field>
      )
    case 'answer':
      return (
        <Choice
          label={label}
          value={text(value)}
          options={matter.answers
            .filter((a) => a.sentAt && !a.ratedAt && a.round === matter.round)
            .map((a) => ({ value: a.id, word: a.toName ?? t(a.to === 'contact' ? 'matter.toCitizen' : 'matter.toInside') }))}
          onChange={onChange}
        />
      )
    case 'helpers':
      return <HelperFields matter={matter} value={(value as Unheard[] | undefined) ?? []} onChange={onChange} />
    case 'files':
      return <FileDrop label={label} value={(value as SentFile[] | undefined) ?? []} onChange={onChange} />
    case 'phone':
      return <PhoneFields value={(value as Phone | undefined) ?? null} onChange={onChange} errors={error as Faults} />
    case 'told':
      return <ToldFields value={(value as Told | undefined) ?? null} onChange={onChange} errors={error as Faults} />
    case 'matter':
      return (
        <Field label={label} error={error}>
          {(ids) => <FindMatter id={ids.id} desk={matter.desk} self={matter.id} onChange={onChange} />}
        </Field>
      )
  }
}
