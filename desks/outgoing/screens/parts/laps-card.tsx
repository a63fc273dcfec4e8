/** 轮次和用时 of one paper: in whose hands it lay, how long, and how often it came back. Rule: BZ-38, BZ-47; HA-97 */
import { Suspense, useState } from 'react'
import type { MatterId } from '../../../../kernel/ids.ts'
import { officeNow } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { LedgerTable } from '../../../../web/parts/ledger-table.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { Waiting } from '../../../../web/parts/waiting.tsx'
import { useReading } from '../../../../web/reading.ts'
import { sayMoment } from '../../../../web/say-time.ts'
import { useLanguage, useT } from '../../../../web/words/use-words.ts'
import { rounds } from '../../ledger-shape.ts'
import { fill, useScreenWords } from './use-outgoing-words.ts'

function Laps({ id }: { readonly id: MatterId }) {
  const s = useScreenWords()
  const language = useLanguage()
  const { returned, laps, byUnit } = useReading(rounds, { id })
  const f = s.figures
  const units = byUnit.map(({ unit, days }) => fill(f.unitDays, { unit, days })).join(language === 'en' ? ', ' : '，')
  const moment = (at: string | null) => (at === null ? f.now : sayMoment(at, officeNow(), language))
  return (
    <div className="card-body stack">
      <p>
        {fill(f.returned, { n: returned })}　{fill(f.byUnit, { units })}
      </p>
      <LedgerTable
        label={f.rounds}
        rows={laps.map((lap, n) => ({ ...lap, n }))}
        keyOf={(lap) => String(lap.n)}
        none=""
        columns={[
          { key: 'lap', head: f.lap, phone: 'top', cell: (lap) => `${lap.unit} ${lap.person ?? ''}` },
          { key: 'from', head: f.from, width: '9em', cell: (lap) => <span className="num">{moment(lap.from)}</span> },
          { key: 'to', head: f.to, width: '9em', cell: (lap) => <span className="num">{moment(lap.to)}</span> },
          { key: 'days', head: f.days, width: '5em', align: 'right', cell: (lap) => <span className="num">{lap.days}</span> },
        ]}
      />
    </div>
  )
}
/** Counted only when it is looked at. */
export function LapsCard({ id }: { readonly id: MatterId }) {
  const t = useT()
  const s = useScreenWords()
  const [open, setOpen] = useState(false)
  return (
    <Card
      id="laps"
      title={s.figures.rounds}
      aside={
        <Button small kind="text" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'official.hide' : 'official.show')}
        </Button>
      }
    >
      {open && (
        <Suspense fallback={<Waiting />}>
          <Laps id={id} />
        </Suspense>
      )}
    </Card>
  )
}
