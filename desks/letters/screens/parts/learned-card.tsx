/** 学习情况: how far the suggestions may be trusted, and whether they are taken; of nobody and of no letter. */
import { officeNow } from '../../../../web/clock.ts'
import { useMay } from '../../../../web/me.ts'
import { Card } from '../../../../web/parts/small.tsx'
import { useReadingLater } from '../../../../web/reading.ts'
import { sayDay } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { learned } from '../../shape.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

export function LearnedCard() {
  const w = useLettersWords()
  const language = useLanguage()
  const own = w.screen.learned
  const rows = useReadingLater(learned, useMay('letters.register') ? {} : null).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Card title={own.title} id="learned" aside={own.note}>
      <ul className="card-body stack tight">
        {rows.map((row) => (
          <li key={row.what}>
            <b>{row.what === 'category' ? w.form.category : w.form.unit}</b>
            {'　'}
            {fill(own.from, { day: sayDay(row.at, officeNow(), language), letters: row.letters, classes: row.classes, f1: row.f1.toFixed(2) })}
            {'　'}
            {row.silent ? own.silent : fill(own.taken, { taken: row.taken, all: row.taken + row.other })}
          </li>
        ))}
      </ul>
    </Card>
  )
}
