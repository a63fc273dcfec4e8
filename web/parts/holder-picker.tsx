/** Choosing a unit or a person by typing: characters, pinyin or its initials; arrows choose, Enter takes, Backspace gives back the last. */
import { X } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useId, useRef, useState } from 'react'
import type { Holder } from '../../kernel/contract.ts'
import type { PersonId, UnitId } from '../../kernel/ids.ts'
import type { AbsenceRow } from '../../kernel/people/absence-shape.ts'
import { directory, units } from '../../kernel/reading/shape.ts'
import { useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { useAbsent, useAbsentWords } from './use-absent.ts'

export interface Chosen {
  readonly holder: Holder
  readonly name: string
  readonly note: string
}
const sameHolder = (a: Holder, b: Holder) => a.unit === b.unit && a.person === b.person && a.post === b.post

function useFound(text: string, only: 'unit' | 'person' | undefined): { readonly found: readonly Chosen[]; readonly loading: boolean } {
  const q = useDeferredValue(text.trim())
  const allUnits = useReadingLater(units, {})
  const people = useReadingLater(directory, q ? { q, size: 12 } : null)
  if (!q) return { found: [], loading: false }
  const rows = people.data?.rows ?? []
  const byText = (allUnits.data?.rows ?? []).filter((u) => u.name.includes(q) || u.short.includes(q) || u.code.toLowerCase().startsWith(q.toLowerCase()))
  const byPeople = rows.filter((p) => !p.name.includes(q) && !p.pinyin.replace(/\s/g, '').toLowerCase().includes(q.toLowerCase())).flatMap((p) => p.posts.map((post) => post.unit))
  const seen = new Map<string, Chosen>()
  for (const unit of [...byText, ...byPeople]) if (!seen.has(unit.id)) seen.set(unit.id, { holder: { unit: unit.id as UnitId }, name: unit.name, note: '' })
  const persons = rows
    .filter((p) => p.active)
    .map((p) => ({
      holder: { person: p.id as PersonId, ...(p.posts[0] ? { unit: p.posts[0].unit.id as UnitId } : {}) },
      name: p.name,
      note: p.posts.map((post) => `${post.unit.name} ${post.title}`).join('、'),
    }))
  return { found: [...(only === 'person' ? [] : [...seen.values()].slice(0, 8)), ...(only === 'unit' ? [] : persons)], loading: people.loading }
}

export interface HolderPickerProps {
  readonly id?: string
  readonly value: readonly Chosen[]
  readonly onChange: (value: readonly Chosen[]) => void
  readonly many?: boolean
  readonly only?: 'unit' | 'person'
  readonly autoFocus?: boolean
  readonly 'aria-invalid'?: true | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly label: string
}
export function HolderPicker({ id, value, onChange, many = false, only, label, ...rest }: HolderPickerProps) {
  const t = useT()
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { found, loading } = useFound(text, only)
  const absent = useAbsent()
  const say = useAbsentWords()
  const away = (one: Chosen): AbsenceRow | undefined => (one.holder.person ? absent.get(one.holder.person) : undefined)
  const open = text.trim() !== ''
  const here = Math.min(at, Math.max(0, found.length - 1))
  const take = (one: Chosen | undefined) => {
    if (!one) return
    onChange(many ? [...value.filter((v) => !sameHolder(v.holder, one.holder)), one] : [one])
    setText('')
    setAt(0)
    input.current?.focus()
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && text === '' && value.length > 0) return onChange(value.slice(0, -1))
    if (!open || event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(here + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(here - 1, 0))
    else if (event.key === 'Enter') take(found[here])
    else if (event.key === 'Escape') setText('')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="picker">
      <div className="picker-box text-box">
        {value.map((one) => (
          <span key={one.name + one.note} className="picked">
            {one.name}
            <button type="button" aria-label={`${t('act.remove')} ${one.name}`} onClick={() => onChange(value.filter((v) => v !== one))}>
              <X size={12} aria-hidden="true" />
            </button>
          </span>
        ))}
        <input
          ref={input}
          id={id}
          value={text}
          aria-label={label}
          role="combobox"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open && found.length > 0 ? `${list}-${here}` : undefined}
          autoComplete="off"
          placeholder={value.length === 0 || many ? t('give.find') : ''}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={key}
          {...rest}
        />
      </div>
      <div className={`picker-list ${open ? '' : 'is-shut'}`} id={list} role="listbox" aria-label={label}>
        {open &&
          found.map((one, n) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; focus never leaves it
            <div
              key={one.name + one.note}
              id={`${list}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === here}
              className={n === here ? 'is-here' : ''}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(one)}
            >
              <b>{one.name}</b>
              {away(one) && <span className="small amber">{say(away(one) as AbsenceRow)}</span>}
              <span className="small quiet clip">{one.note || t('give.unit')}</span>
            </div>
          ))}
        {open && found.length === 0 && !loading && <p className="small quiet">{t('give.none')}</p>}
      </div>
      {value.map((one) => {
        const row = away(one)
        return row ? (
          <p key={one.name} className="small amber" role="status">
            {one.name}：{say(row)}
          </p>
        ) : null
      })}
    </div>
  )
}
