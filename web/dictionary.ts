/** 字典 in a screen: what may be chosen now, and what everything is called, by the version of the office in force; until it has come, as the desk has it. Rule: HB-44 */
import { dictionaryNow } from '../kernel/rules/shape.ts'
import { useReadingLater } from './reading.ts'
import { useLanguage } from './words/use-words.ts'

export interface Dictionary {
  readonly options: readonly { readonly value: string; readonly word: string }[]
  readonly word: (key: string) => string
}
/** @param key `letters.results` @param words what the desk calls its own entries */
export function useDictionary(key: string, words: Readonly<Record<string, string>>): Dictionary {
  const language = useLanguage()
  const entries = useReadingLater(dictionaryNow, { key }).data?.entries ?? Object.keys(words).map((one) => ({ key: one, zh: null, en: null, on: true }))
  const word = (one: string): string => {
    const own = entries.find((e) => e.key === one)
    return (language === 'en' ? own?.en : own?.zh) ?? words[one] ?? one
  }
  return { options: entries.filter((e) => e.on).map((e) => ({ value: e.key, word: word(e.key) })), word }
}
