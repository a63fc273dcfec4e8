/** 知识条目 beside the call: what is like the words typed; one press takes the answer over, another says it answered. */
import { useState } from 'react'
import { officeNow } from '../../../../web/clock.ts'
import { Card, Kbd } from '../../../../web/parts/small.tsx'
import { useAct, useReadingLater } from '../../../../web/reading.ts'
import { sayDay } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { findKnowledge, type KnowledgeRow, useKnowledge } from '../../knowledge-shape.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

/** Asked once the words have stood still a moment; the reading itself is cached. */
export function useFound(words: string): readonly KnowledgeRow[] {
  const q = words.trim().slice(0, 400)
  return useReadingLater(findKnowledge, [...q].length < 3 ? null : { q }).data?.rows ?? []
}
export interface KnowledgeCardProps {
  readonly rows: readonly KnowledgeRow[]
  /** Puts the answer into 当场答复. */
  readonly onTake: (row: KnowledgeRow) => void
}
export function KnowledgeCard({ rows, onTake }: KnowledgeCardProps) {
  const w = useLettersWords().screen.knowledge
  const language = useLanguage()
  const [said, setSaid] = useState<readonly string[]>([])
  const use = useAct(useKnowledge)
  if (rows.length === 0) return null
  const answered = (row: KnowledgeRow) => {
    setSaid([...said, row.id])
    use.run({ id: row.id })
  }
  return (
    <Card id="knowledge" title={w.heading} className="hint-card" aside={<Kbd>F9</Kbd>}>
      <ul className="hint-list is-plain">
        {rows.map((row) => (
          <li key={row.id} className="knowledge-hint">
            <button type="button" className="link strong" onClick={() => onTake(row)}>
              {row.question}
            </button>
            <p className="small">{row.answer}</p>
            <p className="small quiet num">
              {row.source}　{fill(w.until, { day: sayDay(`${row.validUntil}T04:00:00.000Z`, officeNow(), language) })}　{fill(w.used, { n: row.used })}
              <button type="button" className="link" disabled={said.includes(row.id)} onClick={() => answered(row)}>
                {said.includes(row.id) ? w.thanks : w.answered}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
