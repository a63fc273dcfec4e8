/** 对外发送 on the status page: how many went out, what was given up with the other side's answer, sent again by whoever keeps the channels. */
import { useState } from 'react'
import { deadNotices, retryNotices } from '../../kernel/reading/notices-shape.ts'
import { officeNow } from '../clock.ts'
import { useMay } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReading } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'

/** Sends again what the application itself could not put to anybody. */
export function RetryOutbox() {
  const t = useT()
  const keeps = useMay('office.channels')
  const act = useAct(retryNotices)
  if (!keeps) return null
  return (
    <>
      <Button small busy={act.busy} onClick={() => act.run({ from: 'outbox', id: null })}>
        {t('dead.retryAll')}
      </Button>
      <RefusalNote error={act.refused} />
    </>
  )
}
export function DeadNotices() {
  const t = useT()
  const language = useLanguage()
  const keeps = useMay('office.channels')
  const kinds: Readonly<Record<string, string>> = useKernelWords().notices
  const { waiting, delivered, dead, rows } = useReading(deadNotices, {})
  const words = t('channels.answers', { returnObjects: true }) as Readonly<Record<string, string>>
  const [said, setSaid] = useState<string | null>(null)
  const act = useAct(retryNotices, { onDone: ({ n }) => setSaid(t('dead.retried', { count: n })) })
  return (
    <Card id="dead" title={t('dead.title')}>
      <dl className="card-body facts">
        <div>
          <dt>{t('dead.delivered')}</dt>
          <dd>{t('status.items', { n: delivered })}</dd>
        </div>
        <div>
          <dt>{t('status.queued')}</dt>
          <dd>{t('status.items', { n: waiting })}</dd>
        </div>
        <div>
          <dt>{t('status.dead')}</dt>
          <dd className={dead > 0 ? 'amber' : undefined}>
            {t('status.items', { n: dead })}{' '}
            {keeps && dead > 1 && (
              <Button small busy={act.busy} onClick={() => act.run({ from: 'delivery', id: null })}>
                {t('dead.retryAll')}
              </Button>
            )}
            <ul className="plain-list small dead-lines">
              {rows.map((row) => (
                <li key={`${row.from} ${row.id}`} className="row between">
                  <span>
                    <span className="num">{sayMoment(row.at, officeNow(), language)}</span>{' '}
                    {[row.channel, kinds[row.kind] ?? row.kind, row.number, t('status.tries', { n: row.attempts }), words[row.code ?? 'other'] ?? words.other]
                      .filter(Boolean)
                      .join('　')}
                    {row.said && <span className="quiet">　{t('channels.said', { said: row.said })}</span>}
                  </span>
                  {keeps && (
                    <Button small busy={act.busy} aria-label={`${t('dead.retry')} ${row.channel} ${row.number ?? ''}`} onClick={() => act.run({ from: row.from, id: row.id })}>
                      {t('dead.retry')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {said && (
              <p role="status" className="small quiet">
                {said}
              </p>
            )}
            <RefusalNote error={act.refused} />
          </dd>
        </div>
      </dl>
    </Card>
  )
}
