/** 统计口径截止: figures kept under a name, and counted once more before one's eyes. */
import { type FormEvent, Suspense, useState } from 'react'
import { type CutOffRow, cutOffs, keepCutOff, recount } from '../../kernel/figures/shape.ts'
import type { OfficeDate } from '../../kernel/time.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useAct, useReading } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import './figures.css'
import { useFigureSpan } from './use-figure-span.ts'

export interface CutOffsProps {
  readonly desk: string
  readonly from: string | undefined
  readonly to: string | undefined
  /** Of the figures shown now. */
  readonly cutOff: string
  readonly name: (key: string) => string
  readonly onOpen: (row: CutOffRow) => void
  readonly onClose: () => void
}
function Again({ id, name }: { readonly id: string; readonly name: (key: string) => string }) {
  const t = useT()
  const { kept, again, differs } = useReading(recount, { id })
  return (
    <div className="cut-off-again">
      <p role="status" className={differs.length > 0 ? 'amber' : undefined}>
        {differs.length === 0 ? t('figures.same', { count: kept.figures.length }) : t('figures.differs', { names: differs.map(name).join('、') })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('figures.figure')}</th>
            <th scope="col" className="to-right">
              {t('figures.kept')}
            </th>
            <th scope="col" className="to-right">
              {t('figures.again')}
            </th>
          </tr>
        </thead>
        <tbody>
          {kept.figures.map((one) => {
            const other = again.find((found) => found.key === one.key)
            const said = (f: typeof one | undefined) => (f ? (f.of === null ? String(f.n) : `${f.n}／${f.of}`) : '—')
            return (
              <tr key={one.key} className={differs.includes(one.key) ? 'amber' : undefined}>
                <th scope="row">{name(one.key)}</th>
                <td className="to-right num">{said(one)}</td>
                <td className="to-right num">{said(other)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
function Kept({ desk, name, onOpen }: Pick<CutOffsProps, 'desk' | 'name' | 'onOpen'>) {
  const t = useT()
  const say = useFigureSpan()
  const { rows } = useReading(cutOffs, { desk })
  const [open, setOpen] = useState<string | null>(null)
  if (rows.length === 0) return <p className="empty">{t('figures.noneKept')}</p>
  return (
    <ul className="cut-offs">
      {rows.map((row) => (
        <li key={row.id}>
          <div className="row">
            <b className="grow">{row.name}</b>
            <Button small kind="text" onClick={() => onOpen(row)}>
              {t('figures.show')}
            </Button>
            <Button small aria-expanded={open === row.id} onClick={() => setOpen(open === row.id ? null : row.id)}>
              {t('figures.countAgain')}
            </Button>
          </div>
          <p className="small quiet num">
            {say.span(row)}　{say.cutOff(row)}　{row.by.name}
          </p>
          {open === row.id && (
            <Suspense fallback={<Waiting />}>
              <Again id={row.id} name={name} />
            </Suspense>
          )}
        </li>
      ))}
    </ul>
  )
}
export function CutOffs(props: CutOffsProps) {
  const t = useT()
  const say = useFigureSpan()
  const span = { from: props.from, to: props.to, cutOff: props.cutOff }
  const [words, setWords] = useState('')
  const keep = useAct(keepCutOff, { onDone: () => setWords('') })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (words.trim())
      keep.run({ desk: props.desk, name: words, from: (props.from ?? null) as OfficeDate | null, to: (props.to ?? null) as OfficeDate | null, cutOff: props.cutOff as never })
  }
  return (
    <Dialog title={t('figures.cutOffs')} onClose={props.onClose} wide>
      <form className="cut-off-form" onSubmit={send}>
        <Field label={t('figures.cutOffName')} hint={`${say.span(span)}　${say.cutOff(span)}`}>
          {(ids) => <input {...ids} data-first className="text-box" maxLength={60} value={words} onChange={(e) => setWords(e.target.value)} />}
        </Field>
        <Button kind="primary" type="submit" busy={keep.busy} disabled={!words.trim()}>
          {t('figures.keep')}
        </Button>
      </form>
      <p className="small quiet">{t('figures.keptNote')}</p>
      <RefusalNote error={keep.refused} />
      <Suspense fallback={<Waiting />}>
        <Kept {...props} />
      </Suspense>
    </Dialog>
  )
}
