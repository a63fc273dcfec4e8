/** 清单核对: what does not agree, while it is typed; closed, the receipt: what the station is told, and how. */
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { officeNow } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { Light } from '../../../../web/parts/light.tsx'
import { PaperFrame } from '../../../../web/parts/paper-frame.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useAct } from '../../../../web/reading.ts'
import { sayMoment } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { type ArrivalRun, closeRun, countAgain, tellStation, toldHows } from '../../arrival-shape.ts'
import { checkRun } from '../../run-check.ts'
import { fill, useIncomingWords } from './use-incoming-words.ts'

function Told({ run }: { readonly run: ArrivalRun }) {
  const { arrival: w } = useIncomingWords()
  const language = useLanguage()
  const [how, setHow] = useState<(typeof toldHows)[number]>('slip')
  const act = useAct(tellStation)
  if (run.toldAt) return <p className="small">{fill(w.told, { date: sayMoment(run.toldAt, officeNow(), language), how: run.toldHow ? w.hows[run.toldHow] : '' })}</p>
  return (
    <div className="stack tight no-print">
      <Choice label={w.tell} value={how} options={toldHows.map((value) => ({ value, word: w.hows[value] }))} onChange={setHow} />
      <RefusalNote error={act.refused} desk="incoming" />
      <div className="row end">
        <Button kind="primary" busy={act.busy} data-move="tellStation" onClick={() => act.run({ run: run.id, how })}>
          {w.tell}
        </Button>
      </div>
    </div>
  )
}
function CountAgain({ run, onDone }: { readonly run: ArrivalRun; readonly onDone: () => void }) {
  const { arrival: w } = useIncomingWords()
  const [listed, setListed] = useState(String(run.listed))
  const act = useAct(countAgain, { onDone })
  return (
    <form
      className="row wrap no-print"
      onSubmit={(event) => {
        event.preventDefault()
        if (/^\d{1,3}$/.test(listed)) act.run({ run: run.id, listed: Number(listed), listNumber: run.listNumber })
      }}
    >
      <Field label={w.listed}>
        {(ids) => <input {...ids} className="text-box num count-again" inputMode="numeric" maxLength={3} value={listed} onChange={(e) => setListed(e.target.value)} />}
      </Field>
      <Button type="submit" small busy={act.busy}>
        {w.save}
      </Button>
      <RefusalNote error={act.refused} desk="incoming" />
    </form>
  )
}
export function RunCheckCard({ run }: { readonly run: ArrivalRun }) {
  const { arrival: w } = useIncomingWords()
  const language = useLanguage()
  const [paper, setPaper] = useState(false)
  const [again, setAgain] = useState(false)
  const act = useAct(closeRun)
  const check = checkRun(run.listed, run.lines)
  const faults = [
    check.open > 0 && fill(w.checkOpen, { n: check.open }),
    check.open < 0 && fill(w.checkOver, { n: -check.open }),
    check.missing.length > 0 && fill(w.checkMissing, { n: check.missing.length }),
    check.surplus.length > 0 && fill(w.checkSurplus, { n: check.surplus.length }),
    check.copies.length > 0 && fill(w.checkCopies, { n: check.copies.length }),
    check.attachments.length > 0 && fill(w.checkAttachments, { n: check.attachments.length }),
  ].filter((one): one is string => typeof one === 'string')
  return (
    <Card title={w.check} id="run-check" className="run-check">
      <div className="card-body stack tight" role="status">
        {faults.length === 0 && <Light state="done">{w.agrees}</Light>}
        {faults.map((one) => (
          <Light key={one} state="soon">
            {one}
          </Light>
        ))}
        {run.secret > 0 && <p className="small quiet">{fill(w.secretKept, { n: run.secret })}</p>}
        {run.closedAt ? (
          <>
            <p className="small quiet">{fill(w.closed, { date: sayMoment(run.closedAt, officeNow(), language) })}</p>
            <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => setPaper(true)}>
              {w.slip}
            </Button>
            {!check.agrees && <Told run={run} />}
          </>
        ) : (
          <>
            <RefusalNote error={act.refused} desk="incoming" />
            <div className="row wrap no-print">
              <Button kind="primary" busy={act.busy} disabled={check.open !== 0} data-move="closeRun" onClick={() => act.run({ run: run.id })}>
                {w.close}
              </Button>
              <Button kind="text" small onClick={() => setAgain(!again)}>
                {w.countAgain}
              </Button>
            </div>
            {again && <CountAgain run={run} onDone={() => setAgain(false)} />}
          </>
        )}
      </div>
      {paper && (
        <Dialog title={w.slip} onClose={() => setPaper(false)} wide>
          <PaperFrame path={`/api/incoming/run-slip.pdf?id=${run.id}&language=${language}`} name={w.slip} />
        </Dialog>
      )}
    </Card>
  )
}
