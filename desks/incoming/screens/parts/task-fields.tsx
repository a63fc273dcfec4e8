/** Who does it, who helps, by when, who chases it: the same for 拟办 and 交办. */
import { officeNow } from '../../../../web/clock.ts'
import { DateField } from '../../../../web/parts/date-field.tsx'
import { Field } from '../../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { fromWall, toWall } from '../../../../web/parts/wall-clock.ts'
import type { PaperDetail } from '../../shape.ts'
import { useIncomingWords } from './use-incoming-words.ts'

export interface TaskForm {
  readonly lead: readonly Chosen[]
  readonly helpers: readonly Chosen[]
  readonly ask: string
  readonly due: string
  readonly chaser: readonly Chosen[]
}
export const freshTask = (detail: PaperDetail): TaskForm => ({ lead: [], helpers: [], ask: '', due: detail.answerBy ? `${detail.answerBy}T18:00` : '', chaser: [] })
export const taskInput = ({ lead, helpers, ask, due }: TaskForm) => ({
  lead: lead[0]?.holder ?? null,
  helpers: helpers.map((one) => one.holder),
  ask: ask.trim(),
  due: fromWall(due),
})
export const chaserInput = ({ chaser }: TaskForm) => (chaser[0]?.holder.person ?? null) as never
export const named = ({ lead, helpers }: TaskForm): boolean => lead.length + helpers.length > 0
/** An urgent paper has a time and somebody by name who chases it. R-D31 */
export const complete = (task: TaskForm, detail: PaperDetail): boolean =>
  named(task) && task.ask.trim() !== '' && (detail.urgency === 'normal' || (fromWall(task.due) !== null && (task.chaser.length > 0 || detail.chaser !== null)))

interface Props {
  readonly detail: PaperDetail
  readonly task: TaskForm
  readonly onChange: (part: Partial<TaskForm>) => void
}
export function TaskFields({ detail, task, onChange }: Props) {
  const w = useIncomingWords()
  const urgent = detail.urgency !== 'normal'
  return (
    <>
      <div className="two">
        <Field label={w.fields.lead}>{(ids) => <HolderPicker {...ids} label={w.fields.lead} value={task.lead} onChange={(lead) => onChange({ lead })} />}</Field>
        <Field label={w.fields.helpers}>
          {(ids) => <HolderPicker {...ids} label={w.fields.helpers} value={task.helpers} onChange={(helpers) => onChange({ helpers })} many />}
        </Field>
      </div>
      <TextLines label={w.fields.taskAsk} value={task.ask} onChange={(ask) => onChange({ ask })} max={2000} rows={2} />
      <div className="two">
        <Field label={w.fields.dueBy} {...(urgent ? { hint: w.hints.urgentTime } : {})}>
          {(ids) => <DateField {...ids} time min={toWall(officeNow())} value={task.due} onChange={(due: string) => onChange({ due })} />}
        </Field>
        <Field label={w.fields.chaser} {...(urgent ? { hint: w.hints.urgentChaser } : {})}>
          {(ids) => <HolderPicker {...ids} label={w.fields.chaser} only="person" value={task.chaser} onChange={(chaser) => onChange({ chaser })} />}
        </Field>
      </div>
    </>
  )
}
