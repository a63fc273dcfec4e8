/** The declaration of a desk: everything pure about one kind of matter, gathered. The kernel reads it and knows no desk by name. */
import type { ZodType } from 'zod'
import type { Clocks } from './clock/define.ts'
import type { AnyLifecycle } from './lifecycle/define.ts'

/** When an answer of this kind counts as settled (事事有回音). */
export interface AnswerDef {
  readonly kind: 'interim' | 'final'
  readonly to: 'contact' | 'assignment'
  readonly settled: 'delivered' | 'read' | 'accepted'
  /** Marks asked for at the call-back, apart. */
  readonly rated: readonly ('responded' | 'solved' | 'satisfied')[]
}
/** One power of a desk: who may. The words for it stand under `powers.<key>`. */
export interface PowerDef {
  readonly posts: readonly string[]
  readonly why: string
}
/** 字典: a list of the desk that an office may change (rules/dictionary.ts). */
export interface DeclaredDictionary {
  readonly keys: readonly string[]
  /** May an office add entries? Not where figures and rules of the desk count by them. */
  readonly open: boolean
  /** Stated by rules of the desk themselves: never out of use. */
  readonly fixed?: readonly string[]
}
/** A table only this desk can read, which the office settles by two people: 保管期限表. Rule: HB-44 */
export interface DeclaredTable {
  readonly schema: ZodType
  /** As shipped. */
  readonly value: unknown
  readonly basis: string
}
export interface Desk<D = unknown> {
  readonly key: string
  /** Pattern of the matter's number: `信〔{year}〕{seq}号` (R-F10). */
  readonly series: string
  readonly fields: ZodType<D>
  readonly lifecycle: AnyLifecycle
  readonly clocks: Clocks
  readonly powers: Readonly<Record<string, PowerDef>>
  readonly answers: Readonly<Record<string, AnswerDef>>
  /** Result classes a report may state. */
  readonly results: readonly string[]
  /** By their name in the desk's words; `results` is one without being named. */
  readonly dictionaries?: Readonly<Record<string, DeclaredDictionary>>
  readonly tables?: Readonly<Record<string, DeclaredTable>>
  /** Key of the post that receives what arrives without a registrar (standing duty). */
  readonly duty: string
  readonly closedList?: ClosedList
  /** Minimum time between two urgings of the same piece, in minutes (noise rule). */
  readonly quiet: number
  /**
   * Personal texts of the desk's own tables, by name: its fields without that text, or null where there is none (any more). 依法删除 takes the desk's key as
   * table, the matter as key and this name as column. What a field of the same name holds is found by 检索 (search/texts.ts). History holds no digest of them: an event tells that one was erased, never that one was changed.
   */
  readonly texts?: Readonly<Record<string, (detail: D) => D | null>>
}
/** 限定知悉: matters of a desk that only a closed list may be given. Who registered one sees it no more once it is accepted. Rule: ZK-50, R-X02 */
export interface ClosedList {
  readonly when: (detail: unknown) => boolean
  /** Its holders are the list. */
  readonly power: string
  /** Numbers of a series of their own: the desk's own shows no gap that would tell of them. */
  readonly series: string
}
/** Every desk by its key, as rules see them: declared, without load and save. */
export type DeclaredDesks = ReadonlyMap<string, { readonly desk: Desk }>
export const defineDesk = <D>(desk: Omit<Desk<D>, 'lifecycle'> & { readonly lifecycle: unknown }): Desk<D> => desk as Desk<D>
