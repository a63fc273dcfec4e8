/** 常用检索: one's own, under a name; one press looks again. */
import { Link } from '@tanstack/react-router'
import { Star } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { dropSearch, savedSearches, saveSearch } from '../../kernel/reading/find-shape.ts'
import { Button } from '../parts/button.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import type { Asked } from './search-filter.ts'

function Keep({ asked, onDone }: { readonly asked: Asked; readonly onDone: () => void }) {
  const t = useT()
  const [name, setName] = useState(asked.q)
  const keep = useAct(saveSearch, { onDone })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) keep.run({ name: name.trim(), asked: asked as never })
  }
  return (
    <form className="stack" onSubmit={send}>
      <div className="row wrap">
        <input
          ref={(box) => box?.focus()}
          className="text-box"
          maxLength={40}
          aria-label={t('search.savedName')}
          placeholder={t('search.savedName')}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        <Button type="submit" small busy={keep.busy}>
          {t('act.save')}
        </Button>
        <Button small kind="text" onClick={onDone}>
          {t('act.cancel')}
        </Button>
      </div>
      <RefusalNote error={keep.refused} />
    </form>
  )
}
export function SavedSearches({ asked }: { readonly asked: Asked }) {
  const t = useT()
  const [keeping, setKeeping] = useState(false)
  const rows = useReadingLater(savedSearches, {}).data?.rows ?? []
  const drop = useAct(dropSearch)
  const here = JSON.stringify(Object.entries(asked).sort())
  const known = rows.some((row) => JSON.stringify(Object.entries(row.asked).sort()) === here)
  if (rows.length === 0 && !asked.q) return null
  return (
    <div className="stack no-print">
      <ul className="row wrap plain-list search-saved" aria-label={t('search.saved')}>
        {rows.map((row) => (
          <li key={row.id} className="row">
            <Link to="/search" search={row.asked as never} className="chip">
              <Star size={12} aria-hidden="true" /> {row.name}
            </Link>
            <button type="button" className="icon-button" aria-label={`${t('act.remove')} ${row.name}`} disabled={drop.busy} onClick={() => drop.run({ id: row.id })}>
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
        {asked.q && !known && !keeping && (
          <li>
            <Button small kind="text" onClick={() => setKeeping(true)}>
              {t('search.keep')}
            </Button>
          </li>
        )}
      </ul>
      {keeping && <Keep asked={asked} onDone={() => setKeeping(false)} />}
      <RefusalNote error={drop.refused} />
    </div>
  )
}
