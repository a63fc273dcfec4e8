/** 借阅: one borrowing; the archivist lends or declines, and takes back. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MatterId } from '../../../kernel/ids.ts'
import { addDays, atTime, officeDate } from '../../../kernel/time.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { officeNow } from '../../../web/clock.ts'
import { ActFrame, useJudged } from '../../../web/matter/act-frame.tsx'
import { EraseForm } from '../../../web/matter/erase-form.tsx'
import { MatterPage } from '../../../web/matter/matter-page.tsx'
import type { DeskForm, Moves } from '../../../web/matter/move-bar.tsx'
import { DateField } from '../../../web/parts/date-field.tsx'
import { Choice, Field } from '../../../web/parts/field.tsx'
import { Card } from '../../../web/parts/small.tsx'
import { useAct, useReading } from '../../../web/reading.ts'
import { sayDue } from '../../../web/say-time.ts'
import { useLanguage } from '../../../web/words/use-words.ts'
import { declineLoan, giveBackLoan, type LoanDetail, lendLoan, loanView, ways } from '../shape.ts'
import { useArchivesWords } from './parts/use-archives-words.ts'
import './archives.css'

type Loan = MatterView<LoanDetail> & { readonly reference?: string | null }

function LendForm(form: DeskForm) {
  const w = useArchivesWords()
  const loan = form.matter as Loan
  const [reference, setReference] = useState(loan.reference ?? '')
  const [way, setWay] = useState(loan.detail.way)
  const [day, setDay] = useState<string>(loan.detail.until ? addDays(officeDate(loan.detail.until as never), -1) : officeDate(officeNow()))
  const act = useAct(lendLoan, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame
      form={form}
      acting={act}
      ready={reference.trim() !== '' && day !== ''}
      onLand={() => act.run({ ...seen, piece: null, reference: reference.trim(), way, until: atTime(day as never) })}
    >
      <Field label={w.columns.reference}>
        {(ids) => <input {...ids} data-first className="text-box num" maxLength={60} value={reference} onChange={(e) => setReference(e.target.value)} />}
      </Field>
      <Choice label={w.fields.way} value={way} options={ways.map((value) => ({ value, word: w.ways[value] }))} onChange={setWay} />
      <Field label={w.fields.until}>{(ids) => <DateField {...ids} value={day} min={officeDate(officeNow())} onChange={setDay} />}</Field>
    </ActFrame>
  )
}
function GiveBackForm(form: DeskForm) {
  const w = useArchivesWords()
  const [text, setText] = useState<string>(w.say.returned)
  const act = useAct(giveBackLoan, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={text.trim() !== ''} onLand={() => act.run({ ...seen, piece: null, text: text.trim() })}>
      <Field label={w.columns.remark}>{(ids) => <input {...ids} data-first className="text-box" maxLength={500} value={text} onChange={(e) => setText(e.target.value)} />}</Field>
    </ActFrame>
  )
}
function DeclineForm(form: DeskForm) {
  const w = useArchivesWords()
  const [text, setText] = useState('')
  const act = useAct(declineLoan, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={text.trim() !== ''} onLand={() => act.run({ ...seen, piece: null, text: text.trim() })}>
      <Field label={w.fields.reason}>
        {(ids) => <textarea {...ids} data-first className="text-box" rows={3} maxLength={500} value={text} onChange={(e) => setText(e.target.value)} />}
      </Field>
    </ActFrame>
  )
}
const EraseLoanForm = (form: DeskForm) => <EraseForm {...form} own={{ purpose: (form.matter.detail as LoanDetail).purpose }} />
const forms = { lend: LendForm, giveBack: GiveBackForm, decline: DeclineForm, erase: EraseLoanForm }
const elsewhere = ['ask', 'reply', 'close']

export function LoanPage({ id }: { readonly id: string }) {
  const w = useArchivesWords()
  const language = useLanguage()
  const loan = useReading(loanView, { id: id as MatterId })
  const { detail } = loan
  const may = (move: string) => loan.may[move]?.allowed === true
  const moves: Moves = {
    primary: ['accept', 'lend', 'giveBack', 'decline', 'sign'].filter(may),
    keep: [],
    skip: elsewhere,
    words: { giveBack: 'report', decline: 'report' },
    forms,
  }
  // the answer of an act carries no reference: it is read with the page
  const item = detail.item !== null && loan.reference !== null
  return (
    <MatterPage matter={loan} facts={[loan.borrowerName, w.ways[detail.way], detail.sensitive && w.fields.sensitive].filter(Boolean)} moves={moves}>
      <Card title={w.fields.purpose} id="purpose">
        <p className="card-body pre">{detail.purpose ?? w.erased}</p>
      </Card>
      {item && (
        <Card title={w.pages.item} id="lent">
          <div className="card-body stack">
            <p>
              {loan.state === 'lent' || loan.phase !== 'closed' ? (
                <Link className="num" to={`/archives/items/${detail.item}`}>
                  {loan.reference ?? w.pages.item}
                </Link>
              ) : (
                <span className="num">{loan.reference}</span>
              )}{' '}
              {loan.itemTitle ?? ''}
            </p>
            {detail.until && loan.state === 'lent' && (
              <p>
                {w.fields.until} <span className="num">{sayDue(detail.until, officeNow(), language)}</span>
              </p>
            )}
            {detail.way === 'digital' && loan.state === 'lent' && <p className="small quiet">{w.hints.withinLoan}</p>}
          </div>
        </Card>
      )}
    </MatterPage>
  )
}
