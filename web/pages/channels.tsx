/** 通知渠道: by which ways notices leave the house. Secrets are written and never shown again; a test says what the other side answered. Rule: R-W01, R-W02 */
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { type ChannelView, noticeChannels, putNoticeSetting, testChannel } from '../../kernel/reading/notices-shape.ts'
import { officeNow } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { useAct, useReading } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { ChannelForm } from './channel-form.tsx'

function Setting({ base, proxy }: { readonly base: string | null; readonly proxy: string | null }) {
  const t = useT()
  const [typed, setTyped] = useState({ base: base ?? window.location.origin, proxy: proxy ?? '' })
  const [saved, setSaved] = useState(false)
  const act = useAct(putNoticeSetting, { onDone: () => setSaved(true) })
  const land = (event: FormEvent) => {
    event.preventDefault()
    setSaved(false)
    act.run({ base: typed.base.trim(), proxy: typed.proxy.trim() || null })
  }
  return (
    <Card id="setting" title={t('channels.setting')}>
      <form className="card-body stack tight" onSubmit={land}>
        <Field label={t('channels.base')} hint={t('channels.baseHint')}>
          {(ids) => <input {...ids} className="text-box" type="url" required value={typed.base} onChange={(e) => setTyped({ ...typed, base: e.target.value })} />}
        </Field>
        <Field label={t('channels.proxy')} hint={t('channels.proxyHint')}>
          {(ids) => <input {...ids} className="text-box" type="url" value={typed.proxy} onChange={(e) => setTyped({ ...typed, proxy: e.target.value })} />}
        </Field>
        <RefusalNote error={act.refused} />
        <div className="row end">
          <span role="status" className="small quiet">
            {saved && !act.refused ? t('channels.saved') : ''}
          </span>
          <Button type="submit" kind={base ? 'plain' : 'primary'} busy={act.busy}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
/** What the other side said, in a word of ours and in its own. */
function Answer({ test }: { readonly test: NonNullable<ChannelView['test']> }) {
  const t = useT()
  const language = useLanguage()
  const words = t('channels.answers', { returnObjects: true }) as Readonly<Record<string, string>>
  const code = test.code ?? 'waiting'
  return (
    <p className={`small ${test.outcome === 'delivered' || test.outcome === 'waiting' ? '' : 'amber'}`} role="status">
      {t('channels.testAt', { time: sayMoment(test.at, officeNow(), language) })}
      {test.outcome === 'waiting' ? t('channels.testing') : (words[code] ?? words.other)}
      {test.said && test.outcome !== 'delivered' && <span className="quiet">　{t('channels.said', { said: test.said })}</span>}
    </p>
  )
}
function Line({ one, onEdit }: { readonly one: ChannelView; readonly onEdit: () => void }) {
  const t = useT()
  const act = useAct(testChannel)
  const facts = [
    t(`channels.kinds.${one.kind}`),
    one.unit?.name ?? (one.kind === 'wecom' || one.kind === 'dingtalk' ? t('channels.wholeOffice') : null),
    one.waiting > 0 ? t('channels.waiting', { count: one.waiting }) : null,
  ]
  return (
    <li className="channel-line">
      <div className="row between wrap">
        <div>
          <b>{one.name}</b> {one.mandatory && <span className="tag">{t('channels.mandatoryTag')}</span>} {!one.inUse && <span className="tag">{t('channels.stopped')}</span>}
          <div className="small quiet">
            {facts.filter(Boolean).join('　')}
            {one.dead > 0 && <span className="amber">　{t('channels.dead', { count: one.dead })}</span>}
          </div>
        </div>
        <div className="row">
          {one.inUse && (
            <Button small busy={act.busy} aria-label={`${t('channels.test')} ${one.name}`} onClick={() => act.run({ id: one.id })}>
              {t('channels.test')}
            </Button>
          )}
          <Button small aria-label={`${t('channels.edit')} ${one.name}`} onClick={onEdit}>
            {t('channels.edit')}
          </Button>
        </div>
      </div>
      {one.test && <Answer test={one.test} />}
      <RefusalNote error={act.refused} />
    </li>
  )
}
export function ChannelsPage() {
  const t = useT()
  const { base, proxy, rows } = useReading(noticeChannels, {})
  const [editing, setEditing] = useState<ChannelView | 'new' | null>(null)
  return (
    <div className="stack channels-page">
      <div className="page-head">
        <div>
          <h1>{t('channels.title')}</h1>
          <p className="small quiet">{t('channels.note')}</p>
        </div>
        <Button kind={base && rows.length === 0 ? 'primary' : 'plain'} icon={<Plus size={14} aria-hidden="true" />} disabled={!base} onClick={() => setEditing('new')}>
          {t('channels.add')}
        </Button>
      </div>
      <Setting base={base} proxy={proxy} />
      <Card id="channels" title={t('channels.title')}>
        <ul className="channel-lines">
          {rows.length === 0 && <li className="empty">{t('channels.none')}</li>}
          {rows.map((one) => (
            <Line key={one.id} one={one} onEdit={() => setEditing(one)} />
          ))}
        </ul>
      </Card>
      {editing && <ChannelForm one={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </div>
  )
}
