/** 裁定先例: what the arbiter said of refusals of letters like this one, so that nobody argues it twice. GN-36, R-H05 */
import type { MatterId } from '../../../../kernel/ids.ts'
import { officeNow } from '../../../../web/clock.ts'
import { Card } from '../../../../web/parts/small.tsx'
import { useReadingLater } from '../../../../web/reading.ts'
import { sayDay } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { rulings } from '../../passing.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

export function RulingsCard({ title, place, except }: { readonly title: string; readonly place: string | null; readonly except?: string }) {
  const w = useLettersWords().outside
  const language = useLanguage()
  const asked = title.trim()
  const rows =
    useReadingLater(rulings, asked.length >= 4 ? { title: asked, ...(place ? { place } : {}), ...(except ? { except: except as MatterId } : {}) } : null).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Card title={w.rulings} id="rulings" className="hint-card" aside={w.rulingsNote}>
      <ul className="card-body stack tight">
        {rows.map((row) => (
          <li key={row.matter}>
            <b>{fill(row.mustHandle ? w.must : w.mayRefuse, { unit: row.unit })}</b>
            {row.opinion && <p>{row.opinion}</p>}
            <p className="small quiet">
              <a href={`/letters/${row.matter}`} target="_blank" rel="noreferrer">
                {row.number}
              </a>
              　{row.by}　<span className="num">{sayDay(row.at, officeNow(), language)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
