/** 查询 from anywhere (`/`, Ctrl K): a number opens its matter, words find titles, a name finds staff; Enter without choosing shows everything found. */
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { search } from '../../kernel/reading/search-shape.ts'
import { read } from '../call.ts'
import { matterPath } from '../desk-pages.ts'
import { Shape } from '../parts/light.tsx'
import { Kbd } from '../parts/small.tsx'
import { useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'

export function SearchBox() {
  const t = useT()
  const id = useId()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  /** -1: nothing chosen. */
  const [at, setAt] = useState(-1)
  const q = useDeferredValue(text.trim())
  const { data } = useReadingLater(search, q ? { q, size: 6 } : null)
  const rows = q && data ? [...data.numbers, ...data.titles.filter((row) => !data.numbers.some((one) => one.matter === row.matter))].slice(0, 8) : []
  const people = q && data ? data.people.slice(0, 3) : []
  useEffect(() => {
    const key = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName))
      const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector('dialog[open]')
      if (!slash && !((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k')) return
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
    setAt(-1)
    input.current?.blur()
  }
  const show = (text: string) => void navigate({ to: '/search', search: { q: text } } as never)
  const go = (n: number) => {
    const row = rows[n]
    const asked = text.trim()
    shut()
    if (row) void navigate({ to: matterPath(row.desk, row.matter) })
    else if (asked) show(asked)
  }
  /** A number typed exactly goes straight to its matter, also before the list is there. */
  const enter = async () => {
    const asked = text.trim()
    if (at >= 0 || asked === '') return go(at)
    shut()
    const found = await read(search, { q: asked, size: 6 }).catch(() => null)
    if (found?.exact) void navigate({ to: matterPath(found.exact.desk, found.exact.id) })
    else show(asked)
  }
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, rows.length))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, -1))
    else if (event.key === 'Enter') void enter()
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
        aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.target.value)
          setAt(-1)
          setOpen(true)
        }}
        onKeyDown={key}
      />
      <span className="search-key" aria-hidden="true">
        <Kbd>/</Kbd>
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
        {shown && people.length > 0 && (
          <p className="search-people small quiet clip" role="presentation">
            {people.map((person) => `${person.name} ${person.posts[0]?.unit.name ?? ''}`).join('　')}
          </p>
        )}
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
