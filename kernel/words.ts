/**
 * The kernel's own words: every move, phase, kind, ending, light, channel and refusal, in Chinese and English.
 * Chinese is the type; English must satisfy it. A refusal code without words does not compile.
 */
import { en } from './words/en.ts'
import { type KernelWordsBy, type Language, refusalTextIn } from './words/say.ts'
import { zh } from './words/zh-CN.ts'

export { type KernelWordsBy, type Language, say } from './words/say.ts'
export type { RefusalCode } from './words/zh-CN.ts'
export const languages: readonly Language[] = ['zh-CN', 'en']
export const kernelWords: KernelWordsBy = { 'zh-CN': zh, en }
export const refusalText = refusalTextIn(kernelWords)

/** The words each desk brings, `desks/<key>/words/{zh-CN,en}.ts`. Values may hold `{{fact}}`. */
export interface DeskWords {
  /** Name of the desk: 群众来信 */
  readonly name: string
  /** What one matter of it is called: 来信 */
  readonly one: string
  readonly states: Readonly<Record<string, string>>
  /** The desk's own moves, and its own names for kernel moves. */
  readonly moves: Readonly<Record<string, string>>
  /** Roles of stages and pieces: 承办, 协办, 回访. `contact`: what an asker outside is called, where it is no citizen: 来文单位. */
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
  /** 归档: marks it puts on closed papers, as rows of the retention table choose by them. */
  readonly archiveMarks?: Readonly<Record<string, string>>
  /** 我的表: heads of the columns only this desk has. */
  readonly ownColumns?: Readonly<Record<string, string>>
  /** Tables the office settles for this desk, by their name. */
  readonly tables?: Readonly<Record<string, string>>
  /** Its printed forms, by the slip's key. */
  readonly slips?: Readonly<Record<string, string>>
  /** Personal texts of the desk's own, as 依法删除 names them. */
  readonly texts?: Readonly<Record<string, string>>
}
