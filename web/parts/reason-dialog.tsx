/** One thing to be said, and why: a ground, a reason, an objection. */
import { type FormEvent, useState } from 'react'
import { useT } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import { RefusalNote } from './refusal-note.tsx'

export interface ReasonDialogProps {
  readonly title: string
  readonly label: string
  readonly busy: boolean
  readonly refused: unknown
  readonly desk?: string
  readonly onSay: (text: string) => void
  readonly onClose: () => void
}
export function ReasonDialog({ title, label, busy, refused, desk, onSay, onClose }: ReasonDialogProps) {
  const t = useT()
  const [text, setText] = useState('')
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) onSay(text.trim())
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={land}>
        <Field label={label}>{(ids) => <textarea {...ids} data-first className="text-box" rows={4} value={text} onChange={(e) => setText(e.target.value)} />}</Field>
        <RefusalNote error={refused} {...(desk ? { desk } : {})} />
        <div className="row end form-foot">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={busy} disabled={!text.trim()}>
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
