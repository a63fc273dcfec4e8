/** 依法删除: which text, and on what ground. It cannot be undone; what is left is that it was erased, by whom and why. */
import { useState } from 'react'
import type { MatterId } from '../../kernel/ids.ts'
import { trail } from '../../kernel/reading/shape.ts'
import type { MatterView } from '../../kernel/view.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { moveWord, useDeskWords, useLanguage, useT } from '../words/use-words.ts'
import { type ErasableText, erasable } from './erasable.ts'
import { landByKey } from './move-form.tsx'
import { judged, openAct } from './open-act.ts'

export interface EraseFormProps {
  readonly matter: MatterView
  readonly move: string
  readonly onDone: () => void
  readonly onCancel: () => void
  /** Texts the desk keeps itself, by their name. */
  readonly own?: Readonly<Record<string, string | null>>
}
export function EraseForm({ matter, move, onDone, onCancel, own = {} }: EraseFormProps) {
  const t = useT()
  const language = useLanguage()
  const desk = useDeskWords(matter.desk)
  const lines = useReadingLater(trail, { matter: matter.id as MatterId }).data?.lines ?? []
  const [picked, setPicked] = useState('')
  const [reason, setReason] = useState('')
  const act = useAct(openAct(matter.desk, move), { onDone })
  const texts = erasable(matter, lines, own)
  const idOf = (one: ErasableText) => `${one.table} ${one.key} ${one.column}`
  const chosen = texts.find((one) => idOf(one) === picked)
  const ready = chosen !== undefined && reason.trim() !== ''
  const nameOf = (one: ErasableText) => (one.kind === 'own' ? (desk?.texts?.[one.column] ?? one.column) : t(`form.${one.kind}`))
  return (
    <form
      className="stack move-form"
      noValidate
      onKeyDown={landByKey}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (ready && !act.busy) act.run({ ...judged(matter, move), table: chosen.table, key: chosen.key, column: chosen.column, reason: reason.trim() })
      }}
    >
      <Field label={t('form.eraseWhat')}>
        {(ids) => (
          <select {...ids} data-first className="text-box" value={picked} onChange={(e) => setPicked(e.target.value)}>
            <option value="">{t('act.choose')}</option>
            {texts.map((one) => (
              <option key={idOf(one)} value={idOf(one)}>{`${nameOf(one)}　${one.begins}`}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('form.ground')}>
        {(ids) => <textarea {...ids} className="text-box" rows={3} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />}
      </Field>
      <p className="amber small">{t('form.eraseForGood')}</p>
      <RefusalNote error={act.refused} desk={matter.desk} />
      <div className="row end form-foot">
        <Button onClick={onCancel}>{t('act.cancel')}</Button>
        <Button type="submit" kind="danger" busy={act.busy} disabled={!ready}>
          {moveWord(matter.desk, move, language)}
        </Button>
      </div>
    </form>
  )
}
