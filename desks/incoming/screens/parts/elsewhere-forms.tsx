/** 报结、无须答复、转出、更正登记、按请示办理. */
import { useState } from 'react'
import { useDictionary } from '../../../../web/dictionary.ts'
import { ActFrame, useJudged } from '../../../../web/matter/act-frame.tsx'
import type { DeskForm } from '../../../../web/matter/move-bar.tsx'
import { MoveControl } from '../../../../web/matter/move-controls.tsx'
import { Choice } from '../../../../web/parts/field.tsx'
import { FileDrop, type SentFile } from '../../../../web/parts/file-drop.tsx'
import { TextLines } from '../../../../web/parts/text-lines.tsx'
import { useAct } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { amendPaper, type PaperDetail, reportPaper, treatAsRequest, turnPaper, turns } from '../../shape.ts'
import { PaperFields, type PaperForm, paperInput } from './paper-fields.tsx'
import { useIncomingWords } from './use-incoming-words.ts'

const helpersField = { name: 'withoutHelpers', label: 'helperWhy', kind: 'helpers' } as const
const own: readonly string[] = ['returned', 'read']
export function ReportForm(form: DeskForm) {
  const t = useT()
  const w = useIncomingWords()
  const dictionary = useDictionary('incoming.results', w.results)
  const [result, setResult] = useState<string | null>('done')
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly SentFile[]>([])
  const [unheard, setUnheard] = useState<readonly { readonly piece: string; readonly why: string }[]>([])
  const act = useAct(reportPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const land = () => result && act.run({ ...seen, result, text, files: files.map((f) => f.id) as never, withoutHelpers: unheard as never })
  return (
    <ActFrame form={form} acting={act} ready={result !== null && text.trim() !== ''} onLand={land}>
      <Choice label={w.fields.result} value={result} options={dictionary.options.filter((one) => !own.includes(one.value))} onChange={setResult} />
      <TextLines label={w.fields.resultText} value={text} onChange={setText} max={4000} rows={5} first />
      <MoveControl field={helpersField} matter={form.matter} mine={null} value={unheard} onChange={(value) => setUnheard(value as never)} />
      <FileDrop label={t('form.files')} value={files} onChange={setFiles} />
    </ActFrame>
  )
}

export function TurnForm(form: DeskForm) {
  const w = useIncomingWords()
  const [into, setInto] = useState<(typeof turns)[number]>('outgoing')
  const [ask, setAsk] = useState('')
  const act = useAct(turnPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={ask.trim() !== ''} onLand={() => act.run({ ...seen, into, ask })}>
      <Choice label={w.fields.into} value={into} options={turns.map((value) => ({ value, word: w.turns[value] }))} onChange={setInto} />
      <TextLines label={w.fields.ask} value={ask} onChange={setAsk} max={2000} first />
      <p className="small quiet">{w.hints.turned}</p>
    </ActFrame>
  )
}

const formOf = (detail: PaperDetail, title: string): PaperForm => ({
  title,
  sender: detail.sender,
  senderNumber: detail.senderNumber ?? '',
  paperType: detail.paperType,
  urgency: detail.urgency,
  handling: detail.handling,
  writtenOn: detail.writtenOn ?? '',
  copies: String(detail.copies),
  copyFrom: detail.copyFrom === null ? '' : String(detail.copyFrom),
  copyTo: detail.copyTo === null ? '' : String(detail.copyTo),
  attachments: detail.attachmentsNamed.join('\n'),
  answerBy: detail.answerBy ?? '',
  gist: detail.gist ?? '',
  joint: detail.joint !== null,
  jointOffice: detail.joint?.office ?? '',
  jointNumber: detail.joint?.number ?? '',
  jointLead: detail.joint?.lead ?? 'ours',
})
export function AmendForm(form: DeskForm) {
  const w = useIncomingWords()
  const [fields, setFields] = useState(() => formOf(form.matter.detail as PaperDetail, form.matter.title ?? ''))
  const [reason, setReason] = useState('')
  const act = useAct(amendPaper, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  const land = () => {
    const { title: _, ...rest } = paperInput(fields)
    act.run({ ...seen, fields: rest as never, reason })
  }
  return (
    <ActFrame form={form} acting={act} ready={reason.trim() !== '' && (!fields.joint || fields.jointOffice.trim() !== '')} onLand={land}>
      <PaperFields form={fields} missed={new Set()} onChange={(part) => setFields((now) => ({ ...now, ...part }))} fixedTitle />
      <TextLines label={w.fields.reason} value={reason} onChange={setReason} max={500} rows={2} />
    </ActFrame>
  )
}

export function AsRequestForm(form: DeskForm) {
  const w = useIncomingWords()
  const [reason, setReason] = useState('')
  const act = useAct(treatAsRequest, { onDone: form.onDone })
  const seen = useJudged(form, act.refused)
  return (
    <ActFrame form={form} acting={act} ready={reason.trim() !== ''} onLand={() => act.run({ ...seen, reason })}>
      <TextLines label={w.fields.reason} value={reason} onChange={setReason} max={500} first />
      <p className="small quiet">{w.hints.asRequest}</p>
    </ActFrame>
  )
}
