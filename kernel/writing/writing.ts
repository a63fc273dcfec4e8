/** What the rules of writing look at: who writes to whom, in which type, saying what. Rule: 党政机关公文处理工作条例 arts. 13–17; standards §2.2 */
import type { FindingKey } from './finding-words.ts'
import type { PaperType, Way } from './paper-types.ts'

/** An organ or person a paper names; `steps` above (1: the direct superior) or below the issuing organ, 0 beside it. */
export interface Named {
  readonly name: string
  readonly kind: 'government' | 'party' | 'office' | 'department' | 'division' | 'person' | 'other'
  readonly way: Way
  readonly steps: number
}
export interface Writing {
  readonly type: PaperType
  readonly way: Way
  readonly title: string
  /** The whole of it as read, attachments aside. */
  readonly text: string
  /** 发文机关, the leading one first. */
  readonly issuers: readonly Named[]
  /** 主送 */
  readonly addressees: readonly Named[]
  /** 抄送 */
  readonly copyTo: readonly Named[]
  /** A leader asked to be written to. */
  readonly byLeadersOrder: boolean
  /** The request of an organ below is behind it; then our own inclination is needed. */
  readonly passesOnRequest: boolean
  readonly inclination: string
  /** Goes down and is important: the direct superior is copied. */
  readonly important: boolean
  readonly superior: string | null
  /** 双重领导: the other superior of whoever issues. */
  readonly otherSuperior: string | null
}
/** A paper of which nothing more is known than its type, way and title. */
export const unsaid: Omit<Writing, 'type' | 'way' | 'title'> = {
  text: '',
  issuers: [],
  addressees: [],
  copyTo: [],
  byLeadersOrder: false,
  passesOnRequest: false,
  inclination: '',
  important: false,
  superior: null,
  otherSuperior: null,
}
/** `stop`: it does not go on; `reason`: it goes on with a reason on record; `hint`: said, no more. */
export type Weight = 'stop' | 'reason' | 'hint'
export interface Finding {
  /** Of the standards: R-D02, or their section. */
  readonly rule: string
  readonly weight: Weight
  readonly key: FindingKey
  /** Names, numbers or a quotation that goes into the words. */
  readonly about: string
}
export type WritingRule = (paper: Writing) => readonly Finding[]
export const names = (all: readonly { readonly name: string }[]): string => all.map((one) => one.name).join('、')
export const found = (rule: string, weight: Weight, key: FindingKey, about = ''): readonly Finding[] => [{ rule, weight, key, about }]
export const none: readonly Finding[] = []
