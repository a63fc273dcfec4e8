/** Copies a desk hands out of a file it keeps, by its own right and on its own record: read within a loan, with its 归档章. The platform opens the file and sets the stamp. Rule: R-A03 */
import type { MatterId } from '../../kernel/ids.ts'
import type { ReadCtx } from './reading.ts'

export interface Stamp {
  /** Under a label. */
  readonly name: string
  readonly cells: readonly string[]
}
export interface Copy {
  readonly matter: MatterId
  readonly name: string
  readonly file: { readonly digest: string; readonly kind: string } | null
  /** null: as it is. */
  readonly stamp: Stamp | null
}
export interface HandledCopy {
  /** `GET /api/<desk>/<key>?id=…` */
  readonly key: string
  /** Who may, and what of. @throws RefusalError `kernel.not-found` for whoever may not */
  find(ctx: ReadCtx, id: string): Promise<Copy>
}
/** Sheets of labels with stamps, for what is on paper alone: `GET /api/<desk>/<key>.pdf?ids=…` */
export interface HandledLabels {
  readonly key: string
  readonly power: string
  stamps(ctx: ReadCtx, ids: readonly string[]): Promise<readonly Stamp[]>
}
