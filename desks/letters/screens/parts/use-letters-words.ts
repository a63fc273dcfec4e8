import type { RefusalFact } from '../../../../kernel/refusal.ts'
import { say } from '../../../../kernel/words/say.ts'
import { later, onceIn } from '../../../../web/words/later.ts'
import { useWordsOf } from '../../../../web/words/use-words.ts'
import type { LettersWords } from '../../words/zh-CN.ts'

/** This desk's own words, whole. */
export const lettersWords: { readonly 'zh-CN': LettersWords; readonly en: LettersWords } = {
  'zh-CN': onceIn(async () => (await import('../../words/zh-CN.ts')).zh),
  en: later(async () => (await import('../../words/en.ts')).en),
}
export const useLettersWords = (): LettersWords => useWordsOf<LettersWords>(lettersWords)
export const fill = (template: string, facts: Readonly<Record<string, RefusalFact>>): string => say(template, facts)
