/** The frame of this desk's own forms: Ctrl+Enter lands; what was refused stands under what was typed. */
import type { ReactNode } from 'react'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { landByKey } from '../../../../web/matter/move-form.tsx'
import { Button } from '../../../../web/parts/button.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { Kbd } from '../../../../web/parts/small.tsx'
import { moveWord, useLanguage, useT } from '../../../../web/words/use-words.ts'

export interface FrameProps {
  readonly form: DeskForm
  readonly acting: { readonly busy: boolean; readonly refused: unknown }
  readonly ready: boolean
  readonly onLand: () => void
  readonly children: ReactNode
}
export function Frame({ form, acting, ready, onLand, children }: FrameProps) {
  const t = useT()
  const language = useLanguage()
  return (
    <form
      className="stack move-form"
      noValidate
      onKeyDown={landByKey}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (ready && !acting.busy) onLand()
      }}
    >
      {children}
      <RefusalNote error={acting.refused} desk="petitions" />
      <div className="row end form-foot">
        <Button onClick={form.onCancel}>{t('act.cancel')}</Button>
        <Button type="submit" kind="primary" busy={acting.busy} disabled={!ready}>
          {moveWord('petitions', form.move, language)} <Kbd>Ctrl ↵</Kbd>
        </Button>
      </div>
    </form>
  )
}
export interface TextProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly max: number
  readonly rows?: number
  readonly first?: boolean
}
/** Some lines of text under a label. */
export function Text({ label, value, onChange, max, rows = 3, first = false }: TextProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <textarea {...ids} {...(first ? { 'data-first': true } : {})} className="text-box" rows={rows} maxLength={max} value={value} onChange={(e) => onChange(e.target.value)} />
      )}
    </Field>
  )
}
