/** Words of these papers, in the language of whoever prints. */
import type { Language } from '../../../kernel/words.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

const all = { 'zh-CN': zh, en } as const
export type IncomingWords = (typeof all)[Language]
export const wordsIn = (language: Language): IncomingWords => all[language]
