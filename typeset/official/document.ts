/** What an official paper says, before anything is laid out. Levels are stated, their numbers are counted. Rule: GB/T 9704-2012 7, 10; standards §1.2–§1.5 */
import type { Block } from '../../kernel/drafts/draft.ts'
import type { OfficeDate } from '../../kernel/time.ts'

/** 文件, 上行文, 信函, 命令（令）, 纪要 */
export const forms = ['paper', 'upward', 'letter', 'order', 'minutes'] as const
export type Form = (typeof forms)[number]
/** 特急, 加急. Never a level of secrecy (R-C01). */
export type Urgency = '特急' | '加急'

export type { Block }

export interface Attachment {
  readonly title: string
  readonly body: readonly Block[]
}
/** 签名章 of an order: post and name. */
export interface Signer {
  readonly post: string
  readonly name: string
}
export interface OfficialPaper {
  readonly form: Form
  /** 发文机关标志, lead organ first. */
  readonly organs: readonly string[]
  /** 6 digits; null where the office does not number copies. */
  readonly copyNumber: string | null
  readonly urgency: Urgency | null
  /** null before it is signed and numbered. Rule: R-D40 */
  readonly number: string | null
  /** 签发人 of a paper upward. Rule: R-F12 */
  readonly signers: readonly string[]
  readonly title: string
  /** Names a title is never broken in: places and organs of the office. */
  readonly names: readonly string[]
  readonly addressees: readonly string[]
  readonly body: readonly Block[]
  readonly attachments: readonly Attachment[]
  /** 署名: every organ that issues it; `sealed`: room for seals. */
  readonly signature: { readonly organs: readonly string[]; readonly date: OfficeDate; readonly sealed: boolean; readonly by: Signer | null }
  /** 附注 */
  readonly remark: string | null
  /** 版记 */
  readonly colophon: { readonly copyTo: readonly string[]; readonly printer: string; readonly printedOn: OfficeDate } | null
}
