/** How this person likes to read: light or dark, ordinary or large print, Chinese or English. As the machine and the browser say at first; then kept on this machine. */
import { useSyncExternalStore } from 'react'
import type { Language } from '../kernel/words.ts'

export interface Looks {
  readonly tone: 'light' | 'dark'
  readonly size: 'normal' | 'large'
  readonly language: Language
}
const place = 'huiyin.looks'
/** `before-paint.js` has put it on the page: what was kept, else what machine and browser like. */
function first(): Looks {
  const root = globalThis.document?.documentElement
  return { tone: root?.dataset.tone === 'dark' ? 'dark' : 'light', size: root?.dataset.size === 'large' ? 'large' : 'normal', language: root?.lang === 'en' ? 'en' : 'zh-CN' }
}
let now = first()
const watchers = new Set<() => void>()

function show(looks: Looks) {
  const root = document.documentElement
  root.dataset.tone = looks.tone
  root.dataset.size = looks.size
  root.lang = looks.language
}
export function setLooks(change: Partial<Looks>): void {
  now = { ...now, ...change }
  show(now)
  try {
    localStorage.setItem(place, JSON.stringify(now))
  } catch {
    // Storage closed: the choice lasts as long as this page.
  }
  for (const tell of watchers) tell()
}
export const looksNow = (): Looks => now
export const onLooks = (tell: () => void): (() => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}
export const useLooks = (): Looks => useSyncExternalStore(onLooks, looksNow)
