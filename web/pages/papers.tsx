/** 批阅: what waits for my opinion or my reading, paper by paper; the paper first, then what is proposed, then my own words. For any desk, with the thumb. */
import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { useState } from 'react'
import type { MatterId } from '../../kernel/ids.ts'
import { anyMatter } from '../../kernel/reading/paper-shape.ts'
import { myWork } from '../../kernel/reading/shape.ts'
import type { MatterView, WorkRow } from '../../kernel/view.ts'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useReading, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import '../styles/papers.css'
import { PaperInHand } from './paper-in-hand.tsx'

const MOST = 100
/** Opinions by due time, then readings; as they were when the page opened, so that nothing moves under a thumb. */
function useQueue(): readonly WorkRow[] {
  const say = useReading(myWork, { tab: 'todo', kind: 'say', size: MOST })
  const read = useReading(myWork, { tab: 'copied', size: MOST })
  const [queue] = useState(() => [...say.rows, ...read.rows.filter((row) => row.kind === 'read')].filter((row) => row.pieceState === 'open' && row.piece !== null))
  return queue
}

export function PapersPage() {
  const t = useT()
  const queue = useQueue()
  const [at, setAt] = useState(0)
  const [said, say] = useState('')
  const [signed, count] = useState(0)
  const row = queue[at]
  const next = queue[at + 1]
  const found = useReadingLater(anyMatter, row ? { id: row.matter as MatterId } : null)
  useReadingLater(anyMatter, next ? { id: next.matter as MatterId } : null)
  const go = (words: string) => {
    say(words)
    setAt(at + 1)
    window.scrollTo(0, 0)
  }
  const matter = found.data as MatterView | undefined
  return (
    <div className="papers">
      <div className="papers-head">
        <Link to="/" className="icon-button" aria-label={t('papers.work')}>
          <ChevronLeft size={20} aria-hidden="true" />
        </Link>
        <h1>{t('papers.title')}</h1>
        {row && <span className="small quiet num">{t('papers.at', { n: at + 1, all: queue.length })}</span>}
      </div>
      <p className="off-screen" role="status">
        {said}
      </p>
      {!row && (
        <div className="card card-body stack">
          <p>{queue.length === 0 ? t('papers.none') : t('papers.over', { n: signed })}</p>
          <Link to="/" className="btn is-plain">
            {t('papers.work')}
          </Link>
        </div>
      )}
      {row && found.error && (
        <div className="card card-body stack">
          <RefusalNote error={found.error} desk={row.desk} />
          <button type="button" className="btn is-plain" onClick={() => go('')}>
            {t('papers.next')}
          </button>
        </div>
      )}
      {row && !matter && !found.error && <Waiting />}
      {row && matter && (
        <PaperInHand
          key={row.piece}
          matter={matter}
          piece={row.piece ?? ''}
          onLanded={() => {
            count(signed + 1)
            go(t('papers.landed', { title: row.title ?? row.number ?? '' }))
          }}
          onLater={() => go('')}
        />
      )}
    </div>
  )
}
