/** 一件制度政策: its standing first, then the text, what it is linked with, who cites it, its wordings and reviews. Rule: BZ-04, BZ-27, GN-45, HB-45 */
import { Link, useParams } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { fields } from '../../kernel/people/organisation-shape.ts'
import { type PolicyPage as Policy, policyPage } from '../../kernel/policies/shape.ts'
import type { RuleKind } from '../../kernel/rules/in-force.ts'
import { officeNow } from '../clock.ts'
import { deskOf, matterPath } from '../desk-pages.ts'
import { useRuleWords } from '../pages/rule-words.ts'
import { Button } from '../parts/button.tsx'
import { FileList } from '../parts/file-view.tsx'
import { Card } from '../parts/small.tsx'
import { useReading, useReadingLater } from '../reading.ts'
import { sayDate, sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { CitingRows } from './citing.tsx'
import { LinkForm, ReviewForm } from './link-form.tsx'
import './policies.css'
import { StateOf } from './policy-state.tsx'
import { fill, usePolicyWords } from './use-policy-words.ts'
import { Decide, LinkSaid } from './waiting.tsx'

function Facts({ one }: { readonly one: Policy }) {
  const w = usePolicyWords()
  const language = useLanguage()
  const names = useReadingLater(fields, {}).data?.rows ?? []
  const ruleWords = useRuleWords([])
  const rule = (said: string) => {
    const [kind = '', key = ''] = said.split(':')
    const desk = key.split('.')[0] ?? ''
    return ruleWords.name({ kind: kind as RuleKind, key, desk: deskOf(desk) ? desk : null })
  }
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [w.fields.number, one.number],
    [one.unit ? w.fields.unit : w.fields.issuer, one.unit?.name ?? one.issuer],
    [w.fields.field, names.find((field) => field.key === one.field)?.name],
    [w.fields.issuedOn, sayDate(one.issuedOn, language)],
    [w.fields.fromOn, sayDate(one.fromOn, language)],
    [w.fields.untilOn, one.untilOn ? sayDate(one.untilOn, language) : w.fields.noEnd],
    [w.fields.textAsOf, one.textAsOf && sayDate(one.textAsOf, language)],
    [w.fields.aliases, one.aliases.join('；')],
    [w.fields.ownerPost, [one.owner.unit, one.owner.post, one.owner.people.join('、')].filter(Boolean).join('　')],
    [w.fields.reviewOn, `${sayDate(one.reviewOn, language)}　${w.review[one.review]}`],
    [w.fields.readers, one.closed ? w.readers.unit : ''],
    [w.fields.source, one.matter && <Link to={matterPath(one.matter.desk, one.matter.id)}>{one.matter.number}</Link>],
    [
      w.fields.master,
      one.master && (
        <>
          <Link to={`/policies/${one.master.id}` as never}>{one.master.title}</Link>
          {one.master.newer && <span className="small amber"> {w.open.masterNewer}</span>}
        </>
      ),
    ],
    [w.fields.rules, one.rules.map(rule).join('；')],
  ]
  return (
    <dl className="facts policy-facts">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
function Acts({ one, onLink, onReview }: { readonly one: Policy; readonly onLink: () => void; readonly onReview: () => void }) {
  const t = useT()
  const w = usePolicyWords()
  return (
    <div className="row wrap no-print policy-acts">
      {one.may.review && <Button onClick={onReview}>{w.open.doReview}</Button>}
      {one.may.link && <Button onClick={onLink}>{w.open.link}</Button>}
      {one.may.edit && (
        <Link to={`/policies/${one.id}/edit` as never} className="btn is-plain">
          {w.form.edit}
        </Link>
      )}
      {one.may.adapt.length > 0 && (
        <Link to={'/policies/new' as never} search={{ master: one.id } as never} className="btn is-plain">
          {w.form.adapt}
        </Link>
      )}
      <Button onClick={() => window.print()}>{t('act.print')}</Button>
    </div>
  )
}
function Aside({ one }: { readonly one: Policy }) {
  const w = usePolicyWords()
  const language = useLanguage()
  const now = officeNow()
  return (
    <div className="stack">
      {one.links.length > 0 && (
        <Card id="policy-links" title={w.open.links}>
          <ul className="card-body policy-lines">
            {one.links.map((link) => (
              <li key={link.id}>
                <LinkSaid link={link} />
                <Decide id={link.id} may={link.may} of="link" />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {one.copies.length > 0 && (
        <Card id="policy-copies" title={w.fields.copies}>
          <ul className="card-body policy-lines">
            {one.copies.map((copy) => (
              <li key={copy.id}>
                <Link to={`/policies/${copy.id}` as never}>{copy.title}</Link> <span className="small quiet">{copy.unit?.name}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card id="policy-versions" title={w.open.versions}>
        <ul className="card-body policy-lines">
          {one.versions.map((row) => (
            <li key={row.version}>
              <span>
                {fill(w.open.version, { n: row.version })}{' '}
                <span className="small quiet">
                  {[
                    row.by.name,
                    sayMoment(row.at, now, language),
                    row.outcome === null ? w.open.proposed : row.decidedBy?.id === row.by.id ? '' : `${row.decidedBy?.name ?? ''}${w.open.outcomes[row.outcome]}`,
                    row.why,
                  ]
                    .filter(Boolean)
                    .join('　')}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {one.reviews.length > 0 && (
        <Card id="policy-reviews" title={w.open.reviews}>
          <ul className="card-body policy-lines">
            {one.reviews.map((row) => (
              <li key={row.id}>
                <span>
                  {w.verdicts[row.verdict]} <span className="small quiet">{[row.by.name, sayMoment(row.at, now, language), row.note].filter(Boolean).join('　')}</span>
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

export function PolicyPage() {
  const t = useT()
  const w = usePolicyWords()
  const { id = '' } = useParams({ strict: false })
  const one = useReading(policyPage, { id })
  const [open, setOpen] = useState<'link' | 'review' | null>(null)
  const waits = one.versions.find((row) => row.outcome === null)
  const gone = one.state === 'repealed' || one.state === 'expired'
  return (
    <article className="stack policy-page">
      <nav className="crumbs small quiet no-print" aria-label={t('matter.crumbs')}>
        <Link to={'/policies' as never}>{w.title}</Link>
      </nav>
      <header className="card policy-head">
        <div className="row wrap between">
          <h1>{one.title}</h1>
          <StateOf row={one} />
        </div>
        {one.by && (
          <p className="small">
            {gone || one.state === 'amended' ? (
              <Link to={`/policies/${one.by.id}` as never}>{fill(w.by, { title: `${one.by.title}${one.by.number ? `（${one.by.number}）` : ''}` })}</Link>
            ) : null}
          </p>
        )}
        {waits && (
          <div className="row wrap">
            <span className="amber">{fill(w.open.waits, { n: waits.version, name: waits.by.name })}</span>
            <Decide id={one.id} may={one.may} of="policy" />
          </div>
        )}
        <Facts one={one} />
        <Acts one={one} onLink={() => setOpen('link')} onReview={() => setOpen('review')} />
      </header>
      <div className="policy-panes">
        <div className="stack">
          <Card id="policy-text" title={w.open.text}>
            <div className="card-body policy-text">{one.body ?? <span className="quiet">{w.open.noText}</span>}</div>
          </Card>
          {one.files.length > 0 && (
            <Card id="policy-files" title={w.fields.files}>
              <div className="card-body">
                <FileList files={one.files} />
              </div>
            </Card>
          )}
          {gone && (
            <Suspense fallback={null}>
              <CitingRows id={one.id} />
            </Suspense>
          )}
        </div>
        <Aside one={one} />
      </div>
      {open === 'link' && <LinkForm one={one} onClose={() => setOpen(null)} />}
      {open === 'review' && <ReviewForm id={one.id} onClose={() => setOpen(null)} />}
    </article>
  )
}
