/** A sentence with its facts, in either language. Knows no words itself, so the browser has it without English. */
import type { RefusalFact } from '../refusal.ts'
import { instant, officeDate, officeTime } from '../time.ts'
import { countedBy } from './counted.ts'
import type { KernelWords } from './zh-CN.ts'

export type Language = 'zh-CN' | 'en'
export type KernelWordsBy = { readonly [L in Language]: KernelWords }

const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** An instant among the facts is told in the office's own time: 11月25日 18:00. */
function moment(at: string, language: Language): string {
  const when = instant(at)
  const [, m = '', d = ''] = officeDate(when).split('-')
  return `${language === 'en' ? `${Number(d)} ${month[Number(m) - 1]}` : `${Number(m)}月${Number(d)}日`} ${officeTime(when)}`
}
function factText(fact: RefusalFact, language: Language): string {
  if (Array.isArray(fact)) return fact.join(language === 'en' ? ', ' : '、')
  if (fact === null) return ''
  return typeof fact === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(fact) ? moment(fact, language) : String(fact)
}
/** Fills `{{name}}` with the fact of that name; a missing fact leaves nothing. */
export const say = (template: string, facts: Readonly<Record<string, RefusalFact>> = {}, language: Language = 'zh-CN'): string =>
  countedBy(template, facts).replace(/\{\{(\w+)\}\}/g, (_, name: string) => factText(facts[name] ?? null, language))

/**
 * A refusal in words: the desk's own, else the kernel's, else the plain sentence for a code nobody wrote words for.
 * @param desk refusals of the desk's words in the same language
 */
type RefusalText = (code: string, facts: Readonly<Record<string, RefusalFact>>, language: Language, desk?: Readonly<Record<string, string>>) => string
export const refusalTextIn =
  (words: KernelWordsBy): RefusalText =>
  (code, facts, language, desk) => {
    const own: Readonly<Record<string, string>> = words[language].refusals
    return say(desk?.[code] ?? own[code] ?? words[language].refusals['kernel.refused'], facts, language)
  }
