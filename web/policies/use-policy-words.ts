import { say } from '../../kernel/words/say.ts'
import type { Words } from '../../kernel/words/zh-CN.ts'
import { useWordsOf } from '../words/use-words.ts'
import { en } from './words/en.ts'
import { zh } from './words/zh-CN.ts'

export type PolicyWords = Words<typeof zh>
/** The library's own words: they come with its pages, and not before. */
export const usePolicyWords = (): PolicyWords => useWordsOf<PolicyWords>({ 'zh-CN': zh, en })
export const fill = (template: string, facts: Readonly<Record<string, string | number>>): string => say(template, facts)
