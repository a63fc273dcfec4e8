/** 等您办理: rule sets and repeals that ask for a second person, reviews that are due. Rule: HB-45, GN-45 */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { decideLink, decidePolicy, type PolicyLinkRow, policyWaiting, withdrawLink, withdrawPolicy } from '../../kernel/policies/shape.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReading } from '../reading.ts'
import { sayDate } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { fill, usePolicyWords } from './use-policy-words.ts'

interface May {
  readonly decide: boolean
  readonly withdraw: boolean
}
function WhyDialog({
  title,
  busy,
  refused,
  onLand,
  onClose,
}: {
  readonly title: string
  readonly busy: boolean
  readonly refused: unknown
  readonly onLand: (why: string) => void
  readonly onClose: () => void
}) {
  const t = useT()
  const w = usePolicyWords()
  const [why, setWhy] = useState('')
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (why.trim()) onLand(why)
        }}
      >
        <Field label={w.open.why}>
          {(ids) => <textarea {...ids} data-first className="text-box" rows={3} maxLength={500} required value={why} onChange={(e) => setWhy(e.target.value)} />}
        </Field>
        <RefusalNote error={refused} />
        <div className="row end">
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="submit" kind="primary" busy={busy}>
            {w.open.refuse}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
/** Approve, refuse with a reason, withdraw: the same for a rule set and for a repeal. */
export function Decide({ id, may, of }: { readonly id: string; readonly may: May; readonly of: 'policy' | 'link' }) {
  const w = usePolicyWords()
  const [refusing, setRefusing] = useState(false)
  const decide = useAct(of === 'policy' ? decidePolicy : decideLink, { onDone: () => setRefusing(false) })
  const withdraw = useAct(of === 'policy' ? withdrawPolicy : withdrawLink)
  if (!may.decide && !may.withdraw) return null
  return (
    <span className="row wrap no-print">
      {may.decide && (
        <>
          <Button small kind="primary" busy={decide.busy} onClick={() => decide.run({ id, approve: true })}>
            {w.open.approve}
          </Button>
          <Button small onClick={() => setRefusing(true)}>
            {w.open.refuse}
          </Button>
        </>
      )}
      {may.withdraw && (
        <Button small kind="text" busy={withdraw.busy} onClick={() => withdraw.run({ id })}>
          {w.open.withdraw}
        </Button>
      )}
      <RefusalNote error={(refusing ? null : decide.refused) ?? withdraw.refused} />
      {refusing && (
        <WhyDialog title={w.open.refuse} busy={decide.busy} refused={decide.refused} onLand={(why) => decide.run({ id, approve: false, why })} onClose={() => setRefusing(false)} />
      )}
    </span>
  )
}
const titleOf = (one: { readonly title: string; readonly number: string | null }) => `${one.title}${one.number ? `（${one.number}）` : ''}`
/** 《乙》废止《甲》，自…起, with whoever proposed it. */
export function LinkSaid({ link }: { readonly link: PolicyLinkRow }) {
  const w = usePolicyWords()
  const language = useLanguage()
  return (
    <span>
      <Link to={`/policies/${link.from.id}` as never}>{titleOf(link.from)}</Link> <b>{w.kinds[link.kind]}</b>{' '}
      <Link to={`/policies/${link.to.id}` as never}>{titleOf(link.to)}</Link>
      <span className="small quiet">
        {' '}
        {[
          link.clauses,
          link.on && fill(w.open.since, { day: sayDate(link.on, language) }),
          link.by.name,
          link.outcome === null ? w.open.proposed : link.decidedBy?.id !== link.by.id && link.decidedBy?.name,
        ]
          .filter(Boolean)
          .join('　')}
      </span>
    </span>
  )
}

export function PoliciesWaiting() {
  const w = usePolicyWords()
  const { proposals, links, reviews } = useReading(policyWaiting, {})
  if (proposals.length + links.length + reviews.length === 0) return null
  return (
    <Card id="policies-waiting" title={w.waiting.title}>
      <ul className="card-body policy-lines">
        {proposals.map((one) => (
          <li key={one.id}>
            <span>
              <Link to={`/policies/${one.id}` as never}>{one.title}</Link>{' '}
              <span className="small quiet">
                {one.unit?.name}　{fill(w.open.waits, { n: one.version, name: one.by.name })}
              </span>
            </span>
            <Decide id={one.id} may={one.may} of="policy" />
          </li>
        ))}
        {links.map((link) => (
          <li key={link.id}>
            <LinkSaid link={link} />
            <Decide id={link.id} may={link.may} of="link" />
          </li>
        ))}
        {reviews.map((row) => (
          <li key={row.id}>
            <span>
              <Link to={`/policies/${row.id}` as never}>{row.title}</Link> <span className="small amber">{w.review[row.review]}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
