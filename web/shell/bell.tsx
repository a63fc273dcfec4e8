/** Notices, live. Opening one marks it read and opens its matter; no notice carries personal text. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Bell as BellIcon } from 'lucide-react'
import type { z } from 'zod'
import { type notice, notices, readNotices } from '../../kernel/reading/shape.ts'
import { officeNow } from '../clock.ts'
import { matterPath } from '../desk-pages.ts'
import { useAct, useReadingLater } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { moveWord, useKernelWords, useLanguage, useT } from '../words/use-words.ts'
import { Floating } from './floating.tsx'

export type NoticeSeen = z.output<typeof notice>
export function NoticeLine({ one, onOpen }: { readonly one: NoticeSeen; readonly onOpen?: () => void }) {
  const t = useT()
  const words = useKernelWords()
  const language = useLanguage()
  const navigate = useNavigate()
  const act = useAct(readNotices)
  const kinds: Readonly<Record<string, string>> = words.notices
  const move = one.facts.move
  const go = () => {
    if (!one.readAt) act.run({ ids: [one.id] })
    onOpen?.()
    if (one.matter) void navigate({ to: matterPath(one.matter.desk, one.matter.id) })
    else if (one.kind === 'channel-test') void navigate({ to: '/channels' } as never)
    else if (one.kind === 'tomorrow') void navigate({ to: '/tomorrow' } as never)
    // a page of a desk, named by the desk itself
    else if (typeof one.facts.page === 'string') void navigate({ to: one.facts.page, search: { [String(one.facts.open)]: one.facts.at } } as never)
    else if (one.kind.startsWith('rule-')) void navigate({ to: '/rules' })
    else if (one.kind.startsWith('reorganisation-') || one.kind === 'factor-asked') void navigate({ to: '/people' })
    else if (typeof one.facts.handOver === 'string') void navigate({ to: `/hand-overs/${one.facts.handOver}` })
  }
  return (
    <button type="button" className={`notice ${one.readAt ? '' : 'is-new'}`} onClick={go}>
      <span className="row between">
        <b>
          {kinds[one.kind] ?? words.notices.other}
          {typeof move === 'string' && one.matter ? `${language === 'en' ? ': ' : '：'}${moveWord(one.matter.desk, move, language)}` : ''}
        </b>
        <time className="small quiet num" dateTime={one.at}>
          {sayMoment(one.at, officeNow(), language)}
        </time>
      </span>
      <span className="quiet clip">{[one.matter?.number, one.matter?.title, one.by?.name].filter(Boolean).join('　')}</span>
      {!one.readAt && <span className="off-screen">{t('matter.unseen')}</span>}
    </button>
  )
}
export function Bell() {
  const t = useT()
  const { data } = useReadingLater(notices, { size: 20 })
  const act = useAct(readNotices)
  const unread = data?.unread ?? 0
  return (
    <Floating
      label={unread ? t('top.unread', { count: unread }) : t('top.bell')}
      face={
        <>
          <BellIcon size={16} aria-hidden="true" />
          {unread > 0 && (
            <b className="bell-count" aria-hidden="true">
              {unread > 99 ? '99+' : unread}
            </b>
          )}
        </>
      }
    >
      {(shut) => (
        <section aria-label={t('top.bell')} className="bell-list">
          <div className="row between floating-head">
            <b>{t('top.bell')}</b>
            {unread > 0 && (
              <button type="button" className="link small" onClick={() => act.run({ ids: null })}>
                {t('work.seen')}
              </button>
            )}
          </div>
          {data?.rows.map((one) => (
            <NoticeLine key={one.id} one={one} onOpen={shut} />
          ))}
          {(!data || data.rows.length === 0) && <p className="empty">{t('work.noNotices')}</p>}
          <p className="bell-foot">
            <Link to="/notices" onClick={shut}>
              {t('notices.all')}
            </Link>
          </p>
        </section>
      )}
    </Floating>
  )
}
