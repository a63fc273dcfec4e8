/** The top bar: search by number or title, size, tone, language, notices, oneself. */
import { Link, useNavigate } from '@tanstack/react-router'
import { LogOut, Moon, Settings, Sun } from 'lucide-react'
import { setLooks, useLooks } from '../looks.ts'
import { leave, useMe } from '../me.ts'
import { Choice } from '../parts/field.tsx'
import { Initial } from '../parts/small.tsx'
import { useT } from '../words/use-words.ts'
import { Bell } from './bell.tsx'
import { Floating } from './floating.tsx'
import { SearchBox } from './search-box.tsx'

function Person() {
  const t = useT()
  const me = useMe()
  const navigate = useNavigate()
  const main = me.posts[0]
  return (
    <Floating
      className="person"
      label={`${t('top.me')}：${me.person.name}`}
      face={
        <>
          <Initial name={me.person.name} />
          <span className="person-name">{me.person.name}</span>
          <span className="small quiet person-unit">{main?.unit.name}</span>
        </>
      }
    >
      {(shut) => (
        <ul className="person-menu">
          {me.posts.map((post) => (
            <li key={post.id} className="small quiet">
              {post.unit.name} {post.title}
            </li>
          ))}
          <li>
            <button
              type="button"
              className="menu-item"
              onClick={() => {
                shut()
                void navigate({ to: '/settings' })
              }}
            >
              <Settings size={14} aria-hidden="true" /> {t('menu.settings')}
            </button>
          </li>
          <li>
            <button type="button" className="menu-item" onClick={() => void leave()}>
              <LogOut size={14} aria-hidden="true" /> {t('top.signOut')}
            </button>
          </li>
        </ul>
      )}
    </Floating>
  )
}
export function TopBar() {
  const t = useT()
  const looks = useLooks()
  const dark = looks.tone === 'dark'
  return (
    <header className="top-bar">
      <Link to="/" className="top-seal" aria-label={t('menu.work')}>
        <span className="seal" aria-hidden="true">
          回<br />音
        </span>
      </Link>
      <SearchBox />
      <div className="top-tools">
        <Choice
          label={t('top.size')}
          hideLabel
          value={looks.size}
          options={[
            { value: 'normal', word: t('top.normal') },
            { value: 'large', word: t('top.large') },
          ]}
          onChange={(size) => setLooks({ size })}
        />
        <button
          type="button"
          className="icon-button top-language"
          onClick={() => setLooks({ language: looks.language === 'en' ? 'zh-CN' : 'en' })}
          lang={looks.language === 'en' ? 'zh-CN' : 'en'}
        >
          {looks.language === 'en' ? '中' : 'EN'}
          <span className="off-screen">{looks.language === 'en' ? '中文' : 'English'}</span>
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t(dark ? 'top.light' : 'top.dark')}
          aria-pressed={dark}
          onClick={() => setLooks({ tone: dark ? 'light' : 'dark' })}
        >
          {dark ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />}
        </button>
        <Bell />
        <Person />
      </div>
    </header>
  )
}
