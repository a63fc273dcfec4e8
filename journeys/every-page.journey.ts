/** Every page the menu leads to, and one matter, in every dress: nothing may bar anybody's way, and nothing may be wider than the window. */
import type { Page } from 'playwright-core'
import { type JourneyOffice, journey, phone, type Window } from './journey.ts'

const places = [
  '/',
  '/ledger',
  '/letters',
  '/letters/register',
  '/letters/unanswered',
  '/letters/figures',
  '/affairs',
  '/affairs/register',
  '/affairs/visit',
  '/affairs/visits',
  '/people',
  '/calendar',
  '/settings',
]
interface Dress {
  readonly name: string
  readonly window: Window
  readonly looks: { readonly tone: 'light' | 'dark'; readonly size: 'normal' | 'large'; readonly language: 'zh-CN' | 'en' }
}
const dresses: readonly Dress[] = [
  { name: '电脑', window: {}, looks: { tone: 'light', size: 'normal', language: 'zh-CN' } },
  { name: '手机，深色，英文', window: { ...phone, dark: true, language: 'en' }, looks: { tone: 'dark', size: 'normal', language: 'en' } },
  { name: '手机，大字', window: phone, looks: { tone: 'light', size: 'large', language: 'zh-CN' } },
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
  if (!(await page.locator('.open-house').isVisible())) throw new Error(`${where}: does not say that it is not for classified material`)
  const wide = await tooWide(page)
  if (wide > 0) throw new Error(`${where}: ${wide} px wider than the window`)
}
for (const { name, window, looks } of dresses) {
  journey(
    `每一页无障碍：${name}`,
    async ({ office }) => {
      const page = await office.as('高敏', window)
      await settled(page)
      await page.evaluate((kept) => localStorage.setItem('huiyin.looks', JSON.stringify(kept)), looks)
      for (const place of places) {
        await page.goto(new URL(place, office.url).href)
        await look(page, office, `${name} ${place}`)
        await office.shot(page, place)
      }
      await page.goto(new URL('/letters', office.url).href)
      await settled(page)
      await page.locator('[data-row]').first().click()
      await page.locator('.matter-page').waitFor()
      await look(page, office, `${name} 事项页`)
      await page.goto(new URL('/affairs', office.url).href)
      await settled(page)
      await page.locator('[data-row]').first().click()
      await page.locator('.matter-page').waitFor()
      await look(page, office, `${name} 交办事项页`)
      await office.shot(page, '交办事项页')
      await office.shot(page, '事项页')
    },
    { within: 300_000 },
  )
}
