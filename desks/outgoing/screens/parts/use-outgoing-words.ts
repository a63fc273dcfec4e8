import type { RefusalFact } from '../../../../kernel/refusal.ts'
import { say } from '../../../../kernel/words/say.ts'
import { later, onceIn } from '../../../../web/words/later.ts'
import { useWordsOf } from '../../../../web/words/use-words.ts'
import type { screensZh } from '../../words/screens.zh-CN.ts'
import type { zh } from '../../words/zh-CN.ts'

/** This desk's own words, whole. */
export const outgoingWords = { 'zh-CN': onceIn(async () => (await import('../../words/zh-CN.ts')).zh), en: later(async () => (await import('../../words/en.ts')).en) }
export const useOutgoingWords = () => useWordsOf<typeof zh | typeof outgoingWords.en>(outgoingWords)
const screens = {
  'zh-CN': onceIn(async () => (await import('../../words/screens.zh-CN.ts')).screensZh),
  en: later(async () => (await import('../../words/screens.en.ts')).screensEn),
}
/** Fields and hints of its pages. */
export const useScreenWords = () => useWordsOf<typeof screensZh | typeof screens.en>(screens)
export const fill = (template: string, facts: Readonly<Record<string, RefusalFact>>): string => say(template, facts)
