/** 关联 and 复核. A change or repeal says its day and waits for a second person. Rule: BZ-27, GN-45 */
import { useState } from 'react'
import { linkPolicies, type PolicyLinkKind, type PolicyPage, policyLinkKinds, policyList, reviewPolicy, reviewVerdicts } from '../../kernel/policies/shape.ts'
import { addDays, type OfficeDate, officeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { landByKey } from '../matter/move-form.tsx'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Kbd } from '../parts/small.tsx'
import { useRested } from '../parts/use-rested.ts'
import { useAct, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { usePolicyWords } from './use-policy-words.ts'

interface Picked {
  readonly id: string
  readonly title: string
  readonly number: string | null
}
function PickPolicy({ self, value, onChange }: { readonly self: string; readonly value: Picked | null; readonly onChange: (one: Picked | null) => void }) {
  const w = usePolicyWords()
  const [q, setQ] = useState('')
  const asked = useRested(q.trim(), 300)
  const { data } = useReadingLater(policyList, asked ? { q: asked } : null)
  const found = data?.rows.filter((row) => row.id !== self) ?? []
  return (
    <Field label={w.linkForm.other}>
      {(ids) => (
        <div className="stack tight">
          <input {...ids} data-first className="text-box" maxLength={60} value={q} placeholder={w.find} onChange={(e) => setQ(e.target.value)} />
          {(value && !q.trim() ? [value] : found.slice(0, 6)).map((row) => (
            <label key={row.id} className={`pick-row ${value?.id === row.id ? 'is-on' : ''}`}>
              <input type="radio" name="other-policy" checked={value?.id === row.id} onChange={() => onChange(row)} /> <span className="clip">{row.title}</span>{' '}
              <span className="num small quiet">{row.number}</span>
            </label>
          ))}
          {q.trim() && data && found.length === 0 && <p className="small quiet">{w.none}</p>}
        </div>
      )}
    </Field>
  )
}
export function LinkForm({ one, onClose }: { readonly one: PolicyPage; readonly onClose: () => void }) {
  const t = useT()
  const w = usePolicyWords()
  const [kind, setKind] = useState<PolicyLinkKind>('repeals')
  const [other, setOther] = useState<Picked | null>(null)
  const [on, setOn] = useState<string>(one.fromOn)
  const [clauses, setClauses] = useState('')
  const act = useAct(linkPolicies, { onDone: onClose })
  const takesDay = kind === 'amends' || kind === 'repeals'
  return (
    <Dialog title={`${w.open.link}　${one.title}`} onClose={onClose} wide>
      <form
        className="stack"
        onKeyDown={landByKey}
        onSubmit={(event) => {
          event.preventDefault()
          if (other) act.run({ from: one.id, to: other.id, kind, on: takesDay ? (on as OfficeDate) : null, clauses: takesDay && clauses.trim() ? clauses : null })
        }}
      >
        <PickPolicy self={one.id} value={other} onChange={setOther} />
        <Choice label={w.linkForm.kind} value={kind} options={policyLinkKinds.map((value) => ({ value, word: w.kindsLong[value] }))} onChange={setKind} />
        {takesDay && (
          <>
            <Field label={w.linkForm.day}>{(ids) => <DateField {...ids} value={on} onChange={setOn} />}</Field>
            <Field label={w.linkForm.clauses} hint={w.linkForm.clausesHint}>
              {(ids) => <input {...ids} className="text-box" maxLength={200} value={clauses} onChange={(e) => setClauses(e.target.value)} />}
            </Field>
            <p className="small quiet">{w.linkForm.second}</p>
          </>
        )}
        <RefusalNote error={act.refused} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!other || (takesDay && !on)}>
            {takesDay ? w.form.propose : t('act.save')} <Kbd>Ctrl ↵</Kbd>
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
export function ReviewForm({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useT()
  const w = usePolicyWords()
  const [verdict, setVerdict] = useState<(typeof reviewVerdicts)[number]>('keep')
  const [note, setNote] = useState('')
  const [nextOn, setNextOn] = useState<string>(addDays(officeDate(officeNow()), 365))
  const act = useAct(reviewPolicy, { onDone: onClose })
  return (
    <Dialog title={w.open.doReview} onClose={onClose}>
      <form
        className="stack"
        onKeyDown={landByKey}
        onSubmit={(event) => {
          event.preventDefault()
          act.run({ id, verdict, note: note.trim() ? note : null, nextOn: nextOn as OfficeDate })
        }}
      >
        <Choice label={w.open.doReview} hideLabel value={verdict} options={reviewVerdicts.map((value) => ({ value, word: w.verdicts[value] }))} onChange={setVerdict} />
        <Field label={w.note}>
          {(ids) => (
            <textarea {...ids} data-first className="text-box" rows={3} maxLength={1000} required={verdict !== 'keep'} value={note} onChange={(e) => setNote(e.target.value)} />
          )}
        </Field>
        <Field label={w.nextOn}>{(ids) => <DateField {...ids} value={nextOn} onChange={setNextOn} />}</Field>
        <RefusalNote error={act.refused} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={act.busy} disabled={!nextOn}>
            {t('act.save')} <Kbd>Ctrl ↵</Kbd>
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
