/** A journey is an office story played in the browser by its people. A file `*.journey.ts` calls `journey(title, play)` once or more. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type AxeFinding, findings } from './axe.ts'
import { forget, giveBack, takeWindow } from './windows.ts'

export interface Stage {
  readonly office: JourneyOffice
}
export interface JourneyOffice {
  readonly url: string
  /** Somebody at a desk, own cookies, own window, nobody signed in. @param at another address than the office's sign-in page */
  another(how?: Window, at?: string): Promise<Page>
  /** A demo person's page, signed in through the sign-in page, by this story or by the one he played in before. @param name as it stands on the sign-in page: 王芳. @param path where he begins; his work desk unless said */
  as(name: string, how?: Window, path?: string): Promise<Page>
  /** A picture into dist/journeys/, where pictures are wanted. */
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
  /** Not in the short form of the stories. */
  readonly full?: boolean
}
const told: Story[] = []
export function journey(title: string, play: Story['play'], { within = 120_000, alone = false } = {}): void {
  told.push({ title, play, within, alone })
}
/** One of many about its desk: `npm run prove -- stories` plays it, not every `npm test`. */
export function fullJourney(title: string, play: Story['play'], { within = 120_000, alone = false } = {}): void {
  told.push({ title, play, within, alone, full: true })
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

const nobody = ''
/** 以演示人员进入, on the sign-in page as it stands. */
export async function enterBy(page: Page, name: string): Promise<void> {
  const door = page.locator('.demo-person').filter({ hasText: name })
  await door.click()
  await door.waitFor({ state: 'detached' })
}

export interface Playing {
  readonly url: string
  /** Where pictures go. */
  readonly folder: string
  /** Pictures of stories that go well too. */
  readonly pictures: boolean
  /** How many times longer everything may take: on a machine with much else to do. */
  readonly patience?: number
}
/** Plays one story on the running office. */
export async function play(story: Story, browser: Browser, { url, folder, pictures, patience = 1 }: Playing): Promise<Played> {
  const faults: string[] = []
  const windows: { readonly key: string; readonly context: BrowserContext; readonly out: boolean }[] = []
  const pages: Page[] = []
  const began = performance.now()
  const open = async (at: string, who: string, { width = 1440, height = 900, dark = false, language = 'zh-CN' }: Window = {}) => {
    const how = { viewport: { width, height }, colorScheme: dark ? ('dark' as const) : ('light' as const), locale: language }
    const key = `${who} ${JSON.stringify(how)}`
    const { context, kept } = await takeWindow(browser, key, { ...how, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
    context.setDefaultTimeout(15_000 * patience)
    windows.push({ key, context, out: who === nobody })
    const page = await context.newPage()
    pages.push(page)
    page.on('console', (message) => {
      if (message.type() === 'error' && !isRefusalNoise(message.text())) faults.push(`console: ${message.text()}`)
    })
    page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
    page.on('response', (response) => {
      if (response.status() >= 500) faults.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`)
    })
    if (kept) await forget(page, url)
    await page.goto(at)
    return page
  }
  const office: JourneyOffice = {
    url,
    another: (how, at = url) => open(at, nobody, how),
    async as(name, how, path = '/') {
      const at = new URL(path, url).href
      const page = await open(at, name, how)
      const door = page.locator('.demo-person').first()
      await door.or(page.locator('.shell')).first().waitFor()
      if (await door.isVisible()) {
        await enterBy(page, name)
        if (path !== '/') await page.goto(at)
      }
      return page
    },
    shot: async (page, name) => {
      if (pictures) await page.screenshot({ path: `${folder}/${slug(`${story.title}-${name}`)}.png` })
    },
    async axe(page, where) {
      faults.push(...(await findings(page)).map(barrier(where)))
    },
  }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    const within = story.within * patience
    timer = setTimeout(() => fail(new Error(`not finished within ${within / 1000} s`)), within)
  })
  try {
    await Promise.race([story.play({ office }), late])
    for (const page of pages) if (!page.isClosed()) faults.push(...(await findings(page)).map(barrier('at the end')))
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error))
  } finally {
    clearTimeout(timer)
  }
  if (faults.length)
    for (const [n, page] of pages.entries()) if (!page.isClosed()) await page.screenshot({ path: `${folder}/${slug(story.title)}-failed-${n + 1}.png` }).catch(() => undefined)
  await Promise.all(windows.map(({ key, context, out }) => (faults.length ? context.close() : giveBack(key, context, out))))
  return { title: story.title, faults, ms: performance.now() - began }
}
