/** A journey is an office story played in the browser by its people. A file `*.journey.ts` calls `journey(title, play)` once or more. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type AxeFinding, findings } from './axe.ts'

export interface Stage {
  /** The first person's page, at the sign-in page, nobody signed in. */
  readonly page: Page
  readonly office: JourneyOffice
}
export interface JourneyOffice {
  readonly url: string
  /** One more person at another desk: own cookies, own window. */
  another(how?: Window): Promise<Page>
  /** A demo person's page, signed in through the sign-in page. @param name as it stands on the sign-in page: 王芳 */
  as(name: string, how?: Window): Promise<Page>
  /** A picture into dist/journeys/. */
  shot(page: Page, name: string): Promise<void>
  /** Looks for barriers on the page as it stands; what it finds fails the journey. */
  axe(page: Page, where: string): Promise<void>
}
export interface Window {
  /** CSS pixels; default 1440 × 900. The phone is 390 × 844. */
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly language?: 'zh-CN' | 'en'
}
export const phone: Window = { width: 390, height: 844 }

export interface Story {
  readonly title: string
  readonly play: (stage: Stage) => Promise<void>
  /** Milliseconds the story may take; default two minutes. */
  readonly within: number
  /** Played when nobody else is: it touches what the others stand on (the sessions of a person). */
  readonly alone?: boolean
}
const told: Story[] = []
export function journey(title: string, play: Story['play'], { within = 120_000, alone = false } = {}): void {
  told.push({ title, play, within, alone })
}
/** The stories told since the last call. */
export const collect = (): Story[] => told.splice(0)

export interface Played {
  readonly title: string
  readonly faults: readonly string[]
  readonly ms: number
}
const slug = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)
const barrier = (where: string) => (f: AxeFinding) => `axe, ${where}: ${f.rule}: ${f.help}: ${f.nodes.slice(0, 3).join(' | ')}`

/** Chromium reports every refusal the server answers (4xx) as a console error; a refusal is an answer, not a fault. */
const isRefusalNoise = (text: string) => /^Failed to load resource: the server responded with a status of 4\d\d/.test(text)

/** 以演示人员进入, on the sign-in page as it stands. */
export async function enterBy(page: Page, name: string): Promise<void> {
  const door = page.locator('.demo-person').filter({ hasText: name })
  await door.click()
  await door.waitFor({ state: 'detached' })
}

/** Plays one story on the running office. */
export async function play(story: Story, browser: Browser, url: string, folder: string): Promise<Played> {
  const faults: string[] = []
  const contexts: BrowserContext[] = []
  const pages: Page[] = []
  const began = performance.now()
  const another: JourneyOffice['another'] = async ({ width = 1440, height = 900, dark = false, language = 'zh-CN' } = {}) => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      locale: language,
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(15_000)
    contexts.push(context)
    const page = await context.newPage()
    pages.push(page)
    page.on('console', (message) => {
      if (message.type() === 'error' && !isRefusalNoise(message.text())) faults.push(`console: ${message.text()}`)
    })
    page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
    page.on('response', (response) => {
      if (response.status() >= 500) faults.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`)
    })
    await page.goto(url)
    return page
  }
  const office: JourneyOffice = {
    url,
    another,
    async as(name, how) {
      const page = await another(how)
      await enterBy(page, name)
      return page
    },
    shot: async (page, name) => void (await page.screenshot({ path: `${folder}/${slug(`${story.title}-${name}`)}.png` })),
    async axe(page, where) {
      faults.push(...(await findings(page)).map(barrier(where)))
    },
  }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not finished within ${story.within / 1000} s`)), story.within)
  })
  try {
    await Promise.race([another().then((page) => story.play({ page, office })), late])
    for (const page of pages) if (!page.isClosed()) await office.axe(page, 'at the end')
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error))
  } finally {
    clearTimeout(timer)
  }
  if (faults.length)
    for (const [n, page] of pages.entries()) if (!page.isClosed()) await page.screenshot({ path: `${folder}/${slug(story.title)}-failed-${n + 1}.png` }).catch(() => undefined)
  await Promise.all(contexts.map((context) => context.close()))
  return { title: story.title, faults, ms: performance.now() - began }
}
