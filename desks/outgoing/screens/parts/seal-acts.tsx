/** 用印申请, its leave, and the seal put on; blank letters taken out and given back. */
import { type FormEvent, useState } from 'react'
import { useDictionary } from '../../../../web/dictionary.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Card } from '../../../../web/parts/small.tsx'
import { useAct } from '../../../../web/reading.ts'
import { applySeal, decideSeal, type SealRow, useSealApart as sealApart, takeBlanks } from '../../seal-shape.ts'
import { Line, whole } from './line.tsx'
import { Select } from './select.tsx'
import { useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

export function ApplySeal() {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const { options } = useDictionary('outgoing.seals', w.seals)
  const [seal, setSeal] = useState(options[0]?.value ?? '')
  const [what, setWhat] = useState('')
  const [purpose, setPurpose] = useState('')
  const [copies, setCopies] = useState('1')
  const act = useAct(applySeal, {
    onDone: () => {
      setWhat('')
      setPurpose('')
    },
  })
  const n = whole(copies)
  const ready = seal !== '' && what.trim() !== '' && purpose.trim() !== '' && n !== null
  return (
    <Card title={s.seals.apply} id="apply" className="no-print">
      <form
        className="card-body stack"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          if (ready && n && !act.busy) act.run({ seal: seal as never, what, purpose, copies: n })
        }}
      >
        <div className="three">
          <Select label={s.fields.seal} value={seal} options={options.map(({ value, word }) => ({ value, word: String(word) }))} onChange={setSeal} />
          <Line label={s.seals.what} value={what} onChange={setWhat} max={200} />
          <Line label={s.fields.copies} value={copies} onChange={setCopies} max={4} />
        </div>
        <Line label={s.seals.purpose} value={purpose} onChange={setPurpose} max={500} />
        <RefusalNote error={act.refused} desk="outgoing" />
        <div className="row end">
          <Button type="submit" kind="primary" busy={act.busy} disabled={!ready}>
            {s.seals.apply}
          </Button>
        </div>
      </form>
    </Card>
  )
}

/** What waits: leave by a leader of the office, then the seal with whoever watches. */
export function SealWaiting({ row, mayDecide, maySeal }: { readonly row: SealRow; readonly mayDecide: boolean; readonly maySeal: boolean }) {
  const s = useScreenWords()
  const [reason, setReason] = useState('')
  const [keeper, setKeeper] = useState<readonly Chosen[]>([])
  const decide = useAct(decideSeal)
  const use = useAct(sealApart)
  const person = keeper[0]?.holder.person
  return (
    <div className="row wrap no-print">
      {row.state === 'applied' && mayDecide && (
        <>
          <input
            className="text-box is-short"
            aria-label={s.fields.reason}
            placeholder={s.fields.reason}
            maxLength={200}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
          <Button small kind="primary" busy={decide.busy} onClick={() => decide.run({ id: row.id, agree: true, reason: reason.trim() || null })}>
            {s.agreed}
          </Button>
          <Button small busy={decide.busy} disabled={reason.trim() === ''} onClick={() => decide.run({ id: row.id, agree: false, reason: reason.trim() })}>
            {s.disagreed}
          </Button>
        </>
      )}
      {row.state === 'agreed' && maySeal && (
        <>
          <HolderPicker label={s.fields.keeper} only="person" value={keeper} onChange={setKeeper} />
          <Button small kind="primary" busy={use.busy} disabled={!person} onClick={() => person && use.run({ id: row.id, keeper: person })}>
            {s.seals.use}
          </Button>
        </>
      )}
      <RefusalNote error={decide.refused ?? use.refused} desk="outgoing" />
    </div>
  )
}

export function TakeBlanks() {
  const s = useScreenWords()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [person, setPerson] = useState<readonly Chosen[]>([])
  const [purpose, setPurpose] = useState('')
  const act = useAct(takeBlanks, { onDone: () => setPurpose('') })
  const [first, last, who] = [whole(from), whole(to), person[0]?.holder.person]
  const ready = first !== null && last !== null && Boolean(who) && purpose.trim() !== ''
  return (
    <form
      className="card-body stack no-print"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (first && last && who && !act.busy) act.run({ from: first, to: last, person: who, purpose })
      }}
    >
      <div className="three">
        <Line label={s.seals.from} value={from} onChange={setFrom} max={4} />
        <Line label={s.seals.to} value={to} onChange={setTo} max={4} />
        <Field label={s.seals.taker}>{(ids) => <HolderPicker {...ids} label={s.seals.taker} only="person" value={person} onChange={setPerson} />}</Field>
      </div>
      <Line label={s.seals.purpose} value={purpose} onChange={setPurpose} max={300} />
      <RefusalNote error={act.refused} desk="outgoing" />
      <div className="row end">
        <Button type="submit" busy={act.busy} disabled={!ready}>
          {s.seals.take}
        </Button>
      </div>
    </form>
  )
}
