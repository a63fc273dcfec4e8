/** The kernel's words in the browser: Chinese at once, English when asked for. */

import { type KernelWordsBy, refusalTextIn } from '../../kernel/words/say.ts'
import { zh } from '../../kernel/words/zh-CN.ts'
import { later } from './later.ts'

export const kernelWords: KernelWordsBy = { 'zh-CN': zh, en: later(async () => (await import('../../kernel/words/en.ts')).en) }
export const refusalText = refusalTextIn(kernelWords)
