/** 登记: who asks, for what. Whoever writes it down holds it until another signs. */
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { UnitId } from '../../../kernel/ids.ts'
import { useMe } from '../../../web/me.ts'
import { Button } from '../../../web/parts/button.tsx'
import { Field } from '../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../web/parts/holder-picker.tsx'
import { RefusalNote } from '../../../web/parts/refusal-note.tsx'
import { useAct } from '../../../web/reading.ts'
import { useWordsOf } from '../../../web/words/use-words.ts'
import { registerAffairs } from '../shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

export function RegisterAffairs() {
  const words = useWordsOf<typeof zh | typeof en>({ 'zh-CN': zh, en })
  const me = useMe()
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const [purpose, setPurpose] = useState('')
  const [asker, setAsker] = useState<readonly Chosen[]>([])
  const act = useAct(registerAffairs, { onDone: (matter) => void navigate({ to: `/affairs/${matter.id}` }) })
  const unit = me.posts[0]?.unit.id as UnitId | undefined
  const ready = title.trim() !== '' && purpose.trim() !== '' && asker[0] !== undefined && unit !== undefined
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (ready && unit && asker[0]) act.run({ title, purpose, unit, asker: asker[0].holder, urgency: 'normal' })
  }
  return (
    <section className="card">
      <h1>{words.pages.register}</h1>
      <form className="card-body stack" onSubmit={land} noValidate>
        <Field label={words.fields.title}>{(ids) => <input {...ids} className="text-box" maxLength={100} value={title} onChange={(e) => setTitle(e.target.value)} />}</Field>
        <Field label={words.fields.purpose}>{(ids) => <textarea {...ids} className="text-box" rows={4} value={purpose} onChange={(e) => setPurpose(e.target.value)} />}</Field>
        <Field label={words.roles.asker}>{(ids) => <HolderPicker {...ids} label={words.roles.asker} value={asker} onChange={setAsker} />}</Field>
        <RefusalNote error={act.refused} desk="affairs" />
        <Button type="submit" kind="primary" busy={act.busy} disabled={!ready}>
          {words.moves.register}
        </Button>
      </form>
    </section>
  )
}
