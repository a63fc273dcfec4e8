/** A table the office settles by two people: as it stands, or as it is proposed; printed; filled in here and decided under 规则. Rule: HB-44 */
import { Link } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { ZodType } from 'zod'
import { proposeRule, ruleBook } from '../../../../kernel/rules/shape.ts'
import { addDays, officeDate } from '../../../../kernel/time.ts'
import { officeNow } from '../../../../web/clock.ts'
import { useMay } from '../../../../web/me.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { RefusalNote } from '../../../../web/parts/refusal-note.tsx'
import { useAct, useReading } from '../../../../web/reading.ts'
import { useT } from '../../../../web/words/use-words.ts'
import { Day, Line } from './line.tsx'
import { useScreenWords } from './use-outgoing-words.ts'
import '../outgoing.css'

interface Settled<T> {
  readonly title: string
  readonly note: string
  /** Its key in the rule book. */
  readonly rule: string
  readonly schema: ZodType<T>
  readonly now: { readonly version: number | null; readonly basis: string | null; readonly table: T }
  readonly show: (table: T) => ReactNode
  readonly edit: (table: T, change: (table: T) => void) => ReactNode
}
function Proposing<T>({ rule, schema, now, edit, onSent, onCancel }: Settled<T> & { readonly onSent: () => void; readonly onCancel: () => void }) {
  const t = useT()
  const s = useScreenWords()
  const today = officeDate(officeNow())
  const [table, setTable] = useState<T>(now.table)
  const [basis, setBasis] = useState('')
  const [from, setFrom] = useState<string>(addDays(today, 1))
  const act = useAct(proposeRule, { onDone: onSent })
  const good = schema.safeParse(table)
  const ready = good.success && basis.trim() !== '' && from !== ''
  return (
    <form
      className="card card-body stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (good.success && ready && !act.busy) act.run({ kind: 'table', key: rule, value: good.data as Record<string, unknown>, from: from as never, basis: basis.trim() })
      }}
    >
      {edit(table, setTable)}
      <div className="two">
        <Day label={s.fields.fromDay} value={from} onChange={setFrom} />
        <Line label={s.fields.basis} value={basis} onChange={setBasis} max={200} />
      </div>
      <RefusalNote error={act.refused} />
      <div className="row end form-foot">
        <Button onClick={onCancel}>{t('act.cancel')}</Button>
        <Button type="submit" kind="primary" busy={act.busy} disabled={!ready}>
          {s.acts.send}
        </Button>
      </div>
    </form>
  )
}
export function SettledTable<T>(of: Settled<T>) {
  const t = useT()
  const s = useScreenWords()
  const book = useReading(ruleBook, {})
  const proposes = useMay('office.rules')
  const [state, setState] = useState<'shown' | 'editing' | 'sent'>('shown')
  const rule = book.rows.find((one) => one.kind === 'table' && one.key === of.rule)
  const waiting = of.schema.safeParse(rule?.proposed?.value)
  const { version, basis, table } = of.now
  return (
    <section className="stack">
      <div className="page-head">
        <h1>{of.title}</h1>
        <div className="row no-print">
          {proposes && !rule?.proposed && state !== 'editing' && <Button onClick={() => setState('editing')}>{s.acts.propose}</Button>}
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
      </div>
      <p className="small quiet">{of.note}</p>
      <p role="status">{state === 'sent' ? s.hints.sent : version === null ? s.hints.noTable : `${s.fields.basis} ${basis}　${t('rules.version', { n: version })}`}</p>
      {rule?.proposed && (
        <p className="amber">
          {s.hints.waiting} <Link to="/rules">{t('rules.title')}</Link>
        </p>
      )}
      {state === 'editing' ? (
        <Proposing {...of} onSent={() => setState('sent')} onCancel={() => setState('shown')} />
      ) : waiting.success ? (
        of.show(waiting.data)
      ) : (
        (version !== null || null) && of.show(table)
      )}
    </section>
  )
}
