/** One recurring work: how often, on which day, how far ahead, whose it is. */
import { useState } from 'react'
import type { PostId } from '../../../../kernel/ids.ts'
import { type OfficeDate, officeDate } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { cycles, shifts } from '../../recurring-rule.ts'
import { type RecurringRow, setRecurring } from '../../recurring-shape.ts'
import { useAffairsWords } from './use-affairs-words.ts'

type Post = { readonly id: string; readonly name: string; readonly unit: string }
const fresh = () => ({ every: 'month' as const, weekday: 1, day: 1, month: 1, shift: 'before' as const, lead: 3, from: officeDate(officeNow()), until: null })

function PostChoice({
  label,
  posts,
  value,
  onChange,
}: {
  readonly label: string
  readonly posts: readonly Post[]
  readonly value: string
  readonly onChange: (id: string) => void
}) {
  return (
    <Field label={label}>
      {(ids) => (
        <select {...ids} className="text-box" required value={value} onChange={(e) => onChange(e.target.value)}>
          <option value="" />
          {posts.map((post) => (
            <option key={post.id} value={post.id}>
              {post.unit}　{post.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
function NumberField({
  label,
  value,
  most,
  least = 1,
  onChange,
}: {
  readonly label: string
  readonly value: number
  readonly most: number
  readonly least?: number
  readonly onChange: (n: number) => void
}) {
  return (
    <Field label={label}>
      {(ids) => (
        <input {...ids} type="number" className="text-box recurring-number" min={least} max={most} required value={value} onChange={(e) => onChange(Number(e.target.value))} />
      )}
    </Field>
  )
}
export function RecurringForm({ row, posts, onClose }: { readonly row: RecurringRow | null; readonly posts: readonly Post[]; readonly onClose: () => void }) {
  const t = useT()
  const w = useAffairsWords().recurring
  const [title, setTitle] = useState(row?.title ?? '')
  const [body, setBody] = useState(row?.body ?? '')
  const [rule, setRule] = useState<RecurringRow['rule']>(row?.rule ?? fresh())
  const [post, setPost] = useState(row?.post.id ?? '')
  const [asker, setAsker] = useState(row?.asker.id ?? '')
  const save = useAct(setRecurring, { onDone: onClose })
  const change = (part: Partial<RecurringRow['rule']>) => setRule({ ...rule, ...part })
  return (
    <Dialog
      title={row ? w.change : w.add}
      onClose={onClose}
      wide
      foot={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" type="submit" form="recurring-form" busy={save.busy}>
            {t('act.save')}
          </Button>
        </>
      }
    >
      <form
        id="recurring-form"
        className="recurring-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.run({ id: row?.id ?? null, title, body, rule, post: post as PostId, asker: asker as PostId })
        }}
      >
        <Field label={w.title}>
          {(ids) => <input {...ids} data-first className="text-box" required maxLength={100} value={title} onChange={(e) => setTitle(e.target.value)} />}
        </Field>
        <Field label={w.body}>
          {(ids) => <textarea {...ids} className="text-box" required rows={3} maxLength={4000} value={body} onChange={(e) => setBody(e.target.value)} />}
        </Field>
        <Choice label={w.every} value={rule.every} options={cycles.map((value) => ({ value, word: w.cycles[value] }))} onChange={(every) => change({ every })} />
        <div className="recurring-days">
          {rule.every === 'week' && (
            <Choice
              label={w.weekday}
              value={String(rule.weekday)}
              options={w.weekdays.map((word, at) => ({ value: String(at + 1), word }))}
              onChange={(n) => change({ weekday: Number(n) })}
            />
          )}
          {(rule.every === 'quarter' || rule.every === 'year') && (
            <NumberField
              label={rule.every === 'year' ? w.monthOfYear : w.monthOfQuarter}
              value={rule.month}
              most={rule.every === 'year' ? 12 : 3}
              onChange={(month) => change({ month })}
            />
          )}
          {['month', 'quarter', 'year'].includes(rule.every) && <NumberField label={w.day} value={rule.day} most={31} onChange={(day) => change({ day })} />}
          <NumberField label={w.lead} value={rule.lead} least={0} most={60} onChange={(lead) => change({ lead })} />
        </div>
        <Choice label={w.shift} value={rule.shift} options={shifts.map((value) => ({ value, word: w.shifts[value] }))} onChange={(shift) => change({ shift })} />
        <div className="recurring-days">
          <Field label={w.from}>{(ids) => <DateField {...ids} value={rule.from} onChange={(day) => day && change({ from: day as OfficeDate })} />}</Field>
          <Field label={w.until}>{(ids) => <DateField {...ids} value={rule.until ?? ''} onChange={(day) => change({ until: (day || null) as OfficeDate | null })} />}</Field>
        </div>
        <div className="recurring-days">
          <PostChoice label={w.post} posts={posts} value={post} onChange={setPost} />
          <PostChoice label={w.asker} posts={posts} value={asker} onChange={setAsker} />
        </div>
        <RefusalNote error={save.refused} desk="affairs" />
      </form>
    </Dialog>
  )
}
