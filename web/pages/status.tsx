/** 系统状态: for administrators. What needs a hand is in amber and says what to do. */
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type SystemStatus, systemStatus } from '../../kernel/reading/shape.ts'
import { DAY } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/small.tsx'
import { useReading } from '../reading.ts'
import { sayMoment, saySpan } from '../say-time.ts'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'
import { DeadNotices, RetryOutbox } from './dead-notices.tsx'
import { NightlyDialog } from './nightly.tsx'

type Run = SystemStatus['backup']['runs'][number]
const GIGA = 1_073_741_824
const saySize = (bytes: number): string => (bytes >= GIGA ? `${(bytes / GIGA).toFixed(1)} GB` : `${(bytes / 1_048_576).toFixed(bytes < 10_485_760 ? 1 : 0)} MB`)
/** A night may be missed once; the second is told. */
const STALE = 2 * DAY

function Fact({ name, children, amber = false }: { readonly name: string; readonly children: ReactNode; readonly amber?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={amber ? 'amber' : undefined}>{children}</dd>
    </div>
  )
}
function useSay() {
  const language = useLanguage()
  return (at: string) => sayMoment(at, officeNow(), language)
}

function RunLine({ run, later }: { readonly run: Run; readonly later: Run | undefined }) {
  const t = useT()
  const say = useSay()
  return (
    <Fact name={t(`status.kinds.${run.kind}`)} amber={later !== undefined || run.missing > 0}>
      <span className="num">{say(run.at)}</span>
      {run.fault ? (
        <span>　{run.fault}</span>
      ) : (
        <span className="small quiet">　{t('status.rows', { rows: run.rows ?? 0, files: run.files ?? 0, size: saySize(run.size ?? 0) })}</span>
      )}
      {run.path && <div className="small quiet path">{run.path}</div>}
      {run.missing > 0 && <div>{t('status.missing', { count: run.missing })}</div>}
      {later && <div>{t('status.failedLater', { time: say(later.at), fault: later.fault ?? '' })}</div>}
    </Fact>
  )
}
function Backup({ backup }: { readonly backup: SystemStatus['backup'] }) {
  const t = useT()
  const [setting, setSetting] = useState(false)
  const good = backup.runs.filter((run) => !run.fault)
  const failed = (kind: Run['kind']) => backup.runs.find((run) => run.kind === kind && run.fault)
  const kinds = (['nightly', 'by_hand', 'upgrade'] as const).flatMap((kind) => good.find((run) => run.kind === kind) ?? failed(kind) ?? [])
  const newest = good.find((run) => run.kind !== 'tested')
  const age = newest ? Date.parse(officeNow()) - Date.parse(newest.at) : 0
  const tested = good.find((run) => run.kind === 'tested') ?? failed('tested')
  const laterThan = (run: Run) => {
    const bad = failed(run.kind)
    return bad && bad !== run && bad.at > run.at ? bad : undefined
  }
  return (
    <Card id="backup" title={t('status.backup')} aside={newest && age > STALE ? <span className="amber">{t('status.stale', { span: saySpan(age, t) })}</span> : undefined}>
      {setting && <NightlyDialog now={backup.nightly} onClose={() => setSetting(false)} />}
      <dl className="card-body facts">
        <Fact name={t('status.nightly')} amber={!backup.nightly}>
          {backup.nightly ? t('status.nightlyAt', backup.nightly) : t(backup.unreadable ? 'status.unreadable' : 'status.noNightly')}{' '}
          <Button small kind="text" aria-label={`${t('status.set')} ${t('status.nightly')}`} onClick={() => setSetting(true)}>
            {t('status.set')}
          </Button>
        </Fact>
        {kinds.length === 0 && (
          <Fact name={t('status.kinds.nightly')} amber>
            {t('status.none')}
          </Fact>
        )}
        {kinds.map((run) => (
          <RunLine key={run.kind} run={run} later={laterThan(run)} />
        ))}
        {tested ? (
          <RunLine run={tested} later={laterThan(tested)} />
        ) : (
          <Fact name={t('status.tested')} amber>
            {t('status.noTest')}
          </Fact>
        )}
      </dl>
    </Card>
  )
}
function Seals({ seals }: { readonly seals: SystemStatus['seals'] }) {
  const t = useT()
  const say = useSay()
  const behind = seals.oldest !== null && Date.parse(officeNow()) - Date.parse(seals.oldest) > 60_000
  return (
    <Card id="seals" title={t('status.seals')}>
      <dl className="card-body facts">
        <Fact name={t('status.newest')}>{seals.newest ? t('status.sealNo', { no: seals.newest.no, time: say(seals.newest.at) }) : t('status.none')}</Fact>
        <Fact name={t('status.signed')}>{seals.signedAt ? say(seals.signedAt) : t('status.none')}</Fact>
        <Fact name={t('status.waiting')} amber={behind}>
          {behind && seals.oldest ? t('status.since', { n: seals.waiting, time: say(seals.oldest) }) : t('status.items', { n: seals.waiting })}
        </Fact>
      </dl>
    </Card>
  )
}
function Outbox({ outbox }: { readonly outbox: SystemStatus['outbox'] }) {
  const t = useT()
  const say = useSay()
  const kinds: Readonly<Record<string, string>> = useKernelWords().notices
  return (
    <Card id="outbox" title={t('status.outbox')}>
      <dl className="card-body facts">
        <Fact name={t('status.queued')}>{t('status.items', { n: outbox.waiting })}</Fact>
        <Fact name={t('status.dead')} amber={outbox.dead > 0}>
          {t('status.items', { n: outbox.dead })} {outbox.dead > 0 && <RetryOutbox />}
          {outbox.letters.length > 0 && (
            <ul className="plain-list small">
              {outbox.letters.map((letter) => (
                <li key={letter.id}>
                  <span className="num">{say(letter.at)}</span>　{kinds[letter.kind] ?? letter.kind}　{t('status.tries', { n: letter.attempts })}　{letter.error}
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </dl>
    </Card>
  )
}
/** Noted each time they run. */
const timed = ['night', 'tomorrow', 'letters.weekly', 'letters.knowledge', 'petitions.gifts', 'affairs.recurring', 'outgoing.reviews', 'policies'] as const
/** When it last ran, how long it took, what came of it; where it failed, since when. */
function Ran({ name, ran }: { readonly name: string; readonly ran: SystemStatus['jobs']['ran'][number] | undefined }) {
  const t = useT()
  const say = useSay()
  if (!ran) return <Fact name={name}>{t('status.never')}</Fact>
  const counts = Object.entries(ran.result ?? {}).filter(([, n]) => n > 0)
  return (
    <Fact name={name} amber={ran.fault !== null}>
      <span className="num">{say(ran.at)}</span>
      <span className="small quiet num">　{t('status.took', { ms: ran.ms })}</span>
      {ran.fault === null ? (
        <div className="small quiet">{counts.map(([key, n]) => `${t(`status.results.${key}` as 'status.results.done')} ${n}`).join('　') || t('status.nothing')}</div>
      ) : (
        <div>{ran.goodAt ? t('status.failedSince', { fault: ran.fault, time: say(ran.goodAt) }) : t('status.failedEver', { fault: ran.fault })}</div>
      )}
    </Fact>
  )
}
function Jobs({ jobs }: { readonly jobs: SystemStatus['jobs'] }) {
  const t = useT()
  const say = useSay()
  const known = ['sweep', 'backup'] as const
  return (
    <Card
      id="jobs"
      title={t('status.jobs')}
      aside={
        <Link to="/retention" className="no-print">
          {t('retention.title')}
        </Link>
      }
    >
      <dl className="card-body facts">
        {known.map((task) => {
          const last = jobs.timed.find((row) => row.task === task)?.last
          return (
            <Fact key={task} name={t(`status.tasks.${task}`)}>
              {last ? say(last) : t('status.never')}
            </Fact>
          )
        })}
        {timed.map((task) => (
          <Ran key={task} name={t(`status.tasks.${task.replace('.', '-')}` as 'status.tasks.night')} ran={jobs.ran.find((row) => row.task === task)} />
        ))}
        <Fact name={t('status.jobsWaiting')}>{t('status.items', { n: jobs.waiting })}</Fact>
        <Fact name={t('status.jobsFailed')} amber={jobs.failed > 0}>
          {t('status.items', { n: jobs.failed })}
        </Fact>
      </dl>
    </Card>
  )
}
/** 检索索引: how far it has got; while a register is brought in, this is where it is seen. */
function SearchIndex({ search }: { readonly search: SystemStatus['search'] }) {
  const t = useT()
  return (
    <Card id="search-index" title={t('status.search')}>
      <dl className="card-body facts">
        <Fact name={t('status.toIndex')}>{t('status.items', { n: search.waiting })}</Fact>
        <Fact name={t('status.indexed')}>{t('status.about', { n: search.indexed })}</Fact>
        <Fact name={t('status.toRead')}>{t('status.items', { n: search.files })}</Fact>
        <Fact name={t('status.unread')}>{t('status.items', { n: search.unread })}</Fact>
      </dl>
    </Card>
  )
}
export function StatusPage() {
  const t = useT()
  const say = useSay()
  const status = useReading(systemStatus, {})
  const { disk } = status
  return (
    <div className="settings">
      <div className="page-head">
        <h1>{t('status.title')}</h1>
        <span className="small quiet">{t('status.asOf', { time: say(officeNow()) })}</span>
      </div>
      <div className="settings-panes">
        <Backup backup={status.backup} />
        <Seals seals={status.seals} />
        <Jobs jobs={status.jobs} />
        <Outbox outbox={status.outbox} />
        <DeadNotices />
        <SearchIndex search={status.search} />
        <Card id="disk" title={t('status.disk')}>
          <dl className="card-body facts">
            <Fact name={t('status.free')} amber={disk.free < disk.total / 10}>
              {t('status.ofTotal', { free: saySize(disk.free), total: saySize(disk.total) })}
            </Fact>
            <Fact name={t('status.database')}>{saySize(disk.database)}</Fact>
            <Fact name={t('status.files')}>{saySize(disk.files)}</Fact>
          </dl>
        </Card>
        <Card id="program" title={t('status.program')}>
          <dl className="card-body facts">
            <Fact name={t('status.version')}>
              {status.version}　<span className="small quiet">PostgreSQL {status.postgres}</span>
            </Fact>
            <Fact name={t('status.up')}>{say(status.since)}</Fact>
            <Fact name={t('status.lines')}>{status.lines}</Fact>
          </dl>
        </Card>
      </div>
    </div>
  )
}
