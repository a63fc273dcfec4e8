import type { RefusalFact } from '../../../../kernel/refusal.ts'
import { say } from '../../../../kernel/words/say.ts'
import { later, onceIn } from '../../../../web/words/later.ts'
import { useWordsOf } from '../../../../web/words/use-words.ts'
import type { zh } from '../../words/zh-CN.ts'

/** This desk's own words, whole. */
export const archivesWords = { 'zh-CN': onceIn(async () => (await import('../../words/zh-CN.ts')).zh), en: later(async () => (await import('../../words/en.ts')).en) }
export const useArchivesWords = () => useWordsOf<typeof zh | typeof archivesWords.en>(archivesWords)
export const fill = (template: string, facts: Readonly<Record<string, RefusalFact>>): string => say(template, facts)
