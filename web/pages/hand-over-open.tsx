/** 办理交接 of one holding: who takes it over, and why. Without a receiver the head of the unit signs. */
import { type FormEvent, useState } from 'react'
import type { PersonId } from '../../kernel/ids.ts'
import { handOverWhys, openHandOver } from '../../kernel/people/organisation-shape.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct } from '../reading.ts'
import { useT } from '../words/use-words.ts'

export function OpenHandOver({ holding, lent, onDone }: { readonly holding: string; readonly lent: boolean; readonly onDone: () => void }) {
  const t = useT()
  const [receiver, setReceiver] = useState<readonly Chosen[]>([])
  const [why, setWhy] = useState<(typeof handOverWhys)[number]>(lent ? 'home' : 'transfer')
  const act = useAct(openHandOver, { onDone })
  const land = (event: FormEvent) => {
    event.preventDefault()
    act.run({ holding, receiver: (receiver[0]?.holder.person as PersonId | undefined) ?? null, why })
  }
  return (
    <form className="stack tight sub-form" onSubmit={land}>
      <Field label={t('org.receiver')} hint={t('org.receiverNote')}>
        {(ids) => <HolderPicker {...ids} label={t('org.receiver')} only="person" value={receiver} onChange={setReceiver} />}
      </Field>
      <Field label={t('org.why')}>
        {(ids) => (
          <select {...ids} className="text-box" value={why} onChange={(e) => setWhy(handOverWhys.find((w) => w === e.target.value) ?? 'other')}>
            {handOverWhys.map((w) => (
              <option key={w} value={w}>
                {t(`org.whys.${w}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <RefusalNote error={act.refused} />
      <div className="row end">
        <Button type="submit" kind="primary" busy={act.busy}>
          {t('act.ok')}
        </Button>
      </div>
    </form>
  )
}
