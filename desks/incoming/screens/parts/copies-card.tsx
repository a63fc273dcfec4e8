/** 份 on the page of a paper: who holds each, every hand it went through, its label. */
import { Tags } from 'lucide-react'
import { useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import { officeNow } from '../../../../web/clock.ts'
import { useMay } from '../../../../web/me.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { Light } from '../../../../web/parts/light.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useAct, useReadingLater } from '../../../../web/reading.ts'
import { sayDate, sayMoment } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { addCopies, copiesOf } from '../../copies-shape.ts'
import { LabelsDialog } from './labels-dialog.tsx'
import { fill, useIncomingWords } from './use-incoming-words.ts'

function Add({ matter }: { readonly matter: string }) {
  const { arrival: w } = useIncomingWords()
  const [copies, setCopies] = useState('1')
  const act = useAct(addCopies)
  return (
    <form
      className="row wrap no-print"
      onSubmit={(event) => {
        event.preventDefault()
        if (/^[1-9]\d{0,2}$/.test(copies)) act.run({ matter: matter as MatterId, copies: Number(copies) })
      }}
    >
      <span className="quiet small">{w.addNone}</span>
      <Field label={w.copiesCame}>
        {(ids) => <input {...ids} className="text-box num count-again" inputMode="numeric" maxLength={3} value={copies} onChange={(e) => setCopies(e.target.value)} />}
      </Field>
      <Button type="submit" small busy={act.busy}>
        {w.add}
      </Button>
      <RefusalNote error={act.refused} desk="incoming" />
    </form>
  )
}
export function CopiesCard({ matter }: { readonly matter: string }) {
  const { arrival: w } = useIncomingWords()
  const language = useLanguage()
  const mayPrint = useMay('incoming.register')
  const [labels, setLabels] = useState(false)
  const { data, error } = useReadingLater(copiesOf, { matter: matter as MatterId })
  const say = (at: string) => sayMoment(at, officeNow(), language)
  if (!data) return error ? <RefusalNote error={error} desk="incoming" /> : null
  const copyNo = new Map(data.rows.map((row) => [row.id, row.no]))
  return (
    <Card
      title={w.copies}
      id="copies"
      aside={
        mayPrint && data.rows.length > 0 ? (
          <Button small className="no-print" icon={<Tags size={14} aria-hidden="true" />} onClick={() => setLabels(true)}>
            {w.labels}
          </Button>
        ) : null
      }
    >
      <div className="card-body stack tight">
        {data.rows.length === 0 && data.may.move && <Add matter={matter} />}
        <ul className="plain-list copies-list">
          {data.rows.map((row) => (
            <li key={row.id}>
              <b>{fill(w.copyOf, { no: row.no, of: row.of })}</b> {row.serial && <span className="num quiet">{row.serial}</span>}{' '}
              {row.holder ? (
                <Light state={row.overdue ? 'late' : 'on'}>
                  {[row.holder.name, row.unit, row.folder, row.backBy && `${w.backBy} ${sayDate(row.backBy, language)}`].filter(Boolean).join('　')}
                </Light>
              ) : (
                <span className="quiet">{w.states[row.state]}</span>
              )}
            </li>
          ))}
        </ul>
        {data.moves.length > 0 && (
          <ul className="plain-list small quiet">
            {data.moves.slice(0, 20).map((move) => (
              <li key={`${move.copy}${move.at}${move.kind}`}>
                <span className="num">{say(move.at)}</span> {fill(w.copy, { no: copyNo.get(move.copy) ?? 0 })} {w.moves[move.kind]} {move.holder?.name ?? move.toWhom} {move.folder}
                （{move.by.name}）
              </li>
            ))}
          </ul>
        )}
      </div>
      {labels && <LabelsDialog of={`matter=${matter}`} onClose={() => setLabels(false)} />}
    </Card>
  )
}
