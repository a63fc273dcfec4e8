/** 规则 (HB-44): everything an office may change, by kind, as it stands on a day; proposed by one, decided by another; printed as the rule book. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { type RuleKind, ruleKinds } from '../../kernel/rules/in-force.ts'
import { type RuleRow, ruleBook } from '../../kernel/rules/shape.ts'
import { type OfficeDate, officeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { allDesks, deskOf } from '../desk-pages.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { Field } from '../parts/field.tsx'
import { useReading } from '../reading.ts'
import { sayDay, sayLongDate, sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { NewRoute, RuleForm, valueNow } from './rule-form.tsx'
import { RuleHistory, RulesWaiting } from './rule-waiting.tsx'
import { type RuleWords, useRuleWords } from './rule-words.ts'
import '../styles/rules.css'

const route = getRouteApi('/menu/rules')
const noon = (day: string) => `${day}T04:00:00.000Z`

function Row({
  rule,
  words,
  onPropose,
  onHistory,
}: {
  readonly rule: RuleRow
  readonly words: RuleWords
  readonly onPropose: (() => void) | null
  readonly onHistory: () => void
}) {
  const t = useT()
  const language = useLanguage()
  const now = officeNow()
  const name = words.name(rule)
  const [next] = rule.coming
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-head={t('rules.current')}>
        {words.value(rule, valueNow(rule))}
        {rule.now && rule.shipped !== null && (
          <p className="small quiet">
            {t('rules.shipped')}：{words.value(rule, rule.shipped)}
          </p>
        )}
        {next && (
          <p className="small amber">
            {t('rules.next', { date: sayDay(next.from ?? noon(next.day), now, language), n: next.version ?? '' })}：{words.value(rule, next.value)}
          </p>
        )}
        {rule.proposed && <p className="small quiet">{t('rules.waits')}</p>}
      </td>
      <td data-head={t('rules.versionHead')}>
        {rule.now ? (
          <>
            {t('rules.version', { n: rule.now.version ?? '' })}
            <p className="small quiet">{t('rules.since', { date: sayMoment(rule.now.from ?? '', now, language) })}</p>
          </>
        ) : (
          t(rule.shipped === null ? 'rules.notYet' : 'rules.shipped')
        )}
      </td>
      <td data-head={rule.now || words.basis(rule) ? t('rules.basis') : undefined} className="small">
        {rule.now ? rule.now.basis : words.basis(rule)}
        {rule.now && <p className="quiet">{t('rules.both', { proposer: rule.now.proposedBy.name, approver: rule.now.decidedBy?.name ?? '' })}</p>}
      </td>
      <td className="no-print rule-acts">
        {rule.kind === 'table' && rule.desk && (
          <Link className="btn is-text is-small" to={deskOf(rule.desk)?.tablePaths?.[rule.key.split('.')[1] ?? ''] ?? '/rules'}>
            {t('rules.openTable')}
          </Link>
        )}
        {onPropose && !rule.proposed && rule.kind !== 'table' && (
          <Button small kind="text" aria-label={`${t('rules.propose')} ${name}`} onClick={onPropose}>
            {t('rules.propose')}
          </Button>
        )}
        {rule.history.length > 0 && (
          <Button small kind="text" aria-label={`${t('rules.history')} ${name}`} onClick={onHistory}>
            {t('rules.history')}
          </Button>
        )}
      </td>
    </tr>
  )
}
const fresh = (key: string): RuleRow => ({
  kind: 'route',
  key,
  desk: key.split('.')[0] ?? null,
  shipped: null,
  shippedBasis: '',
  now: null,
  coming: [],
  proposed: null,
  history: [],
})

export function RulesPage() {
  const t = useT()
  const language = useLanguage()
  const navigate = useNavigate()
  const today = officeDate(officeNow())
  const search = route.useSearch() as { on?: string }
  const on = /^\d{4}-\d\d-\d\d$/.test(search.on ?? '') ? (search.on as OfficeDate) : today
  const book = useReading(ruleBook, { on })
  const words = useRuleWords(book.posts)
  const proposes = useMay('office.rules')
  const [proposing, setProposing] = useState<RuleRow | null>(null)
  const [naming, setNaming] = useState(false)
  const [asked, setAsked] = useState<string | null>(null)
  const shown = book.rows.find((rule) => `${rule.kind}:${rule.key}` === asked)
  const of = (kind: RuleKind) => book.rows.filter((rule) => rule.kind === kind)
  return (
    <section className="rules-page">
      <div className="page-head">
        <h1>{t('rules.title')}</h1>
        <div className="row no-print">
          <Field label={t('rules.on')}>
            {(ids) => <DateField {...ids} value={on} onChange={(day) => void navigate({ to: '/rules', search: day === today ? {} : { on: day } } as never)} />}
          </Field>
          <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>
            {t('act.print')}
          </Button>
        </div>
      </div>
      <p className="small quiet">{t('rules.note')}</p>
      <p className="rules-as-of">{t('rules.asOf', { date: sayLongDate(noon(on), language, t) })}</p>
      <RulesWaiting rows={book.rows} words={words} />
      {ruleKinds.map((kind) => (
        <section key={kind} className="card ledger-page rules-kind" aria-labelledby={`rules-${kind}`}>
          <div className="ledger-head">
            <h2 id={`rules-${kind}`}>{t(`rules.kinds.${kind}`)}</h2>
            <p className="small quiet grow">{t(`rules.kindNotes.${kind}`)}</p>
            {kind === 'route' && proposes && (
              <Button small className="no-print" onClick={() => setNaming(true)}>
                {t('rules.newRoute')}
              </Button>
            )}
          </div>
          {of(kind).length === 0 ? (
            <p className="empty">{t('rules.none')}</p>
          ) : (
            <table className="ledger posts rights rules">
              <thead>
                <tr>
                  <th scope="col">{t('rules.rule')}</th>
                  <th scope="col">{t('rules.current')}</th>
                  <th scope="col">{t('rules.versionHead')}</th>
                  <th scope="col">{t('rules.basis')}</th>
                  <th scope="col" className="no-print">
                    <span className="off-screen">{t('rules.acts')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {of(kind).map((rule) => (
                  <Row key={rule.key} rule={rule} words={words} onPropose={proposes ? () => setProposing(rule) : null} onHistory={() => setAsked(`${rule.kind}:${rule.key}`)} />
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
      {proposing && <RuleForm rule={proposing} words={words} posts={book.posts} onClose={() => setProposing(null)} />}
      {naming && (
        <NewRoute
          desks={allDesks().map((desk) => ({ key: desk.key, name: desk.words[language].name }))}
          onNamed={(key) => {
            setNaming(false)
            setProposing(book.rows.find((rule) => rule.kind === 'route' && rule.key === key) ?? fresh(key))
          }}
          onClose={() => setNaming(false)}
        />
      )}
      {shown && <RuleHistory rule={shown} words={words} onClose={() => setAsked(null)} />}
    </section>
  )
}
