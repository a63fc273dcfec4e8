/** Every page the menu leads to, and one matter, in every dress: nothing may bar anybody's way, and nothing may be wider than the window. */
import type { Page } from 'playwright-core'
import { type JourneyOffice, journey, phone, type Window } from './journey.ts'

/** Where the menu may not lead: one's own settings, lists behind another page, nowhere. */
const beside = [
  '/settings',
  '/letters/unanswered',
  '/letters/figures',
  '/letters/themes',
  '/affairs/visits',
  '/petitions/new',
  '/hand-overs',
  '/portfolios',
  '/fields',
  '/contacts',
  '/notices',
  '/search?q=小区',
  '/tables',
  '/policies/new',
  '/policies/citing',
  '/scans',
  '/unit',
  '/tomorrow',
  '/nowhere',
]
/** What every other page is made of: lists, forms, a matter. */
const kinds = ['/ledger', '/letters', '/letters/register', '/people', '/settings']
interface Dress {
  readonly name: string
  /** Whose pages. */
  readonly who: string
  readonly window: Window
  readonly looks: { readonly tone: 'light' | 'dark'; readonly size: 'normal' | 'large'; readonly language: 'zh-CN' | 'en' }
  /** Left out: everywhere his menu leads. */
  readonly places?: readonly string[]
}
const plain = { window: {}, looks: { tone: 'light', size: 'normal', language: 'zh-CN' } } as const
const dresses: readonly Dress[] = [
  { name: '电脑', who: '高敏', ...plain },
  { name: '手机，深色，英文', who: '高敏', window: { ...phone, dark: true, language: 'en' }, looks: { tone: 'dark', size: 'normal', language: 'en' } },
  { name: '电脑，深色，大字，英文', who: '高敏', window: { dark: true, language: 'en' }, looks: { tone: 'dark', size: 'large', language: 'en' }, places: kinds },
  { name: '手机，大字', who: '高敏', window: phone, looks: { tone: 'light', size: 'large', language: 'zh-CN' }, places: kinds },
  // their own pages, and one they have no right to
  {
    name: '手机，深色，英文，文电科',
    who: '季红梅',
    window: { ...phone, dark: true, language: 'en' },
    looks: { tone: 'dark', size: 'normal', language: 'en' },
    places: ['/incoming', '/incoming/new', '/incoming/take'],
  },
  { name: '电脑，系统管理员', who: '丁一鸣', ...plain, places: ['/people', '/rules', '/portfolios', '/calendar', '/status', '/channels', '/letters/register'] },
  { name: '电脑，安全管理员', who: '龙思远', ...plain, places: ['/rights', '/people'] },
  { name: '电脑，审计管理员', who: '欧慧', ...plain, places: ['/audit', '/rights'] },
]
async function settled(page: Page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  for (const busy of await page.locator('[aria-busy=true]').all()) await busy.waitFor({ state: 'detached' })
}
/** Pixels by which the page is wider than its window. */
const tooWide = (page: Page) => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth') as Promise<number>

async function look(page: Page, office: JourneyOffice, where: string) {
  await settled(page)
  await office.axe(page, where)
  // 本系统为非涉密系统 on every page (R-C03)
  if ((await page.locator('.shell').count()) > 0 && !(await page.locator('.open-house').isVisible()))
    throw new Error(`${where}: does not say that it is not for classified material`)
  const wide = await tooWide(page)
  if (wide > 0) throw new Error(`${where}: ${wide} px wider than the window`)
}
/** As a link of the page itself leads there: nothing is loaded again. The page before is gone when its heading is. */
async function go(page: Page, place: string) {
  await page.evaluate(`document.querySelectorAll('h1').forEach((h) => h.setAttribute('data-before', ''))
    history.pushState({}, '', ${JSON.stringify(place)})
    dispatchEvent(new PopStateEvent('popstate'))`)
  await page.locator('h1[data-before]').first().waitFor({ state: 'detached' })
}
const menu = (page: Page): Promise<string[]> => page.locator('nav a[href^="/"]').evaluateAll((links) => [...new Set(links.map((a) => a.getAttribute('href') ?? '/'))])

for (const { name, who, window, looks, places: own } of dresses) {
  journey(
    `每一页无障碍：${name}`,
    async ({ office }) => {
      const page = await office.as(who, window)
      await settled(page)
      await page.evaluate((kept) => localStorage.setItem('huiyin.looks', JSON.stringify(kept)), looks)
      await page.reload()
      await settled(page)
      const places = own ?? [...new Set([...(await menu(page)), ...beside])].filter((place) => place !== '/')
      await look(page, office, `${name} /`)
      if (!own && places.length < 12) throw new Error(`the menu leads to ${places.join(' ')} only`)
      for (const place of places) {
        await go(page, place)
        await look(page, office, `${name} ${place}`)
        await office.shot(page, place)
      }
      for (const desk of ['letters', 'affairs']) {
        await page.goto(new URL(`/${desk}`, office.url).href)
        await settled(page)
        const first = page.locator('[data-row]').first()
        if ((await first.count()) === 0) continue
        await first.click()
        await page.locator('.matter-page').waitFor()
        await look(page, office, `${name} ${desk}`)
        await office.shot(page, `${desk} 事项页`)
      }
    },
    { within: 300_000 },
  )
}

journey('接口说明页无障碍：写给对接系统的人', async ({ office }) => {
  const page = await office.another({}, new URL('/api/docs', office.url).href)
  await look(page, office, '/api/docs')
})
