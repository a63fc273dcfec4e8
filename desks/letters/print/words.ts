/** Words of the letters' papers, in the language of whoever prints. */
import type { Language } from '../../../kernel/words.ts'
import { en } from '../words/en.ts'
import { type LettersWords, zh } from '../words/zh-CN.ts'

const all: Readonly<Record<Language, LettersWords>> = { 'zh-CN': zh, en }
export const wordsIn = (language: Language): LettersWords => all[language]
