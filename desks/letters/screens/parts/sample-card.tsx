/** 抽查复核: five letters closed as solved, by chance; each is asked about once more. */
import { useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useAct, useReading } from '../../../../web/reading.ts'
import { recheck, sample } from '../../passing.ts'
import type { LetterRow } from '../../shape.ts'
import { useLettersWords } from './use-letters-words.ts'

function One({ row }: { readonly row: LetterRow }) {
  const w = useLettersWords().outside
  const [text, setText] = useState('')
  const act = useAct(recheck)
  const land = (solved: boolean) => act.run({ matter: row.matter as MatterId, solved, text: solved ? null : text })
  return (
    <li className="stack tight">
      <p>
        <span className="num">{row.number}</span>　<a href={`/letters/${row.matter}`}>{row.title}</a>　<span className="small quiet">{row.ownerUnit}</span>
      </p>
      <div className="row wrap">
        <input className="text-box grow" aria-label={`${w.found} ${row.number}`} placeholder={w.found} maxLength={900} value={text} onChange={(e) => setText(e.target.value)} />
        <Button small busy={act.busy} onClick={() => land(true)}>
          {w.stillSolved}
        </Button>
        <Button small kind="danger" busy={act.busy} disabled={text.trim() === ''} onClick={() => land(false)}>
          {w.notSolved}
        </Button>
      </div>
      <RefusalNote error={act.refused} desk="letters" />
    </li>
  )
}
export function SampleCard() {
  const w = useLettersWords().outside
  const { rows } = useReading(sample, {})
  return (
    <Card title={w.sample} id="sample" aside={w.sampleNote}>
      {rows.length === 0 && <p className="card-body quiet">{w.sampleNone}</p>}
      <ul className="card-body stack">
        {rows.map((row) => (
          <One key={row.matter} row={row} />
        ))}
      </ul>
    </Card>
  )
}
