/** Jumping to a matter: a number opens it, words find titles; Ctrl K from anywhere. */
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { ledger } from '../../kernel/reading/shape.ts'
import { matterPath } from '../desk-pages.ts'
import { Shape } from '../parts/light.tsx'
import { Kbd } from '../parts/small.tsx'
import { useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { asNumber } from './as-number.ts'

export function SearchBox() {
  const t = useT()
  const id = useId()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const q = useDeferredValue(text.trim())
  const { data } = useReadingLater(ledger, q ? { size: 8, ...(asNumber(q) ? { number: q } : { text: q }) } : null)
  const rows = q ? (data?.rows ?? []) : []
  useEffect(() => {
    const key = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', key)
    return () => document.removeEventListener('keydown', key)
  }, [])
  const shut = () => {
    setOpen(false)
    setText('')
    setAt(0)
    input.current?.blur()
  }
  const go = (n: number) => {
    const row = rows[n]
    shut()
    if (row) void navigate({ to: matterPath(row.desk, row.matter) })
    else if (q) void navigate({ to: '/ledger', search: asNumber(q) ? { number: q } : { text: q } } as never)
  }
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, rows.length))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter') go(at)
    else if (event.key === 'Escape') shut()
    else return
    event.preventDefault()
  }
  const shown = open && q !== ''
  return (
    <div className="search">
      <Search size={16} aria-hidden="true" className="search-icon" />
      <input
        ref={input}
        value={text}
        placeholder={t('top.search')}
        aria-label={t('top.search')}
        role="combobox"
        aria-expanded={shown}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${id}-${at}` : undefined}
        autoComplete="off"
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
          setOpen(true)
        }}
        onKeyDown={key}
      />
      <span className="search-key" aria-hidden="true">
        <Kbd>Ctrl K</Kbd>
      </span>
      <div id={id} role="listbox" aria-label={t('top.search')} className={shown ? 'floating search-list' : 'off-screen'}>
        {shown &&
          rows.map((row, n) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; focus never leaves it
            <div
              key={row.matter}
              id={`${id}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === at}
              className={n === at ? 'is-here' : ''}
              onMouseDown={(e) => e.preventDefault()}
              onClick={() => go(n)}
            >
              <Shape state={row.light} />
              <span className="clip grow">{row.title ?? t('matter.hidden')}</span>
              <span className="small quiet num">{row.number}</span>
            </div>
          ))}
        {shown && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; focus never leaves it
          <div
            id={`${id}-${rows.length}`}
            role="option"
            tabIndex={-1}
            aria-selected={at >= rows.length}
            className={at >= rows.length ? 'is-here' : ''}
            onMouseDown={(e) => e.preventDefault()}
            onClick={() => go(rows.length)}
          >
            <Search size={12} aria-hidden="true" /> {t('top.searchAll', { text: q })}
          </div>
        )}
      </div>
    </div>
  )
}
