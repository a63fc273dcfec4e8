/** What somebody was writing stays while this tab lives: through a lost line, a refusal, a crash, a page loaded anew. It goes when it has landed, and when he leaves. */
import { useState } from 'react'

const PREFIX = 'huiyin.writing.'
/** @returns what was kept under this key, as it was read: whoever asks looks whether it still fits; null: nothing */
export function keptHere(key: string): unknown {
  const kept = sessionStorage.getItem(PREFIX + key)
  return kept === null ? null : (JSON.parse(kept) as unknown)
}
/** A tab that keeps no more keeps it on the page at least. @param writing null: it has landed */
export function keepHere(key: string, writing: unknown): void {
  try {
    if (writing === null) sessionStorage.removeItem(PREFIX + key)
    else sessionStorage.setItem(PREFIX + key, JSON.stringify(writing))
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}
/** Whoever leaves takes his writing off this machine. */
export function forgetWriting(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
}

export interface Writing {
  readonly opinion: string
  readonly ink: string | null
  readonly dictated: boolean
}
const nothing: Writing = { opinion: '', ink: null, dictated: false }
/** What is written on a piece. @param key person and piece */
export function useKeptWriting(key: string) {
  const [writing, set] = useState((): Writing => ({ ...nothing, ...(keptHere(key) as Partial<Writing> | null) }))
  return {
    writing,
    write(change: Partial<Writing>) {
      const next = { ...writing, ...change }
      set(next)
      keepHere(key, next.opinion === '' && next.ink === null ? null : next)
    },
    forget() {
      keepHere(key, null)
    },
  }
}
