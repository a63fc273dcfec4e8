/** 拟办送批、交办、传阅、阅毕. */
import { useState } from 'react'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { MoveForm } from '../../../../web/matter/move-form.tsx'
import { Choice, Field } from '../../../../web/parts/field.tsx'
import { type Chosen, HolderPicker } from '../../../../web/parts/holder-picker.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import { assignPaper, circulatePaper, closeReadPaper, type PaperDetail, proposePaper } from '../../shape.ts'
import { useOverReason } from './over-reason.tsx'
import { chaserInput, complete, freshTask, named, TaskFields, type TaskForm, taskInput } from './task-fields.tsx'
import { useIncomingWords } from './use-incoming-words.ts'

const detailOf = (form: DeskForm) => form.matter.detail as PaperDetail
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)

export function ProposeForm(form: DeskForm) {
  const w = useIncomingWords()
  const detail = detailOf(form)
  const tasks = form.matter.state === 'examined'
  const [text, setText] = useState('')
  const [cause, setCause] = useState('')
  const [options, setOptions] = useState('')
  const [leaders, setLeaders] = useState<readonly Chosen[]>([])
  const [pace, setPace] = useState<'in_turn' | 'together'>('in_turn')
  const [task, setTask] = useState<TaskForm>(() => freshTask(detail))
  const act = useAct(proposePaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const over = useOverReason(act.refused)
  const withTask = tasks && named(task)
  const ready = text.trim() !== '' && cause.trim() !== '' && leaders.length > 0 && (!withTask || complete({ ...task, ask: task.ask || text }, detail))
  const land = () =>
    act.run({
      ...seen,
      text,
      cause,
      options: lines(options),
      leaders: leaders.flatMap((one) => one.holder.person ?? []) as never,
      pace,
      chaser: chaserInput(task),
      // what is asked of the department is the proposal itself where nothing else is said
      task: withTask ? { ...taskInput(task), ask: task.ask.trim() || text.trim() } : null,
      overReason: over.reason,
    })
  return (
    <ActFrame form={form} acting={act} ready={ready} onLand={land}>
      <TextLines label={w.fields.proposal} value={text} onChange={setText} max={2000} first />
      <TextLines label={w.fields.cause} value={cause} onChange={setCause} max={1000} rows={2} />
      <TextLines label={w.fields.options} hint={w.fields.optionsHint} value={options} onChange={setOptions} max={1800} rows={2} />
      <Field label={w.fields.leaders}>{(ids) => <HolderPicker {...ids} label={w.fields.leaders} only="person" value={leaders} onChange={setLeaders} many />}</Field>
      <Choice label={w.fields.pace} value={pace} options={(['in_turn', 'together'] as const).map((value) => ({ value, word: w.paces[value] }))} onChange={setPace} />
      {tasks && (
        <fieldset className="incoming-checks stack">
          <legend className="field-label">{w.fields.task}</legend>
          <p className="small quiet">{w.hints.task}</p>
          <TaskFields detail={detail} task={task} onChange={(part) => setTask((now) => ({ ...now, ...part }))} />
        </fieldset>
      )}
      {over.field}
    </ActFrame>
  )
}

export function AssignForm(form: DeskForm) {
  const detail = detailOf(form)
  const [task, setTask] = useState<TaskForm>(() => freshTask(detail))
  const act = useAct(assignPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const over = useOverReason(act.refused)
  const land = () => act.run({ ...seen, ...taskInput(task), chaser: chaserInput(task), overReason: over.reason })
  return (
    <ActFrame form={form} acting={act} ready={complete(task, detail)} onLand={land}>
      <TaskFields detail={detail} task={task} onChange={(part) => setTask((now) => ({ ...now, ...part }))} />
      {over.field}
    </ActFrame>
  )
}

const orders = ['rank', 'given', 'together'] as const
export function CirculateForm(form: DeskForm) {
  const w = useIncomingWords()
  const [to, setTo] = useState<readonly Chosen[]>([])
  const [order, setOrder] = useState<(typeof orders)[number]>('rank')
  const [ask, setAsk] = useState<string>(w.say.read)
  const act = useAct(circulatePaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const over = useOverReason(act.refused)
  const land = () => act.run({ ...seen, to: to.map((one) => one.holder), order, ask, overReason: over.reason })
  return (
    <ActFrame form={form} acting={act} ready={to.length > 0 && ask.trim() !== ''} onLand={land}>
      <Field label={w.fields.to}>{(ids) => <HolderPicker {...ids} label={w.fields.to} value={to} onChange={setTo} many />}</Field>
      <Choice label={w.fields.order} value={order} options={orders.map((value) => ({ value, word: w.orders[value] }))} onChange={setOrder} />
      <TextLines label={w.fields.ask} value={ask} onChange={setAsk} max={2000} rows={2} />
      {over.field}
    </ActFrame>
  )
}

export function CloseReadForm(form: DeskForm) {
  const w = useIncomingWords()
  const [text, setText] = useState<string>(w.say.wasRead)
  const act = useAct(closeReadPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={text.trim() !== ''} onLand={() => act.run({ ...seen, text })}>
      <TextLines label={w.fields.ground} value={text} onChange={setText} max={500} rows={2} first />
    </ActFrame>
  )
}

/** 收回传阅: what goes round now, whole; where several do, one is chosen. */
export function WithdrawForm(form: DeskForm) {
  const going = form.matter.stages.filter((s) => s.kind === 'read' && s.role === 'circulate' && s.endedAt === null)
  return <MoveForm {...form} {...(going.length === 1 ? { start: { stage: going[0]?.id } } : {})} />
}
