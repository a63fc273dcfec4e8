/** Words inside components: the shell's (`t`), the kernel's, and those of a desk. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { KernelWords } from '../../kernel/words/zh-CN.ts'
import type { DeskWords, Language } from '../../kernel/words.ts'
import { allDesks, deskOf } from '../desk-pages.ts'
import { looksNow, useLooks } from '../looks.ts'
import { kernelWords } from './kernel-words.ts'

/** The shell's words, keys checked. */
export const useT = (): TFunction<'shell'> => useTranslation('shell').t
export const useLanguage = (): Language => useLooks().language
export const useKernelWords = (): KernelWords => kernelWords[useLooks().language]
/** A desk's words in the language of the reader; null for a desk this client does not know. */
export function useDeskWords(desk: string): DeskWords | null {
  const { language } = useLooks()
  return deskOf(desk)?.words[language] ?? null
}
/** The desk's own name for a move, else the kernel's, else the key itself. */
export function moveWord(desk: string, move: string, language: Language = looksNow().language): string {
  const kernel: Readonly<Record<string, string>> = kernelWords[language].moves
  return deskOf(desk)?.words[language].moves[move] ?? kernel[move] ?? move
}
/** What a step is called: the desk's word for the role, the office's own where a route names it, what a consent is asked for (审批：无法答复), else the word it came by, or its kind. */
export function useStepWord(): (desk: string, step: { readonly role: string; readonly kind: 'do' | 'say' | 'read' }) => string {
  const t = useT()
  const language = useLanguage()
  return (desk, { role, kind }) => {
    const [, asked] = /^consent:(.+)$/.exec(role) ?? []
    if (asked) return t('matter.decide', { move: moveWord(desk, asked, language) })
    const named = moveWord(desk, role, language)
    return deskOf(desk)?.words[language].roles[role] ?? (named === role && /^[\w-]+$/.test(role) ? t(`matter.steps.${kind}`) : named)
  }
}
/** For a desk's screens: its own tree of words, typed by its Chinese. `const w = useWordsOf(letterWords)`. */
export const useWordsOf = <T>(both: { readonly 'zh-CN': T; readonly en: NoInfer<T> }): T => both[useLooks().language]
/** A power in words: the desk's own, or the house's. */
export function usePowerWord(): (key: string) => string {
  const language = useLanguage()
  const words = useKernelWords()
  const house: Readonly<Record<string, string>> = words.powers
  return (key) => {
    const [desk = '', power = ''] = key.split('.')
    const known = allDesks().find((d) => d.key === desk)
    return house[key] ?? (known ? `${known.words[language].one}：${known.words[language].powers[power] ?? (power === 'record' ? words.powers['office.record'] : power)}` : key)
  }
}
