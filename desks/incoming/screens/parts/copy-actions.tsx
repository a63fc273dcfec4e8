/** What one does with the copies chosen: handed to one holder with one key, taken back, given back outside, destroyed before two witnesses. */
import { useState } from 'react'
import type { PersonId } from '../../../../kernel/ids.ts'
import { officeDate } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import { useMay } from '../../../../web/me.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { useAct } from '../../../../web/reading.ts'
import { clearCopies, destroyCopies, returnCopies } from '../../copies-shape.ts'
import { useIncomingWords } from './use-incoming-words.ts'

const today = () => officeDate(officeNow())
const personOf = ([one]: readonly Chosen[]) => one?.holder.person as PersonId | undefined

function ClearForm({ copies, onDone }: { readonly copies: readonly string[]; readonly onDone: () => void }) {
  const { arrival: w } = useIncomingWords()
  const [to, setTo] = useState('')
  const [on, setOn] = useState<string>(today)
  const act = useAct(clearCopies, { onDone })
  return (
    <form
      className="sub-form stack tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (to.trim() && on) act.run({ copies: [...copies], to, on: on as never })
      }}
    >
      <div className="copies-witnesses">
        <Field label={w.clearTo}>{(ids) => <input {...ids} className="text-box" maxLength={60} value={to} onChange={(e) => setTo(e.target.value)} />}</Field>
        <Field label={w.clearOn}>{(ids) => <DateField {...ids} value={on} max={today()} onChange={setOn} />}</Field>
      </div>
      <RefusalNote error={act.refused} desk="incoming" />
      <div className="row end">
        <Button type="submit" kind="primary" busy={act.busy} disabled={!to.trim() || !on} data-move="clearCopies">
          {w.clear}
        </Button>
      </div>
    </form>
  )
}
function DestroyForm({ copies, onDone }: { readonly copies: readonly string[]; readonly onDone: (destruction: string) => void }) {
  const { arrival: w } = useIncomingWords()
  const [destroyer, setDestroyer] = useState<readonly Chosen[]>([])
  const [witnesses, setWitnesses] = useState<readonly Chosen[]>([])
  const [on, setOn] = useState<string>(today)
  const [ground, setGround] = useState('')
  const act = useAct(destroyCopies, { onDone: (done) => onDone(done.destruction) })
  const who = personOf(destroyer)
  const ready = who !== undefined && witnesses.length > 0 && ground.trim() !== '' && on !== ''
  return (
    <form
      className="sub-form stack tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && who) act.run({ copies: [...copies], destroyer: who, witnesses: witnesses.flatMap((one) => (one.holder.person ?? []) as PersonId[]), on: on as never, ground })
      }}
    >
      <div className="copies-witnesses">
        <Field label={w.destroyer}>{(ids) => <HolderPicker {...ids} label={w.destroyer} only="person" value={destroyer} onChange={setDestroyer} />}</Field>
        <Field label={w.witnesses}>{(ids) => <HolderPicker {...ids} label={w.witnesses} only="person" many value={witnesses} onChange={setWitnesses} />}</Field>
        <Field label={w.ground}>{(ids) => <input {...ids} className="text-box" maxLength={200} value={ground} onChange={(e) => setGround(e.target.value)} />}</Field>
        <Field label={w.destroyOn}>{(ids) => <DateField {...ids} value={on} max={today()} onChange={setOn} />}</Field>
      </div>
      <RefusalNote error={act.refused} desk="incoming" />
      <div className="row end">
        <Button type="submit" kind="danger" busy={act.busy} disabled={!ready} data-move="destroyCopies">
          {w.destroy}
        </Button>
      </div>
    </form>
  )
}
interface Props {
  readonly copies: readonly string[]
  readonly onDone: (destruction: string | null) => void
}
export function CopyActions({ copies, onDone }: Props) {
  const { arrival: w } = useIncomingWords()
  const mayDestroy = useMay('incoming.destroy')
  const [open, setOpen] = useState<'clear' | 'destroy' | null>(null)
  const back = useAct(returnCopies, { onDone: () => onDone(null) })
  const none = copies.length === 0
  return (
    <div className="stack tight">
      <div className="row wrap">
        <Button busy={back.busy} disabled={none} data-move="returnCopies" onClick={() => back.run({ copies: [...copies] })}>
          {w.return}
        </Button>
        <Button disabled={none} aria-expanded={open === 'clear'} onClick={() => setOpen(open === 'clear' ? null : 'clear')}>
          {w.clear}
        </Button>
        {mayDestroy && (
          <Button disabled={none} aria-expanded={open === 'destroy'} onClick={() => setOpen(open === 'destroy' ? null : 'destroy')}>
            {w.destroy}
          </Button>
        )}
      </div>
      <RefusalNote error={back.refused} desk="incoming" />
      {!none && open === 'clear' && <ClearForm copies={copies} onDone={() => onDone(null)} />}
      {!none && open === 'destroy' && <DestroyForm copies={copies} onDone={onDone} />}
    </div>
  )
}
