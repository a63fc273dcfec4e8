/** 个人设置: password, sessions, language, size, tone. */

import { useState } from 'react'
import { endSession, sessions, setLanguage } from '../../kernel/reading/shape.ts'
import { officeNow } from '../clock.ts'
import { setLooks, useLooks } from '../looks.ts'
import { signedIn, useMe } from '../me.ts'
import { Button } from '../parts/button.tsx'
import { Choice } from '../parts/field.tsx'
import { RefusalNote } from '../parts/refusal-note.tsx'
import { Card } from '../parts/small.tsx'
import { queryClient, useAct, useReadingLater } from '../reading.ts'
import { sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'
import { MyChannels } from './my-channels.tsx'
import { PasswordChange } from './new-password.tsx'
import { Factors } from './second-factor.tsx'

/** Chrome 106，Windows: what a person recognises of what a browser calls itself. */
function browserName(agent: string | null): string | null {
  if (!agent) return null
  const [, name = '', version = ''] = /(Edg|OPR|Firefox|QQBrowser|360SE|HeadlessChrome|Chrome|Safari)\/(\d+)/.exec(agent.replace(/Chrome\/[\d.]+ (?=.*(?:Edg|OPR)\/)/, '')) ?? []
  const system = /Windows|Android|iPhone|iPad|Mac OS X|UOS|Kylin|Linux/.exec(agent)?.[0] ?? ''
  return name ? [`${name.replace('Headless', '').replace('Edg', 'Edge')} ${version}`, system].filter(Boolean).join('，') : agent
}
function Sessions() {
  const t = useT()
  const language = useLanguage()
  const { data } = useReadingLater(sessions, {})
  const act = useAct(endSession, { onDone: () => void queryClient.invalidateQueries({ queryKey: [sessions.key] }) })
  const now = officeNow()
  return (
    <Card id="sessions" title={t('settings.sessions')}>
      <div className="card-body stack tight">
        <p className="quiet small">{t('settings.sessionsNote')}</p>
        <ul className="plain-list">
          {data?.rows.map((row) => (
            <li key={row.id} className="row between">
              <span>
                {browserName(row.browser) ?? t('settings.device')} <span className="small quiet">{row.address}</span>
                <br />
                <span className="small quiet">
                  {t('settings.lastUsed')} {sayMoment(row.lastSeen, now, language)}
                </span>
              </span>
              {row.here ? (
                <span className="tag">{t('settings.thisOne')}</span>
              ) : (
                <Button small onClick={() => act.run({ id: row.id })}>
                  {t('settings.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {(data?.rows.length ?? 0) > 1 && <Button onClick={() => act.run({ id: null })}>{t('settings.endOthers')}</Button>}
        <RefusalNote error={act.refused} />
      </div>
    </Card>
  )
}
export function SettingsPage() {
  const t = useT()
  const me = useMe()
  const looks = useLooks()
  const [changed, setChanged] = useState(false)
  const speak = useAct(setLanguage, { onDone: signedIn })
  return (
    <div className="settings">
      <div className="page-head">
        <h1>{t('settings.title')}</h1>
      </div>
      <div className="settings-panes">
        <Card id="looks" title={t('settings.looks')}>
          <div className="card-body stack">
            <Choice
              label={t('settings.language')}
              value={looks.language}
              options={[
                { value: 'zh-CN', word: t('settings.chinese') },
                { value: 'en', word: t('settings.english') },
              ]}
              onChange={(language) => {
                setLooks({ language })
                speak.run({ language })
              }}
            />
            <Choice
              label={t('settings.size')}
              value={looks.size}
              options={[
                { value: 'normal', word: t('top.normal') },
                { value: 'large', word: t('top.large') },
              ]}
              onChange={(size) => setLooks({ size })}
            />
            <Choice
              label={t('settings.tone')}
              value={looks.tone}
              options={[
                { value: 'light', word: t('top.light') },
                { value: 'dark', word: t('top.dark') },
              ]}
              onChange={(tone) => setLooks({ tone })}
            />
          </div>
        </Card>
        <Card id="password" title={t('password.title')}>
          <div className="card-body">
            {changed && <p role="status">{t('password.changed')}</p>}
            <PasswordChange
              onDone={(person) => {
                signedIn(person)
                setChanged(true)
              }}
            />
          </div>
        </Card>
        <MyChannels />
        <Factors />
        <Sessions />
        <Card id="posts" title={t('settings.posts')}>
          <div className="card-body">
            <ul className="plain-list">
              {me.posts.map((post) => (
                <li key={post.id}>
                  {post.unit.name} {post.title}
                </li>
              ))}
            </ul>
          </div>
        </Card>
      </div>
    </div>
  )
}
