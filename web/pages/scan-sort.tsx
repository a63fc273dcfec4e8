/** A page that could not be sorted by itself: its plain reason; the number typed by hand, or set aside with a reason. And what was entered or set aside. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { attachPage, paper, type ScanPage, setAsidePages, setTwoSided, takeUpPage, undoPaper, type Waits } from '../../kernel/reading/scan-shape.ts'
import { officeNow } from '../clock.ts'
import { matterPath } from '../desk-pages.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { useAct, useReadingLater } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

/** Number, title and form of the paper; the number opens its matter. */
export function PaperHead({ page }: { readonly page: ScanPage }) {
  const t = useT()
  if (!page.matter) return null
  return (
    <div className="scan-head">
      <Link to={matterPath(page.matter.desk, page.matter.id)} className="num" title={t('scans.open')}>
        {page.matter.number}
      </Link>
      {page.form && <span className="small quiet">{t(`scans.forms.${page.form as 'P'}`)}</span>}
      <p className="serif">{page.matter.title ?? t('matter.hidden')}</p>
    </div>
  )
}
/** Why it waits, in words: by its code, or because nobody is asked there for whom he may enter. */
export function WhyWaiting({ page }: { readonly page: ScanPage }) {
  const t = useT()
  const { data } = useReadingLater(paper, page.state === 'attached' ? { page: page.id } : null)
  if (page.state === 'waiting') return <p className="amber">{t(`scans.why.${page.reason as Waits}`)}</p>
  if (!data || data.deciders.length > 0) return null
  return <p className="amber">{data.others.length > 0 ? t('scans.others', { names: data.others.map((one) => one.name).join('、') }) : t('scans.nobody')}</p>
}

export function SetAside({ page, onDone }: { readonly page: ScanPage; readonly onDone: (page: ScanPage) => void }) {
  const t = useT()
  const [why, setWhy] = useState('')
  const act = useAct(setAsidePages, { onDone: () => onDone({ ...page, state: 'aside' }) })
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (why.trim()) act.run({ pages: [page.id], reason: why.trim() })
      }}
    >
      <Field label={t('scans.asideWhy')} hint={t('scans.asideHint')}>
        {(ids) => <input {...ids} className="text-box" maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} />}
      </Field>
      <RefusalNote error={act.refused} />
      <div className="row end">
        <Button type="submit" busy={act.busy} disabled={!why.trim()}>
          {t('scans.asideAct')}
        </Button>
      </div>
    </form>
  )
}

/** Said when it was forgotten at the dropping of the pile. */
function TwoSided({ page, onDone }: { readonly page: ScanPage; readonly onDone: (page: ScanPage) => void }) {
  const t = useT()
  const act = useAct(setTwoSided, { onDone: () => onDone(page) })
  return (
    <div className="scan-two">
      <Button small busy={act.busy} onClick={() => act.run({ batch: page.batch })}>
        {t('scans.makeTwoSided')}
      </Button>
      <p className="small quiet">{t('scans.makeTwoSidedNote')}</p>
      <RefusalNote error={act.refused} />
    </div>
  )
}

export function SortForm({ page, twoSided, onDone }: { readonly page: ScanPage; readonly twoSided: boolean; readonly onDone: (page: ScanPage) => void }) {
  const t = useT()
  const [number, setNumber] = useState('')
  const act = useAct(attachPage, { onDone })
  return (
    <section className="card scan-form" aria-label={t('scans.waiting')}>
      <div className="card-body stack">
        <PaperHead page={page} />
        <WhyWaiting page={page} />
        {page.reason === 'no-code' && page.no > 1 && !twoSided && <TwoSided page={page} onDone={onDone} />}
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (number.trim()) act.run({ page: page.id, number: number.trim() })
          }}
        >
          <Field label={t('scans.number')} hint={t('scans.numberHint')}>
            {(ids) => <input {...ids} className="text-box" autoComplete="off" maxLength={60} value={number} onChange={(event) => setNumber(event.target.value)} />}
          </Field>
          <RefusalNote error={act.refused} />
          <div className="row end">
            <Button type="submit" kind="primary" busy={act.busy} disabled={!number.trim()}>
              {t('scans.attach')}
            </Button>
          </div>
        </form>
        <SetAside page={page} onDone={onDone} />
      </div>
    </section>
  )
}

/** 已录入, 已搁置: what was done, and its way back. */
export function LaidForm({ page, onDone }: { readonly page: ScanPage; readonly onDone: (page: ScanPage) => void }) {
  const t = useT()
  const language = useLanguage()
  const undo = useAct(undoPaper, { onDone })
  const up = useAct(takeUpPage, { onDone })
  const { entered } = page
  return (
    <section className="card scan-form" aria-label={t(entered ? 'scans.entered' : 'scans.aside')}>
      <div className="card-body stack">
        <PaperHead page={page} />
        {entered ? (
          <dl className="scan-pairs">
            <dt>{t('scans.who')}</dt>
            <dd>{entered.leader.name}</dd>
            <dt>{t('scans.what')}</dt>
            <dd>{t(`scans.keys.${entered.what}`)}</dd>
            <dt>{t('scans.at')}</dt>
            <dd className="num">{sayMoment(entered.at, officeNow(), language)}</dd>
          </dl>
        ) : (
          <dl className="scan-pairs">
            <dt>{t('scans.asideWhy')}</dt>
            <dd>{page.reason}</dd>
          </dl>
        )}
        <RefusalNote error={undo.refused ?? up.refused} />
        <div className="row end">
          {entered ? (
            <Button busy={undo.busy} onClick={() => undo.run({ page: page.id })}>
              {t('scans.undo')}
            </Button>
          ) : (
            <Button busy={up.busy} onClick={() => up.run({ page: page.id })}>
              {t('scans.takeUp')}
            </Button>
          )}
        </div>
      </div>
    </section>
  )
}
