import type { RefusalFact } from '../../kernel/refusal.ts'
import { say } from '../../kernel/words/say.ts'
import type { Words } from '../../kernel/words/zh-CN.ts'
import { useWordsOf } from '../words/use-words.ts'
import { en } from './words/en.ts'
import { zh } from './words/zh-CN.ts'

export type DraftWords = Words<typeof zh>
export const useDraftWords = (): DraftWords => useWordsOf<DraftWords>({ 'zh-CN': zh, en })
export const fill = (template: string, facts: Readonly<Record<string, RefusalFact>>): string => say(template, facts)
