/** What changed in the text since it was last before somebody: only trivial changes are marked so, by name. Rule: R-D41 */
import { useState } from 'react'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { useScreenWords } from './use-outgoing-words.ts'

export interface Change {
  readonly kind: 'substantive' | 'trivial'
  readonly reason: string | null
}
export function useChange() {
  const [kind, setKind] = useState<Change['kind']>('substantive')
  const [reason, setReason] = useState('')
  const change: Change = { kind, reason: reason.trim() || null }
  return { change, kind, setKind, reason, setReason, ready: kind === 'substantive' || reason.trim() !== '' }
}
/** Asked only where an earlier text was judged. */
export function ChangeChoice({ of, first }: { readonly of: ReturnType<typeof useChange>; readonly first: boolean }) {
  const s = useScreenWords()
  if (first) return null
  return (
    <>
      <Choice label={s.fields.change} value={of.kind} options={(['substantive', 'trivial'] as const).map((value) => ({ value, word: s.changes[value] }))} onChange={of.setKind} />
      {of.kind === 'trivial' && (
        <Field label={s.fields.reason}>{(ids) => <input {...ids} className="text-box" maxLength={200} value={of.reason} onChange={(e) => of.setReason(e.target.value)} />}</Field>
      )}
    </>
  )
}
