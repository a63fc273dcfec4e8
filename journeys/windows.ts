/**
 * The windows people sit at, kept from story to story: what the browser fetched and compiled once stays, and who signed in stays signed in, as on any working day.
 * Of the story nothing stays: its pages are closed, what they wrote down in the browser is cleared. After a story that failed its windows are not used again.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

const free = new Map<string, BrowserContext[]>()

/** @param key who sits there and what the window is like; two at the same time are two windows */
export async function takeWindow(browser: Browser, key: string, how: BrowserContextOptions): Promise<{ readonly context: BrowserContext; readonly kept: boolean }> {
  const context = free.get(key)?.pop()
  return context ? { context, kept: true } : { context: await browser.newContext(how), kept: false }
}
/** On a page just opened in a kept window: nothing that an earlier story wrote down there. */
export async function forget(page: Page, origin: string): Promise<void> {
  const tools = await page.context().newCDPSession(page)
  await tools.send('Storage.clearDataForOrigin', { origin: new URL(origin).origin, storageTypes: 'local_storage,indexeddb' })
  await tools.detach()
}
/** @param out whoever signed in there is signed out */
export async function giveBack(key: string, context: BrowserContext, out: boolean): Promise<void> {
  for (const page of context.pages()) await page.close()
  if (out) await context.clearCookies()
  await context.clearPermissions()
  free.set(key, [...(free.get(key) ?? []), context])
}
