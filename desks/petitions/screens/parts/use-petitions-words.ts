import type { RefusalFact } from '../../../../kernel/refusal.ts'
import { say } from '../../../../kernel/words.ts'
import { useWordsOf } from '../../../../web/words/use-words.ts'
import { en } from '../../words/en.ts'
import { zh } from '../../words/zh-CN.ts'

/** This desk's own words, whole. */
export const usePetitionsWords = () => useWordsOf<typeof zh | typeof en>({ 'zh-CN': zh, en })
export const fill = (template: string, facts: Readonly<Record<string, RefusalFact>>): string => say(template, facts)
