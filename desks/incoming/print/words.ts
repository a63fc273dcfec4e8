/** Words on this desk's paper, in the language of whoever prints: the desk's, and those of its forms, which no screen needs. */
import type { Language } from '../../../kernel/words.ts'
import { en } from '../words/en.ts'
import { paperEn } from '../words/paper.en.ts'
import { paperZh } from '../words/paper.zh-CN.ts'
import { zh } from '../words/zh-CN.ts'

const all = { 'zh-CN': { ...zh, paper: paperZh }, en: { ...en, paper: paperEn } }
export const wordsIn = (language: Language): (typeof all)[Language] => all[language]
