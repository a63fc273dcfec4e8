/** Addresses to pages. The shell's own are here; the desks bring theirs, loaded when opened. Search parameters are plain text. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { Refused } from './call.ts'
import { allDesks, type DeskPage } from './desk-pages.ts'
import { useMe } from './me.ts'
import { Broken, NotFound } from './pages/broken.tsx'
import { Waiting } from './parts/waiting.tsx'
import { Session } from './session.tsx'
import { Shell } from './shell/shell.tsx'

const Clothes = lazy(async () => ({ default: (await import('./theme.tsx')).Theme }))

/** A desk's page: its address parameters as props, in antd's clothes, for whoever has the power. */
function DeskFrame({ page, Page }: { readonly page: DeskPage; readonly Page: ComponentType<object> }) {
  const me = useMe()
  const params = useParams({ strict: false })
  if (page.power && !me.powers.includes(page.power)) return <Broken error={new Refused({ code: 'session.not-allowed', status: 403, facts: { power: page.power } })} />
  return (
    <Suspense fallback={<Waiting />}>
      <Clothes>
        <Page {...params} />
      </Clothes>
    </Suspense>
  )
}
const framed = (page: DeskPage) => {
  const Page = lazy(async () => ({ default: (await page.load()) as ComponentType<object> }))
  return () => <DeskFrame page={page} Page={Page} />
}
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
const stringifySearch = (search: Record<string, unknown>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  const text = query.toString()
  return text ? `?${text}` : ''
}

export function makeRouter() {
  const root = createRootRoute({
    component: () => (
      <Session>
        <Outlet />
      </Session>
    ),
    notFoundComponent: NotFound,
  })
  const menu = createRoute({ getParentRoute: () => root, id: 'menu', component: () => <Shell kind="menu" /> })
  const rail = createRoute({ getParentRoute: () => root, id: 'rail', component: () => <Shell kind="rail" /> })
  const own = [
    createRoute({ getParentRoute: () => menu, path: '/', component: lazyRouteComponent(() => import('./pages/work.tsx'), 'WorkPage') }),
    createRoute({ getParentRoute: () => menu, path: '/ledger', component: lazyRouteComponent(() => import('./pages/ledger.tsx'), 'LedgerPage') }),
    createRoute({ getParentRoute: () => menu, path: '/overview', component: lazyRouteComponent(() => import('./pages/overview.tsx'), 'OverviewPage') }),
    createRoute({ getParentRoute: () => menu, path: '/search', component: lazyRouteComponent(() => import('./pages/search.tsx'), 'SearchPage') }),
    createRoute({ getParentRoute: () => menu, path: '/notices', component: lazyRouteComponent(() => import('./pages/notices.tsx'), 'NoticesPage') }),
    createRoute({ getParentRoute: () => menu, path: '/tables', component: lazyRouteComponent(() => import('./pages/tables.tsx'), 'TablesPage') }),
    createRoute({ getParentRoute: () => menu, path: '/tables/new', component: lazyRouteComponent(() => import('./pages/table-edit.tsx'), 'NewTablePage') }),
    createRoute({ getParentRoute: () => menu, path: '/tables/$id', component: lazyRouteComponent(() => import('./pages/table.tsx'), 'TablePage') }),
    createRoute({ getParentRoute: () => menu, path: '/tables/$id/edit', component: lazyRouteComponent(() => import('./pages/table-edit.tsx'), 'EditTablePage') }),
    createRoute({ getParentRoute: () => menu, path: '/unit', component: lazyRouteComponent(() => import('./pages/unit.tsx'), 'UnitPage') }),
    createRoute({ getParentRoute: () => menu, path: '/tomorrow', component: lazyRouteComponent(() => import('./pages/tomorrow.tsx'), 'TomorrowPage') }),
    createRoute({ getParentRoute: () => menu, path: '/window', component: lazyRouteComponent(() => import('./pages/window.tsx'), 'WindowPage') }),
    createRoute({ getParentRoute: () => menu, path: '/papers', component: lazyRouteComponent(() => import('./pages/papers.tsx'), 'PapersPage') }),
    createRoute({ getParentRoute: () => menu, path: '/scans', component: lazyRouteComponent(() => import('./pages/scans.tsx'), 'ScansPage') }),
    createRoute({ getParentRoute: () => menu, path: '/people', component: lazyRouteComponent(() => import('./pages/people.tsx'), 'PeoplePage') }),
    createRoute({ getParentRoute: () => menu, path: '/hand-overs', component: lazyRouteComponent(() => import('./pages/hand-overs.tsx'), 'HandOversPage') }),
    createRoute({ getParentRoute: () => menu, path: '/hand-overs/$id', component: lazyRouteComponent(() => import('./pages/hand-over.tsx'), 'HandOverPage') }),
    createRoute({ getParentRoute: () => menu, path: '/portfolios', component: lazyRouteComponent(() => import('./pages/portfolios.tsx'), 'PortfoliosPage') }),
    createRoute({ getParentRoute: () => menu, path: '/fields', component: lazyRouteComponent(() => import('./pages/fields.tsx'), 'FieldsPage') }),
    createRoute({ getParentRoute: () => menu, path: '/contacts', component: lazyRouteComponent(() => import('./pages/contacts.tsx'), 'ContactsPage') }),
    createRoute({ getParentRoute: () => menu, path: '/calendar', component: lazyRouteComponent(() => import('./pages/calendar.tsx'), 'CalendarPage') }),
    createRoute({ getParentRoute: () => menu, path: '/calls', component: lazyRouteComponent(() => import('./pages/calls.tsx'), 'CallsPage') }),
    createRoute({ getParentRoute: () => menu, path: '/channels', component: lazyRouteComponent(() => import('./pages/channels.tsx'), 'ChannelsPage') }),
    createRoute({ getParentRoute: () => menu, path: '/status', component: lazyRouteComponent(() => import('./pages/status.tsx'), 'StatusPage') }),
    createRoute({ getParentRoute: () => menu, path: '/fonts', component: lazyRouteComponent(() => import('./pages/fonts.tsx'), 'FontsPage') }),
    createRoute({ getParentRoute: () => menu, path: '/retention', component: lazyRouteComponent(() => import('./pages/retention.tsx'), 'RetentionPage') }),
    createRoute({ getParentRoute: () => menu, path: '/rights', component: lazyRouteComponent(() => import('./pages/rights.tsx'), 'RightsPage') }),
    createRoute({ getParentRoute: () => menu, path: '/rules', component: lazyRouteComponent(() => import('./pages/rules.tsx'), 'RulesPage') }),
    createRoute({ getParentRoute: () => menu, path: '/policies', component: lazyRouteComponent(() => import('./policies/policies.tsx'), 'PoliciesPage') }),
    createRoute({ getParentRoute: () => menu, path: '/policies/new', component: lazyRouteComponent(() => import('./policies/policy-form.tsx'), 'NewPolicyPage') }),
    createRoute({ getParentRoute: () => menu, path: '/policies/citing', component: lazyRouteComponent(() => import('./policies/citing.tsx'), 'CitingPage') }),
    createRoute({ getParentRoute: () => menu, path: '/policies/$id', component: lazyRouteComponent(() => import('./policies/policy.tsx'), 'PolicyPage') }),
    createRoute({ getParentRoute: () => menu, path: '/policies/$id/edit', component: lazyRouteComponent(() => import('./policies/policy-form.tsx'), 'EditPolicyPage') }),
    createRoute({ getParentRoute: () => menu, path: '/dossiers', component: lazyRouteComponent(() => import('./dossiers/dossiers.tsx'), 'DossiersPage') }),
    createRoute({ getParentRoute: () => menu, path: '/dossiers/$id', component: lazyRouteComponent(() => import('./dossiers/dossier.tsx'), 'DossierPage') }),
    createRoute({ getParentRoute: () => menu, path: '/import', component: lazyRouteComponent(() => import('./pages/import.tsx'), 'ImportPage') }),
    createRoute({ getParentRoute: () => menu, path: '/know', component: lazyRouteComponent(() => import('./pages/know.tsx'), 'KnowPage') }),
    createRoute({ getParentRoute: () => menu, path: '/audit', component: lazyRouteComponent(() => import('./pages/audit.tsx'), 'AuditPage') }),
    // an unknown address keeps menu and bar
    createRoute({ getParentRoute: () => menu, path: '$', component: NotFound }),
    createRoute({ getParentRoute: () => menu, path: '/settings', component: lazyRouteComponent(() => import('./pages/settings.tsx'), 'SettingsPage') }),
  ]
  const pages = allDesks().flatMap((desk) => desk.pages)
  const onMenu = pages.filter((page) => page.shell !== 'rail').map((page) => createRoute({ getParentRoute: () => menu, path: page.path, component: framed(page) }))
  const onRail = pages.filter((page) => page.shell === 'rail').map((page) => createRoute({ getParentRoute: () => rail, path: page.path, component: framed(page) }))
  const routeTree = root.addChildren([menu.addChildren([...own, ...onMenu]), rail.addChildren(onRail)])
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: ({ error, reset }) => <Broken error={error} again={reset} />,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: false,
  })
}
