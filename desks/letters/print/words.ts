/** Words on the letters' paper, in the language of whoever prints: the desk's, and those of its forms, which no screen needs. */
import type { Language } from '../../../kernel/words.ts'
import { en } from '../words/en.ts'
import { paperEn } from '../words/paper.en.ts'
import { paperZh } from '../words/paper.zh-CN.ts'
import { type LettersWords, zh } from '../words/zh-CN.ts'

type PrintWords = LettersWords & { readonly paper: Readonly<Record<keyof typeof paperZh, string>> }
const all: Readonly<Record<Language, PrintWords>> = { 'zh-CN': { ...zh, paper: paperZh }, en: { ...en, paper: paperEn } }
export const wordsIn = (language: Language): PrintWords => all[language]
