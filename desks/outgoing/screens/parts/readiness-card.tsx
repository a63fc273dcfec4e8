/** 送审前核对: what the rules of writing say of the text, its length as printed, what the year leaves. Asked before it goes to review. Rule: R-D01 … R-D11, R-M20; HB-29 */
import type { Finding } from '../../../../kernel/writing/writing.ts'
import { Card } from '../../../../web/parts/small.tsx'
import type { readiness } from '../../tables-shape.ts'
import { Findings } from './findings.tsx'
import { QuotaLines } from './quota-lines.tsx'
import { fill, useScreenWords } from './use-outgoing-words.ts'

type Ready = (typeof readiness)['output']['_output']
export function ReadinessCard({ ready }: { readonly ready: Ready }) {
  const s = useScreenWords()
  const { characters, pages, used, findings } = ready
  const measure = ({ n, most }: Ready['pages']) => (n === null ? s.hints.noPages : fill(s.hints.ofMost, { n, most }))
  const tone = ({ n, most }: Ready['pages']) => (n !== null && n > most ? 'num amber' : 'num')
  return (
    <Card title={s.fields.readiness} id="readiness">
      <div className="card-body stack tight">
        <p>
          {s.fields.characters} <span className={tone(characters)}>{measure(characters)}</span>　{s.fields.pages} <span className={tone(pages)}>{measure(pages)}</span>
        </p>
        <QuotaLines used={used} />
        <Findings findings={findings as readonly Finding[]} />
      </div>
    </Card>
  )
}
