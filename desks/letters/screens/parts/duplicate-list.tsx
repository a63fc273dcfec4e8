/** 可能重复: reason first, action second. 并入 while it is open, 关联 when it is closed, 不是 for neither. */
import { useDeferredValue, useMemo } from 'react'
import { officeNow } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Light } from '../../../../web/parts/light.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useReadingLater } from '../../../../web/reading.ts'
import { sayDay, sayTime } from '../../../../web/say-time.ts'
import { useKernelWords, useLanguage } from '../../../../web/words/use-words.ts'
import { type LetterRow, similar } from '../../shape.ts'
import { marksOf, packMarks } from '../../text-marks.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

export type Alike = LetterRow & { readonly same: readonly string[]; readonly sameText?: boolean }
export const isOpen = (row: LetterRow) => row.phase !== 'closed' && row.phase !== 'void'
export function useAlike(title: string, place: string, body: string): readonly Alike[] {
  const asked = useDeferredValue(title.trim())
  const at = useDeferredValue(place.trim())
  // by whole clauses, so that it is not asked at every key
  const told = useDeferredValue(/^[\s\S]*[，。！？；,!?;\n]/.exec(body)?.[0] ?? '')
  const marks = useMemo(() => packMarks(marksOf(told)), [told])
  const input = { title: asked, ...(at ? { place: at } : {}), ...(marks ? { marks } : {}) }
  return useReadingLater(similar, asked.length >= 4 || marks ? input : null).data?.rows ?? []
}
export interface DuplicateListProps {
  readonly rows: readonly Alike[]
  readonly about: LetterRow | null
  readonly onMerge: (row: LetterRow) => void
  readonly onLink: (row: LetterRow | null) => void
  readonly onNot: (row: LetterRow) => void
}
export function DuplicateList({ rows, about, onMerge, onLink, onNot }: DuplicateListProps) {
  const w = useLettersWords()
  const language = useLanguage()
  const now = officeNow()
  const states = w.states as Readonly<Record<string, string>>
  const marks: Readonly<Record<string, string>> = useKernelWords().satisfied
  const day = (at: string) => (sayDay(at, now, language) === sayDay(now, now, language) ? sayTime(at) : sayDay(at, now, language))
  return (
    <Card title={w.form.duplicates} id="duplicates" className="hint-card" aside={rows.length > 0 ? fill(w.screen.intake.count, { n: rows.length }) : undefined}>
      {rows.length === 0 && <p className="card-body quiet">{w.form.noDuplicates}</p>}
      <ol className="hint-list">
        {rows.map((row, n) => (
          <li key={row.matter} className="duplicate">
            <span className="badge num">{n + 1}</span>
            <div className="grow">
              <a className="strong clip" href={`/letters/${row.matter}`} target="_blank" rel="noreferrer">
                {row.title}
              </a>
              <p className="small quiet clip">
                <span className="num">{row.number}</span>　{day(row.registeredAt)}
                {row.sameText && <>　{w.screen.intake.sameText}</>}
                {row.same.length > 0 && <>　{fill(w.screen.intake.sameWords, { words: row.same.slice(0, 2).join('、') })}</>}
              </p>
            </div>
            <span className="duplicate-state small">
              <Light state={isOpen(row) ? row.light : 'done'}>
                {isOpen(row) ? `${states[row.state] ?? ''} ${row.ownerUnit}` : `${states[row.state] ?? ''} ${marks[row.satisfied ?? ''] ?? ''}`}
              </Light>
            </span>
            <span className="duplicate-acts">
              {isOpen(row) ? (
                <Button small onClick={() => onMerge(row)}>
                  {w.form.merge}
                </Button>
              ) : (
                <Button small aria-pressed={about?.matter === row.matter} onClick={() => onLink(about?.matter === row.matter ? null : row)}>
                  {about?.matter === row.matter ? w.screen.intake.linkedMark : w.screen.intake.link}
                </Button>
              )}
              <Button small kind="text" className="not-this" onClick={() => onNot(row)} aria-label={`${w.form.notSame} ${row.title ?? ''}`}>
                {w.form.notSame}
              </Button>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
