/** 异议: what was recorded in my name is not what I decided. It is an event itself; nothing is erased. */
import { type FormEvent, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { openAct } from './open-act.ts'

export function ObjectDialog({ matter, desk, event, onClose }: { readonly matter: string; readonly desk: string; readonly event: number; readonly onClose: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const act = useAct(openAct(desk, 'object'), { onDone: onClose })
  const land = (submitted: FormEvent) => {
    submitted.preventDefault()
    if (text.trim()) act.run({ matter, piece: null, event, text })
  }
  return (
    <Dialog title={t('work.objection')} onClose={onClose}>
      <form className="stack" onSubmit={land}>
        <Field label={t('form.reason')}>{(ids) => <textarea {...ids} data-first className="text-box" rows={4} value={text} onChange={(e) => setText(e.target.value)} />}</Field>
        <RefusalNote error={act.refused} desk={desk} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!text.trim()}>
            {t('work.objection')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
