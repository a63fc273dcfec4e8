/** Words of this desk's own pages, which come with them and not with the first page of the house. */
import { useLanguage } from '../../../../web/words/use-words.ts'
import { pagesEn } from '../../words/pages.en.ts'
import { type PageWords, pagesZh } from '../../words/pages.zh-CN.ts'

const all: Readonly<Record<'zh-CN' | 'en', PageWords>> = { 'zh-CN': pagesZh, en: pagesEn }
export const usePageWords = (): PageWords => all[useLanguage()]
