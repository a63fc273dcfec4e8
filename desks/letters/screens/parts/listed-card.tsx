/** 对照清单: what the centre answers for itself; one of them becomes a letter where it is to be supervised. */
import { officeNow } from '../../../../web/clock.ts'
import { useMay } from '../../../../web/me.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../../web/parts/ledger-table.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { useAct, useReading } from '../../../../web/reading.ts'
import { sayDue, sayMoment } from '../../../../web/say-time.ts'
import { useLanguage } from '../../../../web/words/use-words.ts'
import { listedOutside, superviseListed } from '../../outside.ts'
import { fill, useLettersWords } from './use-letters-words.ts'

export function ListedCard() {
  const words = useLettersWords()
  const w = words.outside
  const language = useLanguage()
  const now = officeNow()
  const mayRegister = useMay('letters.register')
  const { count, rows } = useReading(listedOutside, {})
  const act = useAct(superviseListed)
  return (
    <section className="card ledger-page">
      <div className="ledger-head">
        <h2 className="grow">{w.listed}</h2>
        <span className="small quiet">{count > rows.length ? fill(w.more, { n: count }) : w.listedNote}</span>
        <div className="row no-print">
          <LedgerFiles path="/api/letters/listed" query={{}} name={w.listed} />
        </div>
      </div>
      <RefusalNote error={act.refused} desk="letters" />
      <LedgerTable
        label={w.listed}
        rows={rows}
        keyOf={(row) => `${row.system} ${row.number}`}
        none={w.listedNone}
        columns={[
          { key: 'system', head: w.system, width: '9em', cell: (row) => row.system },
          { key: 'outside', head: w.number, width: '12em', cell: (row) => <span className="num">{row.number}</span> },
          { key: 'title', head: words.columns.title, phone: 'top', cell: (row) => row.title },
          { key: 'feedBy', head: w.feedBy, width: '9em', phone: 'hide', cell: (row) => row.feedBy && sayDue(row.feedBy, now, language) },
          { key: 'at', head: w.listedAt, width: '9em', phone: 'hide', cell: (row) => <span className="num">{sayMoment(row.at, now, language)}</span> },
          {
            key: 'act',
            head: '',
            width: '10em',
            cell: (row) =>
              mayRegister && (
                <Button
                  small
                  disabled={!row.text}
                  title={row.text ? undefined : w.noBody}
                  aria-label={`${w.supervise} ${row.number}`}
                  busy={act.busy}
                  onClick={() => act.run({ system: row.system, number: row.number })}
                >
                  {w.supervise}
                </Button>
              ),
          },
        ]}
      />
    </section>
  )
}
