/** 已打: one call, several matters; each becomes an urge of its own by the desk's own act, and what one desk refuses is told by its number while the others stand. */
import { type FormEvent, useState } from 'react'
import type { CallRow } from '../../kernel/reading/notices-shape.ts'
import { callAct } from '../call.ts'
import { freshKey } from '../clock.ts'
import { openAct } from '../matter/open-act.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useRefusalText } from '../parts/refusal-note.tsx'
import { fromWall } from '../parts/wall-clock.ts'
import { queryClient } from '../reading.ts'
import { useT } from '../words/use-words.ts'

/** Not urged today, and not inside the noise interval of its desk. */
export const isOpenCall = (item: CallRow['items'][number]): boolean => item.called === null && item.quietUntil === null

export function CalledForm({ row, name, onClose }: { readonly row: CallRow; readonly name: string; readonly onClose: () => void }) {
  const t = useT()
  const refusal = useRefusalText()
  const open = row.items.filter(isOpenCall)
  const [chosen, setChosen] = useState<readonly string[]>(open.map((item) => item.piece))
  const [typed, setTyped] = useState({ text: t('calls.noteDefault') as string, answeredBy: row.person?.name ?? '', promised: t('calls.promisedDefault') as string, by: '' })
  const [keys] = useState(() => new Map(open.map((item) => [item.piece, freshKey()])))
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<readonly string[]>([])
  const said = async (item: CallRow['items'][number]): Promise<string | null> => {
    const phone = {
      number: row.phone?.value ?? t('calls.noPhone'),
      answeredBy: typed.answeredBy.trim(),
      promised: typed.promised.trim(),
      promisedBy: fromWall(typed.by),
    }
    try {
      await callAct(
        openAct(item.row.desk, 'urge'),
        { matter: item.row.matter, piece: null, target: item.piece, text: typed.text.trim(), phone },
        { key: keys.get(item.piece) ?? freshKey() },
      )
      return null
    } catch (error) {
      return t('calls.someFailed', { number: item.row.number ?? '', words: refusal(error, item.row.desk) })
    }
  }
  const land = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const told: string[] = []
    for (const item of open.filter((one) => chosen.includes(one.piece))) {
      const fault = await said(item)
      if (fault) told.push(fault)
    }
    await queryClient.invalidateQueries({ predicate: (q) => /^(notices|matters)\./.test(String(q.queryKey[0])) })
    setBusy(false)
    setFailed(told)
    if (told.length === 0) onClose()
  }
  const toggle = (piece: string) => setChosen(chosen.includes(piece) ? chosen.filter((one) => one !== piece) : [...chosen, piece])
  return (
    <Dialog title={t('calls.tickTitle', { name })} onClose={onClose}>
      <form className="stack tight" onSubmit={land}>
        {open.length > 1 && (
          <fieldset className="stack tight">
            <legend className="field-label">{t('calls.which')}</legend>
            {open.map((item) => (
              <label key={item.piece} className="check">
                <input type="checkbox" checked={chosen.includes(item.piece)} onChange={() => toggle(item.piece)} />
                <span>
                  <span className="num">{item.row.number}</span> {item.row.title ?? t('matter.hidden')}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <Field label={t('calls.note')}>
          {(ids) => (
            <textarea
              {...ids}
              data-first
              className="text-box"
              rows={2}
              required
              maxLength={1000}
              value={typed.text}
              onChange={(e) => setTyped({ ...typed, text: e.target.value })}
            />
          )}
        </Field>
        <Field label={t('calls.answeredBy')}>
          {(ids) => <input {...ids} className="text-box" required maxLength={50} value={typed.answeredBy} onChange={(e) => setTyped({ ...typed, answeredBy: e.target.value })} />}
        </Field>
        <Field label={t('calls.promised')}>
          {(ids) => <input {...ids} className="text-box" required maxLength={200} value={typed.promised} onChange={(e) => setTyped({ ...typed, promised: e.target.value })} />}
        </Field>
        <Field label={t('calls.promisedBy')}>{(ids) => <DateField {...ids} time value={typed.by} onChange={(by) => setTyped({ ...typed, by })} />}</Field>
        {failed.length > 0 && (
          <div className="refusal" role="alert">
            {failed.map((words) => (
              <p key={words}>{words}</p>
            ))}
          </div>
        )}
        <div className="row end form-foot">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={busy} disabled={chosen.length === 0}>
            {t('calls.record')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
