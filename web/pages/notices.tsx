/** 通知中心: all that was told to me, newest first, day by day; unread or all, by kind; opening one marks it read. The count in the bar is the count here. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Fragment, Suspense, useState } from 'react'
import { noticeKinds, notices, readNotices } from '../../kernel/reading/shape.ts'
import { instant, officeDate } from '../../kernel/time.ts'
import { Button } from '../parts/button.tsx'
import { CopyNotice } from '../parts/copy-notice.tsx'
import { Choice } from '../parts/field.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useAct, useReading, useReadingLater } from '../reading.ts'
import { sayDate } from '../say-time.ts'
import { NoticeLine } from '../shell/bell.tsx'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'

const route = getRouteApi('/menu/notices')
interface Asked {
  readonly unread: boolean
  readonly kind: string | undefined
}
const dayOf = (at: string) => officeDate(instant(at))
interface PageProps extends Asked {
  readonly cursor: string | undefined
  /** The day the page before ended with. */
  readonly after: string | null
  readonly last: boolean
  readonly onMore: (cursor: string, day: string) => void
}
function Page({ unread, kind, cursor, after, last, onMore }: PageProps) {
  const t = useT()
  const words = useKernelWords()
  const kinds: Readonly<Record<string, string>> = words.notices
  const language = useLanguage()
  const { rows, next } = useReading(notices, { unread: String(unread) as never, size: 40, ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) })
  if (rows.length === 0 && !cursor) return <p className="empty">{t(unread ? 'notices.noneUnread' : 'notices.none')}</p>
  return (
    <>
      {rows.map((one, n) => {
        const day = dayOf(one.at)
        const before = rows[n - 1]
        return (
          <Fragment key={one.id}>
            {day !== (before ? dayOf(before.at) : after) && <h2 className="small notices-day">{sayDate(day, language)}</h2>}
            <div className="notice-row">
              <NoticeLine one={one} />
              <CopyNotice
                told={{ kind: kinds[one.kind] ?? words.notices.other, matter: one.matter, due: typeof one.facts.due === 'string' ? one.facts.due : null }}
                about={one.matter?.number ?? ''}
              />
            </div>
          </Fragment>
        )
      })}
      {last && next && (
        <Button small className="more-rows" onClick={() => onMore(next, dayOf(rows.at(-1)?.at ?? ''))}>
          {t('work.more')}
        </Button>
      )}
    </>
  )
}
function List({ unread, kind }: Asked) {
  const [pages, setPages] = useState<readonly { readonly cursor: string; readonly day: string }[]>([])
  return (
    <div className="notices-list">
      {[null, ...pages].map((page, n) => (
        <Page
          key={page?.cursor ?? 'first'}
          unread={unread}
          kind={kind}
          cursor={page?.cursor}
          after={page?.day ?? null}
          last={n === pages.length}
          onMore={(cursor, day) => setPages([...pages, { cursor, day }])}
        />
      ))}
    </div>
  )
}
export function NoticesPage() {
  const t = useT()
  const words = useKernelWords()
  const navigate = useNavigate()
  const search = route.useSearch() as { readonly show?: string; readonly kind?: string }
  const kinds = useReadingLater(noticeKinds, {}).data?.rows ?? []
  const unread = useReadingLater(notices, { size: 20 }).data?.unread ?? 0
  const act = useAct(readNotices)
  const only = search.show === 'unread'
  const go = (part: { show?: string | undefined; kind?: string | undefined }) => void navigate({ to: '/notices', search: { ...search, ...part }, replace: true } as never)
  const named: Readonly<Record<string, string>> = words.notices
  return (
    <div className="stack notices-page">
      <div className="page-head">
        <div>
          <h1>{t('notices.title')}</h1>
          <p className="quiet" role="status">
            {t('notices.count', { count: unread })}
          </p>
        </div>
        <div className="row wrap">
          <Choice
            label={t('notices.show')}
            hideLabel
            value={only ? 'unread' : 'all'}
            options={[
              { value: 'all', word: t('notices.every') },
              { value: 'unread', word: t('notices.unread') },
            ]}
            onChange={(value) => go({ show: value === 'unread' ? 'unread' : undefined })}
          />
          <select className="text-box" aria-label={t('notices.kind')} value={search.kind ?? ''} onChange={(e) => go({ kind: e.target.value || undefined })}>
            <option value="">{t('notices.anyKind')}</option>
            {kinds.map(({ kind, n }) => (
              <option key={kind} value={kind}>
                {named[kind] ?? words.notices.other}　{n}
              </option>
            ))}
          </select>
          <Button busy={act.busy} disabled={unread === 0} onClick={() => act.run({ ids: null })}>
            {t('work.seen')}
          </Button>
        </div>
      </div>
      <section className="card" aria-label={t('notices.title')}>
        <Suspense fallback={<Waiting />}>
          <List key={`${only}${search.kind ?? ''}`} unread={only} kind={search.kind} />
        </Suspense>
      </section>
    </div>
  )
}
