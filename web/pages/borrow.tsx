/** 借调: a post in another unit, for a while; his own stays his. */
import { type FormEvent, useState } from 'react'
import type { PersonId, PostId } from '../../kernel/ids.ts'
import { borrow } from '../../kernel/people/organisation-shape.ts'
import { unitView } from '../../kernel/reading/shape.ts'
import { atTime, isOfficeDate } from '../../kernel/time.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Field } from '../parts/field.tsx'
import { type Chosen, HolderPicker } from '../parts/holder-picker.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'

export function BorrowForm({ person, onDone }: { readonly person: string; readonly onDone: () => void }) {
  const t = useT()
  const [unit, setUnit] = useState<readonly Chosen[]>([])
  const [post, setPost] = useState('')
  const [until, setUntil] = useState('')
  const id = unit[0]?.holder.unit
  const { data } = useReadingLater(unitView, id ? { id } : null)
  const act = useAct(borrow, { onDone })
  const chosen = data?.posts.some((p) => p.id === post) ? post : (data?.posts[0]?.id ?? '')
  const land = (event: FormEvent) => {
    event.preventDefault()
    if (chosen) act.run({ person: person as PersonId, post: chosen as PostId, until: isOfficeDate(until) ? atTime(until, '18:00') : null })
  }
  return (
    <form className="stack tight sub-form" onSubmit={land}>
      <Field label={t('org.borrowUnit')}>{(ids) => <HolderPicker {...ids} label={t('org.borrowUnit')} only="unit" value={unit} onChange={setUnit} />}</Field>
      <Field label={t('org.borrowTo')}>
        {(ids) => (
          <select {...ids} className="text-box" value={chosen} disabled={!data} onChange={(e) => setPost(e.target.value)}>
            {data?.posts.map((p) => (
              <option key={p.id} value={p.id}>
                {p.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('org.borrowUntil')}>{(ids) => <DateField {...ids} value={until} onChange={setUntil} />}</Field>
      <RefusalNote error={act.refused} />
      <div className="row end">
        <Button type="submit" kind="primary" busy={act.busy} disabled={!chosen}>
          {t('act.ok')}
        </Button>
      </div>
    </form>
  )
}
