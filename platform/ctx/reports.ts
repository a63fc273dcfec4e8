/** Papers of a desk that are no slip of one matter (每周专报, 核对单, 标签): what stands on them. The platform sets them; no Typst here. */
import type { z } from 'zod'
import type { MatterId } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/words.ts'
import type { LabelPaper, LedgerPaper, SpinePaper } from '../../typeset/paper/paper.ts'
import type { ReadCtx } from './reading.ts'

export type { LabelSize } from '../../typeset/paper/paper.ts'
export { readCopyCode } from '../../typeset/slip-code.ts'

export interface ReportBody {
  readonly title: string
  readonly issue: string
  readonly office: string
  readonly date: string
  readonly span: string
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[]
  readonly signed: string
}
export interface HandledReport {
  /** `GET /api/<desk>/<key>.pdf?id=…` */
  readonly key: string
  readonly power: string
  write(ctx: ReadCtx, id: string): Promise<ReportBody>
}
type Frame = 'language' | 'printed' | 'mark' | 'code'
/** A list as it is bound, the backs of boxes, or labels: the platform sets the office over each, and the code of its copy. */
export type SheetBody =
  | Omit<LedgerPaper, Frame>
  | Omit<SpinePaper, Frame>
  | (Omit<LabelPaper, Frame | 'labels'> & {
      readonly labels: readonly (Omit<LabelPaper['labels'][number], 'code' | 'head'> & { readonly matter: MatterId; readonly copy: number })[]
    })
export interface HandledSheet {
  /** `GET /api/<desk>/<key>.pdf?…` */
  readonly key: string
  readonly power: string
  readonly asks: z.ZodObject
  readonly write: (ctx: ReadCtx, asked: unknown, language: Language) => Promise<SheetBody>
}
/** Papers that are asked for by more than an id: for whoever holds the power, of what he may see. */
export function sheetPaper<A extends z.ZodObject>(own: {
  readonly key: string
  readonly power: string
  readonly asks: A
  readonly write: (ctx: ReadCtx, asked: z.output<A>, language: Language) => Promise<SheetBody>
}): HandledSheet {
  return own as unknown as HandledSheet
}
