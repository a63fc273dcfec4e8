/** 归档: what a desk says is to be kept of one closed matter. The archive asks, the desk answers; neither knows the other. Rule: R-A01; DA/T 22-2015 */
import type { FileId, UnitId } from './ids.ts'
import type { OfficeDate } from './time.ts'

/** 正本 · 定稿 · 处理笺（发文稿纸） · 附件, in the order they lie in one 件. */
export const partRoles = ['original', 'final', 'handling', 'attachment'] as const
export type PartRole = (typeof partRoles)[number]
export interface KeptPart {
  readonly role: PartRole
  /** null: not a file, but a form this system prints of the matter (`slip`). */
  readonly file: FileId | null
  /** Key of the desk's slip. */
  readonly slip: string | null
}
export interface KeptPaper {
  /** 文号: what the paper calls itself; null where it has none. */
  readonly number: string | null
  /** 责任者: who made it. Never a citizen's name (R-C18). */
  readonly author: string
  /** 成文日期 */
  readonly on: OfficeDate
  /** 机构: the unit whose paper it is, and who is asked for what is missing. */
  readonly unit: UnitId
  /** What rows of the office's 保管期限表 speak of: `paper:request`, `handling:read`. */
  readonly marks: readonly string[]
  readonly parts: readonly KeptPart[]
  /** Without these it is not archived; two attachments named are two needed. */
  readonly needed: readonly PartRole[]
}
