/**
 * The kernel's own words: every move, phase, kind, ending, light, channel and refusal, in Chinese and English.
 * Chinese is the type; English must satisfy it. A refusal code without words does not compile.
 */
import type { RefusalFact } from './refusal.ts'
import { en } from './words/en.ts'
import { type KernelWords, zh } from './words/zh-CN.ts'

export type Language = 'zh-CN' | 'en'
export const languages: readonly Language[] = ['zh-CN', 'en']
export const kernelWords: { readonly [L in Language]: KernelWords } = { 'zh-CN': zh, en }
/** Every refusal the kernel or the platform may give. Desks add their own under `refusals` of their words. */
export type RefusalCode = keyof typeof zh.refusals

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
  readonly powers: Readonly<Record<string, string>>
  readonly pages: Readonly<Record<string, string>>
  readonly refusals: Readonly<Record<string, string>>
}

const factText = (fact: RefusalFact): string => (Array.isArray(fact) ? fact.join('、') : fact === null ? '' : String(fact))
/** Fills `{{name}}` with the fact of that name; a missing fact leaves nothing. */
export const say = (template: string, facts: Readonly<Record<string, RefusalFact>> = {}): string =>
  template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => factText(facts[name] ?? null))

/**
 * A refusal in words: the desk's own, else the kernel's, else the plain sentence for a code nobody wrote words for.
 * @param desk refusals of the desk's words in the same language
 */
export function refusalText(code: string, facts: Readonly<Record<string, RefusalFact>>, language: Language, desk?: Readonly<Record<string, string>>): string {
  const own: Readonly<Record<string, string>> = kernelWords[language].refusals
  return say(desk?.[code] ?? own[code] ?? kernelWords[language].refusals['kernel.refused'], facts)
}
