/** How this person likes to read: light or dark, ordinary or large print, Chinese or English. Kept on this machine. */
import { useSyncExternalStore } from 'react'
import type { Language } from '../kernel/words.ts'

export interface Looks {
  readonly tone: 'light' | 'dark'
  readonly size: 'normal' | 'large'
  readonly language: Language
}
const place = 'huiyin.looks'
const first: Looks = { tone: 'light', size: 'normal', language: 'zh-CN' }

function kept(): Looks {
  try {
    const found = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Record<keyof Looks, unknown>>
    return { tone: found.tone === 'dark' ? 'dark' : 'light', size: found.size === 'large' ? 'large' : 'normal', language: found.language === 'en' ? 'en' : 'zh-CN' }
  } catch {
    // Storage closed or spoiled by hand: the first looks will do.
    return first
  }
}
let now = kept()
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
