/** 工作台: what is in my hands, by due time; what I finished, started, was sent for reading; notices; what others recorded in my name. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { Suspense, useState } from 'react'
import { myWork, notices, readNotices, recordedInMyName, workTabs } from '../../kernel/reading/shape.ts'
import { officeTime } from '../../kernel/time.ts'
import type { WorkRow } from '../../kernel/view.ts'
import { officeNow } from '../clock.ts'
import { deskOf, matterPath } from '../desk-pages.ts'
import { ObjectDialog } from '../matter/object-dialog.tsx'
import { useMe } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { type Column, LedgerTable, Tabs } from '../parts/ledger-table.tsx'
import { TimeLeft } from '../parts/light.tsx'
import { Card, FigureCard, Urgency } from '../parts/small.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useAct, useReading, useReadingLater } from '../reading.ts'
import { sayDay, sayLongDate, sayMoment } from '../say-time.ts'
import { NoticeLine } from '../shell/bell.tsx'
import { useNav } from '../shell/nav.ts'
import { moveWord, useLanguage, useStepWord, useT } from '../words/use-words.ts'

type Tab = (typeof workTabs)[number]
interface WorkSearch {
  readonly tab?: string
  readonly light?: string
}
const route = getRouteApi('/menu/')

/** What is being done on it, in the desk's word: 承办, 核稿, 会签. */
function useStep(): (row: WorkRow) => string {
  const language = useLanguage()
  const step = useStepWord()
  return (row) => (row.role && row.kind ? step(row.desk, { role: row.role, kind: row.kind }) : (deskOf(row.desk)?.words[language].states[row.state] ?? row.state))
}
function useWorkColumns(tab: Tab): readonly Column<WorkRow>[] {
  const t = useT()
  const language = useLanguage()
  const step = useStep()
  const left: Column<WorkRow> = { key: 'left', head: t('work.left'), width: '9em', phone: 'top', cell: (row) => <TimeLeft state={row.light} due={row.due} /> }
  const title: Column<WorkRow> = {
    key: 'title',
    head: t('work.title'),
    phone: 'top',
    opens: true,
    cell: (row) => (
      <>
        <Urgency level={row.urgency} /> {row.title ?? t('matter.hidden')}
      </>
    ),
  }
  const number: Column<WorkRow> = { key: 'number', head: t('work.number'), width: '11em', spare: true, cell: (row) => <span className="num">{row.number}</span> }
  const unit: Column<WorkRow> = { key: 'unit', head: t('work.unit'), width: '10em', cell: (row) => row.ownerUnit }
  const stage: Column<WorkRow> = {
    key: 'step',
    head: t('work.step'),
    width: '8em',
    cell: (row) => (
      <>
        {step(row)}
        {tab === 'todo' && row.toSign && <span className="amber small"> {t('work.unsigned')}</span>}
      </>
    ),
  }
  const closed: Column<WorkRow> = { key: 'holder', head: t('work.holder'), width: '9em', cell: (row) => row.holder }
  const day: Column<WorkRow> = {
    key: 'day',
    head: t('ledger.registered'),
    width: '8em',
    cell: (row) => <span className="num">{sayDay(row.registeredAt, officeNow(), language)}</span>,
  }
  const handle: Column<WorkRow> = {
    key: 'handle',
    head: '',
    width: '4.5em',
    align: 'right',
    phone: 'hide',
    cell: (row) => (
      <Link to={matterPath(row.desk, row.matter)} aria-label={t('work.handleOne', { title: row.title ?? row.number ?? '' })}>
        {t('work.handle')}
      </Link>
    ),
  }
  return tab === 'todo' ? [left, title, number, unit, stage, handle] : [left, title, number, closed, day]
}

function Recorded() {
  const t = useT()
  const language = useLanguage()
  const { data } = useReadingLater(recordedInMyName, {})
  const [against, setAgainst] = useState<{ matter: string; desk: string; event: number } | null>(null)
  const rows = data?.rows ?? []
  return (
    <Card id="recorded" title={t('work.recorded')} aside={rows.length > 0 ? t('work.count', { count: rows.length }) : undefined}>
      <div className="card-body stack tight">
        {rows.length === 0 && <p className="quiet">{t('work.recordedNone')}</p>}
        {rows.map((row) => (
          <div key={row.event} className="recorded-line">
            <p>
              <b>{moveWord(row.desk, row.move, language)}</b> {row.title}
            </p>
            <p className="small quiet row between">
              <span>
                {sayMoment(row.at, officeNow(), language)}　{t('work.recordedBy', { name: row.recordedBy.name })}
              </span>
              {row.objected ? (
                <span className="amber">{t('work.objected')}</span>
              ) : (
                <button type="button" className="link" onClick={() => setAgainst({ matter: row.matter, desk: row.desk, event: row.event })}>
                  {t('work.objection')}
                </button>
              )}
            </p>
          </div>
        ))}
      </div>
      {against && <ObjectDialog {...against} onClose={() => setAgainst(null)} />}
    </Card>
  )
}
function Notices() {
  const t = useT()
  const { data } = useReadingLater(notices, { size: 20 })
  const act = useAct(readNotices)
  return (
    <Card
      id="notices"
      title={t('work.notices')}
      aside={
        data && data.unread > 0 ? (
          <button type="button" className="link" onClick={() => act.run({ ids: null })}>
            {t('work.seen')}
          </button>
        ) : undefined
      }
    >
      <div className="card-body notices-body">
        {data?.rows.slice(0, 5).map((one) => (
          <NoticeLine key={one.id} one={one} />
        ))}
        {(!data || data.rows.length === 0) && <p className="quiet">{t('work.noNotices')}</p>}
      </div>
    </Card>
  )
}
function greeting(): 'work.morning' | 'work.noon' | 'work.afternoon' | 'work.evening' {
  const hour = Number(officeTime(officeNow()).slice(0, 2))
  return hour < 12 && hour > 4 ? 'work.morning' : hour < 14 && hour >= 12 ? 'work.noon' : hour < 18 && hour >= 14 ? 'work.afternoon' : 'work.evening'
}

function List({ tab, light }: { readonly tab: Tab; readonly light?: 'late' | 'soon' | undefined }) {
  const t = useT()
  const [pages, setPages] = useState<readonly string[]>([])
  const columns = useWorkColumns(tab)
  return (
    <>
      {[undefined, ...pages].map((cursor, n) => (
        <Page
          key={cursor ?? 'first'}
          tab={tab}
          light={light}
          cursor={cursor}
          columns={columns}
          last={n === pages.length}
          onMore={(next) => setPages([...pages, next])}
          more={t('work.more')}
          none={t(`work.none.${tab}`)}
        />
      ))}
    </>
  )
}
interface PageProps {
  readonly tab: Tab
  readonly light: 'late' | 'soon' | undefined
  readonly cursor: string | undefined
  readonly columns: readonly Column<WorkRow>[]
  readonly last: boolean
  readonly onMore: (cursor: string) => void
  readonly more: string
  readonly none: string
}
function Page({ tab, light, cursor, columns, last, onMore, more, none }: PageProps) {
  const { rows, next } = useReading(myWork, { tab, size: 20, ...(light ? { light } : {}), ...(cursor ? { cursor } : {}) })
  return (
    <div className={cursor ? 'next-page' : ''}>
      <LedgerTable
        label={none}
        columns={columns}
        rows={rows}
        keyOf={(row) => `${row.matter}${row.piece}`}
        linkOf={(row) => matterPath(row.desk, row.matter)}
        none={cursor ? '' : none}
      />
      {last && next && (
        <Button small className="more-rows" onClick={() => onMore(next)}>
          {more}
        </Button>
      )}
    </div>
  )
}

export function WorkPage() {
  const t = useT()
  const me = useMe()
  const language = useLanguage()
  const navigate = useNavigate()
  const search = route.useSearch() as WorkSearch
  const begins = useNav().filter((item) => item.begins)
  const tab = workTabs.find((one) => one === search.tab) ?? 'todo'
  const light = search.light === 'late' || search.light === 'soon' ? search.light : undefined
  const { counts } = useReading(myWork, { tab: 'todo', size: 20 })
  const go = (to: { tab?: Tab; light?: 'late' | 'soon' }) => void navigate({ to: '/', search: to } as never)
  return (
    <div className="work">
      <div className="page-head">
        <div>
          <h1>{t(greeting(), { name: me.person.name })}</h1>
          <p className="quiet">
            {sayLongDate(officeNow(), language, t)}　{me.posts.map((post) => `${post.unit.name} ${post.title}`).join('、')}
          </p>
        </div>
        <div className="row wrap">
          {counts.say + counts.unread > 0 && (
            <Button icon={<PenLine size={14} aria-hidden="true" />} onClick={() => void navigate({ to: '/papers' } as never)}>
              {t('papers.go')} {counts.say + counts.unread}
            </Button>
          )}
          {begins.map(({ to, name, icon: Icon }, n) => (
            <Button key={to} kind={n === 0 ? 'primary' : 'plain'} icon={<Icon size={14} aria-hidden="true" />} onClick={() => void navigate({ to } as never)}>
              {name}
            </Button>
          ))}
        </div>
      </div>
      <section className={`figures card ${counts.late > 0 ? 'has-late' : ''}`} aria-label={t('work.figures')}>
        <FigureCard
          light="late"
          name={t('work.late')}
          value={String(counts.late)}
          unit={t('work.pieces')}
          note={counts.late ? t('work.lateBase', { all: counts.todo, count: counts.late }) : t('work.lateNone')}
          pressed={light === 'late'}
          onOpen={() => go({ light: 'late' })}
        />
        <FigureCard
          light="soon"
          name={t('work.soon')}
          value={String(counts.soon)}
          unit={t('work.pieces')}
          note={t('work.soonBase')}
          pressed={light === 'soon'}
          onOpen={() => go({ light: 'soon' })}
        />
        <FigureCard
          light="on"
          name={t('work.hand')}
          value={String(counts.todo)}
          unit={t('work.pieces')}
          note={counts.unsigned ? t('work.handBase', { count: counts.unsigned }) : t('work.handNone')}
          pressed={tab === 'todo' && !light}
          onOpen={() => go({})}
        />
        <FigureCard
          light="done"
          name={t('work.unread')}
          value={String(counts.unread)}
          unit={t('work.pieces')}
          note={t('work.unreadBase')}
          pressed={tab === 'copied'}
          onOpen={() => go({ tab: 'copied' })}
        />
      </section>
      <div className="work-panes">
        <section className="card work-list">
          <div className="tabs-row">
            <Tabs
              label={t('work.tabs')}
              panel="work-panel"
              at={tab}
              onPick={(one) => go({ tab: one })}
              tabs={workTabs.map((one) => ({
                key: one,
                name: (
                  <>
                    {t(`work.${one}`)}
                    {one === 'todo' && counts.todo > 0 && <b className={counts.late > 0 ? 'late-count' : ''}> {counts.todo}</b>}
                    {one === 'copied' && counts.unread > 0 && <b> {counts.unread}</b>}
                  </>
                ),
              }))}
            />
            <Button small className="to-ledger" onClick={() => void navigate({ to: '/ledger' })}>
              {t('work.all')}
            </Button>
          </div>
          <div role="tabpanel" id="work-panel" aria-labelledby={`work-panel-${tab}`}>
            <Suspense fallback={<Waiting />}>
              <List key={`${tab}${light}`} tab={tab} light={light} />
            </Suspense>
          </div>
        </section>
        <div className="stack work-side">
          <Notices />
          <Recorded />
        </div>
      </div>
    </div>
  )
}
