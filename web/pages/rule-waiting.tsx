/** 待审批: what was proposed and waits for the second person; and the record of one rule. */
import { useState } from 'react'
import { decideRule, type RuleLine, type RuleRow, withdrawRule } from '../../kernel/rules/shape.ts'
import { officeNow } from '../clock.ts'
import { useMay, useMe } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct } from '../reading.ts'
import { sayDay, sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { valueNow } from './rule-form.tsx'
import type { RuleWords } from './rule-words.ts'

function Waiting({ rule, line, words }: { readonly rule: RuleRow; readonly line: RuleLine; readonly words: RuleWords }) {
  const t = useT()
  const language = useLanguage()
  const me = useMe()
  const approves = useMay('office.approve-rules')
  const [refusing, setRefusing] = useState(false)
  const decide = useAct(decideRule, { onDone: () => setRefusing(false) })
  const withdraw = useAct(withdrawRule)
  const mine = line.proposedBy.id === me.person.id
  const name = words.name(rule)
  return (
    <li>
      <h3>{name}</h3>
      <p>
        <span className="quiet">{t('rules.before')}</span> {words.value(rule, valueNow(rule))}
      </p>
      <p>
        <span className="quiet">{t('rules.after', { date: sayDay(`${line.day}T04:00:00.000Z`, officeNow(), language) })}</span> <b>{words.value(rule, line.value)}</b>
      </p>
      <p className="small quiet">
        {t('rules.basis')}：{line.basis}　{t('rules.proposedBy', { name: line.proposedBy.name, at: sayMoment(line.proposedAt, officeNow(), language) })}
      </p>
      {mine && <p className="small quiet">{t('rules.ownNote')}</p>}
      <div className="row no-print">
        {approves && !mine && (
          <>
            <Button kind="primary" small busy={decide.busy} aria-label={`${t('rules.approve')} ${name}`} onClick={() => decide.run({ id: line.id, approve: true })}>
              {t('rules.approve')}
            </Button>
            <Button small aria-label={`${t('rules.refuse')} ${name}`} onClick={() => setRefusing(true)}>
              {t('rules.refuse')}
            </Button>
          </>
        )}
        {mine && (
          <Button small busy={withdraw.busy} aria-label={`${t('rules.withdraw')} ${name}`} onClick={() => withdraw.run({ id: line.id })}>
            {t('rules.withdraw')}
          </Button>
        )}
      </div>
      <RefusalNote error={refusing ? null : (decide.refused ?? withdraw.refused)} />
      {refusing && (
        <ReasonDialog
          title={t('rules.refuse')}
          label={t('rules.refuseWhy')}
          busy={decide.busy}
          refused={decide.refused}
          onSay={(why) => decide.run({ id: line.id, approve: false, why })}
          onClose={() => setRefusing(false)}
        />
      )}
    </li>
  )
}
export function RulesWaiting({ rows, words }: { readonly rows: readonly RuleRow[]; readonly words: RuleWords }) {
  const t = useT()
  const waiting = rows.flatMap((rule) => (rule.proposed ? [{ rule, line: rule.proposed }] : []))
  if (waiting.length === 0) return null
  return (
    <Card id="waiting" title={t('rules.waiting')} aside={t('org.count', { count: waiting.length })}>
      <ul className="card-body plain-list rules-waiting">
        {waiting.map(({ rule, line }) => (
          <Waiting key={line.id} rule={rule} line={line} words={words} />
        ))}
      </ul>
    </Card>
  )
}
export function RuleHistory({ rule, words, onClose }: { readonly rule: RuleRow; readonly words: RuleWords; readonly onClose: () => void }) {
  const t = useT()
  const language = useLanguage()
  const now = officeNow()
  return (
    <Dialog title={`${t('rules.history')}　${words.name(rule)}`} onClose={onClose} wide>
      <ol className="plain-list rules-waiting">
        {rule.history.map((line) => (
          <li key={line.id}>
            <p className="row between wrap">
              <b>{line.version === null ? t(`rules.outcomes.${line.outcome ?? 'open'}`) : t('rules.version', { n: line.version })}</b>
              <span className="small quiet">
                {line.from ? t('rules.since', { date: sayMoment(line.from, now, language) }) : t('rules.asked', { date: sayDay(`${line.day}T04:00:00.000Z`, now, language) })}
              </span>
            </p>
            <p>{words.value(rule, line.value)}</p>
            <p className="small quiet">
              {t('rules.basis')}：{line.basis}　{t('rules.proposedBy', { name: line.proposedBy.name, at: sayMoment(line.proposedAt, now, language) })}
              {line.decidedBy &&
                line.decidedAt &&
                `　${t(`rules.decidedBy.${line.outcome ?? 'approved'}`, { name: line.decidedBy.name, at: sayMoment(line.decidedAt, now, language) })}`}
              {line.why && `　${line.why}`}
            </p>
          </li>
        ))}
        {rule.shipped !== null && (
          <li>
            <b>{t('rules.shipped')}</b>
            <p>{words.value(rule, rule.shipped)}</p>
            {words.basis(rule) && <p className="small quiet">{words.basis(rule)}</p>}
          </li>
        )}
      </ol>
    </Dialog>
  )
}
