/** 相近来信: letters of the last ninety days with the same words or place, for whoever handles this one. */
import { Link } from '@tanstack/react-router'
import type { MatterId } from '../../../../kernel/ids.ts'
import { officeNow } from '../../../../web/clock.ts'
import { Light } from '../../../../web/parts/light.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useReadingLater } from '../../../../web/reading.ts'
import { sayDay } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { similar } from '../../shape.ts'
import { isOpen } from './duplicate-list.tsx'
import { useLettersWords } from './use-letters-words.ts'

export function AlikeCard({ id, title, place }: { readonly id: string; readonly title: string; readonly place: string | null }) {
  const w = useLettersWords()
  const language = useLanguage()
  const states = w.states as Readonly<Record<string, string>>
  const rows = useReadingLater(similar, { title, except: id as MatterId, ...(place ? { place } : {}) }).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Card title={w.screen.letter.alike} id="alike" aside={w.screen.letter.alikeNote}>
      <ul className="card-body alike">
        {rows.slice(0, 4).map((row) => (
          <li key={row.matter}>
            <Link className="clip" to={`/letters/${row.matter}`}>
              {row.title}
            </Link>
            <p className="small quiet row between">
              <span className="num">{sayDay(row.registeredAt, officeNow(), language)}</span>
              <Light state={isOpen(row) ? row.light : 'done'}>
                {states[row.state] ?? row.state} {row.ownerUnit}
              </Light>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
