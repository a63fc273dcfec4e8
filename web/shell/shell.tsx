/** The two shells: a menu of 208 px for desks, lists and boards; a rail of 72 px where panes need the room. On a phone, a bar at the foot. */
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Menu } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { myWork } from '../../kernel/reading/shape.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useReadingLater } from '../reading.ts'
import { useT } from '../words/use-words.ts'
import { type NavItem, useNav } from './nav.ts'
import { TopBar } from './top-bar.tsx'

const here = (to: string, path: string) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`))
/** The longest address that fits is where one is: /letters/register beats /letters. */
const currentOf = (items: readonly NavItem[], path: string) => items.filter((item) => here(item.to, path)).sort((a, b) => b.to.length - a.to.length)[0]?.to

function useCounts() {
  return useReadingLater(myWork, { tab: 'todo', size: 20 }).data?.counts
}
function NavLinks({ items, at, narrow, onGo }: { readonly items: readonly NavItem[]; readonly at: string | undefined; readonly narrow: boolean; readonly onGo?: () => void }) {
  const counts = useCounts()
  return (
    <ul>
      {items.map(({ to, name, icon: Icon, count, group }, n) => (
        <li key={to}>
          {!narrow && group && group !== items[n - 1]?.group && <p className="nav-group">{group}</p>}
          <Link to={to} activeOptions={{ exact: true }} className="nav-link" aria-current={to === at ? 'page' : undefined} {...(onGo ? { onClick: onGo } : {})}>
            <Icon size={narrow ? 18 : 16} aria-hidden="true" />
            <span>{name}</span>
            {count && counts && counts[count] > 0 && <b className={`nav-count ${counts.late > 0 ? 'is-late' : ''}`}>{counts[count]}</b>}
          </Link>
        </li>
      ))}
    </ul>
  )
}
function Seal() {
  return (
    <span className="seal" aria-hidden="true">
      回<br />音
    </span>
  )
}
function PhoneBar({ items, at }: { readonly items: readonly NavItem[]; readonly at: string | undefined }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const near = items.slice(0, 4)
  return (
    <nav className="phone-nav" aria-label={t('menu.title')}>
      <NavLinks items={near} at={at} narrow />
      <button type="button" className="nav-link" aria-current={at !== undefined && !near.some((item) => item.to === at) ? 'page' : undefined} onClick={() => setOpen(true)}>
        <Menu size={18} aria-hidden="true" />
        <span>{t('act.more')}</span>
      </button>
      {open && (
        <Dialog title={t('menu.title')} onClose={() => setOpen(false)}>
          <div className="menu in-dialog">
            <NavLinks items={items} at={at} narrow={false} onGo={() => setOpen(false)} />
          </div>
        </Dialog>
      )}
    </nav>
  )
}
export function Shell({ kind }: { readonly kind: 'menu' | 'rail' }) {
  const t = useT()
  const items = useNav()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const at = currentOf(items, path)
  useEffect(() => {
    if (path) window.scrollTo(0, 0)
  }, [path])
  return (
    <div className={`shell is-${kind}`}>
      <a className="skip" href="#content">
        {t('skip.content')}
      </a>
      <nav className={kind === 'menu' ? 'menu' : 'rail'} aria-label={t('menu.title')} id="menu">
        <Link to="/" className="brand" aria-label={`${t('name')} ${t('menu.work')}`}>
          <Seal />
          {kind === 'menu' && (
            <span className="brand-name">
              <b className="serif">{t('name')}</b>
              <span className="small quiet">{t('menu.office')}</span>
            </span>
          )}
        </Link>
        <NavLinks items={items} at={at} narrow={kind === 'rail'} />
      </nav>
      <aside className="open-house" aria-label={t('banner')}>
        {t('banner')}
      </aside>
      <TopBar />
      <main id="content" tabIndex={-1} className="page">
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <PhoneBar items={items} at={at} />
    </div>
  )
}
