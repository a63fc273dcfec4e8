/**
 * The kernel's own words: every move, phase, kind, ending, light, channel and refusal, in Chinese and English.
 * Chinese is the type; English must satisfy it. A refusal code without words does not compile.
 */
import type { RefusalFact } from './refusal.ts'
import { instant, officeDate, officeTime } from './time.ts'
import { countedBy } from './words/counted.ts'
import { en } from './words/en.ts'
import { type KernelWords, zh } from './words/zh-CN.ts'

export type Language = 'zh-CN' | 'en'
export const languages: readonly Language[] = ['zh-CN', 'en']
export const kernelWords: { readonly [L in Language]: KernelWords } = { 'zh-CN': zh, en }
export type { RefusalCode } from './words/zh-CN.ts'

/** The words each desk brings, `desks/<key>/words/{zh-CN,en}.ts`. Values may hold `{{fact}}`. */
export interface DeskWords {
  /** Name of the desk: 群众来信 */
  readonly name: string
  /** What one matter of it is called: 来信 */
  readonly one: string
  readonly states: Readonly<Record<string, string>>
  /** The desk's own moves, and its own names for kernel moves. */
  readonly moves: Readonly<Record<string, string>>
  /** Roles of stages and pieces: 承办, 协办, 回访. */
  readonly roles: Readonly<Record<string, string>>
  readonly results: Readonly<Record<string, string>>
  readonly clocks: Readonly<Record<string, string>>
  /** What each limit rests on as it is shipped, for the rule book; what is missing is told as the declaration says it. */
  readonly basis?: Readonly<Record<string, string>>
  readonly powers: Readonly<Record<string, string>>
  /** Why a power is given to the posts it is given to, with its source; what is missing here is told as the declaration says it. */
  readonly why?: Readonly<Record<string, string>>
  readonly pages: Readonly<Record<string, string>>
  readonly refusals: Readonly<Record<string, string>>
  /** What it takes in at the window, by the entrance's key. */
  readonly entrances?: Readonly<Record<string, string>>
  /** Its printed forms, by the slip's key. */
  readonly slips?: Readonly<Record<string, string>>
  /** Personal texts of the desk's own, as 依法删除 names them. */
  readonly texts?: Readonly<Record<string, string>>
}

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
export function refusalText(code: string, facts: Readonly<Record<string, RefusalFact>>, language: Language, desk?: Readonly<Record<string, string>>): string {
  const own: Readonly<Record<string, string>> = kernelWords[language].refusals
  return say(desk?.[code] ?? own[code] ?? kernelWords[language].refusals['kernel.refused'], facts, language)
}
