/** 用印登记: the sheet of a month, what waits for leave or for the seal, and the blank letters that are out. */
import { Suspense, useState } from 'react'
import { officeDate } from '../../../kernel/time.ts'
import { officeNow } from '../../../web/clock.ts'
import { useDictionary } from '../../../web/dictionary.ts'
import { useMay } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { LedgerFiles } from '../../../web/parts/ledger-files.tsx'
import { LedgerTable } from '../../../web/parts/ledger-table.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayMoment } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { blankList, endBlank, type SealRow, sealSheet } from '../seal-shape.ts'
import './outgoing.css'
import { ApplySeal, SealWaiting, TakeBlanks } from './parts/seal-acts.tsx'
import { Select } from './parts/select.tsx'
import { useOutgoingWords, useScreenWords } from './parts/use-outgoing-words.ts'

const monthsBack = (n: number): string => {
  const [year, month] = officeDate(officeNow()).split('-').map(Number) as [number, number]
  const at = year * 12 + month - 1 - n
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}
function Blanks({ maySeal }: { readonly maySeal: boolean }) {
  const s = useScreenWords()
  const { rows } = useReading(blankList, {})
  const [note, setNote] = useState<Readonly<Record<number, string>>>({})
  const act = useAct(endBlank)
  return (
    <Card title={s.seals.blanks} id="blanks">
      {rows.length > 0 && (
        <ul className="card-body stack tight outgoing-list">
          {rows.map((row) => (
            <li key={row.serial} className="row between wrap">
              <span>
                <b className="num">{row.serial}</b> {row.person.name}　{row.purpose}
              </span>
              {maySeal && (
                <span className="row wrap no-print">
                  <input
                    className="text-box is-short"
                    aria-label={`${row.serial}：${s.seals.fate}`}
                    placeholder={s.seals.fate}
                    maxLength={200}
                    value={note[row.serial] ?? ''}
                    onChange={(e) => setNote({ ...note, [row.serial]: e.target.value })}
                  />
                  {(['used', 'spoilt'] as const).map((fate) => (
                    <Button
                      key={fate}
                      small
                      busy={act.busy}
                      disabled={!note[row.serial]?.trim()}
                      onClick={() => act.run({ serial: row.serial, fate, note: note[row.serial]?.trim() ?? '' })}
                    >
                      {s.seals.fates[fate]}
                    </Button>
                  ))}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <RefusalNote error={act.refused} desk="outgoing" />
      {maySeal && <TakeBlanks />}
    </Card>
  )
}

function Sheet() {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const language = useLanguage()
  const dictionary = useDictionary('outgoing.seals', w.seals)
  const [mayDecide, maySeal] = [useMay('outgoing.approve-seal'), useMay('outgoing.seal')]
  const [month, setMonth] = useState(() => monthsBack(0))
  const page = useReading(sealSheet, { month })
  const named = (key: string) => dictionary.options.find((one) => one.value === key)?.word ?? key
  const columns = [
    { key: 'at', head: s.seals.at, width: '9em', cell: (row: SealRow) => <span className="num">{sayMoment(row.at, officeNow(), language)}</span> },
    { key: 'seal', head: s.fields.seal, width: '11em', cell: (row: SealRow) => named(row.seal) },
    { key: 'what', head: s.seals.what, phone: 'top' as const, cell: (row: SealRow) => row.what },
    { key: 'purpose', head: s.seals.purpose, width: '14em', phone: 'hide' as const, cell: (row: SealRow) => row.purpose ?? '' },
    { key: 'copies', head: s.fields.copies, width: '4em', cell: (row: SealRow) => <span className="num">{row.copies}</span> },
    { key: 'asked', head: s.seals.askedBy, width: '7em', phone: 'hide' as const, cell: (row: SealRow) => row.askedBy.name },
    { key: 'decided', head: s.seals.decidedBy, width: '7em', phone: 'hide' as const, cell: (row: SealRow) => row.decidedBy?.name ?? '' },
    { key: 'keeper', head: s.fields.keeper, width: '7em', cell: (row: SealRow) => row.keeper?.name ?? '' },
  ]
  return (
    <div className="stack">
      {page.waiting.length > 0 && (
        <Card title={s.seals.waiting} id="waiting">
          <ul className="card-body stack tight outgoing-list">
            {page.waiting.map((row) => (
              <li key={row.id} className="stack tight">
                <p className="row between wrap">
                  <span>
                    <b>{named(row.seal)}</b>　{row.what}　<span className="quiet">{row.purpose}</span>
                  </span>
                  <span className="small quiet">
                    {row.askedBy.name} {s.seals.states[row.state]}
                  </span>
                </p>
                <SealWaiting row={row} mayDecide={mayDecide} maySeal={maySeal} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <section className="card outgoing-sheet">
        <div className="ledger-head">
          <h1 className="grow">{w.pages.seals}</h1>
          <div className="row no-print">
            <Select
              label={s.seals.month}
              value={month}
              options={Array.from({ length: 12 }, (_, n) => monthsBack(n)).map((value) => ({ value, word: value }))}
              onChange={setMonth}
            />
            <LedgerFiles path="/api/outgoing/seal-sheet" query={{ month }} name={`${w.pages.seals} ${month}`} />
          </div>
        </div>
        <LedgerTable label={w.pages.seals} rows={page.rows} keyOf={(row) => row.id} none={s.seals.none} columns={columns} />
      </section>
      <ApplySeal />
      <Blanks maySeal={maySeal} />
    </div>
  )
}
export const SealsPage = () => (
  <Suspense fallback={<Waiting />}>
    <Sheet />
  </Suspense>
)
