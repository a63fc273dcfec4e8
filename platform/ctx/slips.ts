/** 单据: what a desk says stands on a printed form. The platform asks who may, puts it on record, and sets it. Rule: issue C «Print» */
import type { OpenContact } from '../../kernel/people/contact.ts'
import type { Slip } from '../../kernel/slip.ts'
import type { MatterView } from '../../kernel/view.ts'
import type { Language } from '../../kernel/words.ts'
import type { ReplyPaper, SlipPaper } from '../../typeset/paper/paper.ts'
import type { ReadCtx } from './reading.ts'

export type { Said, SlipLine, SlipSheet } from '../../typeset/paper/paper.ts'

type Frame = 'language' | 'name' | 'printed' | 'mark' | 'code' | 'office'
/** Without what every form has: code, foot, watermark, the name of the office. */
export type SlipBody = Omit<SlipPaper, Frame> | Omit<ReplyPaper, Frame | 'by'>
export interface Asked<D> {
  readonly matter: MatterView<D>
  readonly language: Language
  /** Name of the office, as it stands over a form. */
  readonly office: string
  /** Who wrote, where he was opened for this paper, on record; null: he is not shown. */
  readonly asker: readonly OpenContact[] | null
}
export interface HandledSlip {
  readonly slip: Slip
  /** Restricted pages carry person and time as a watermark; those that show an asker always do. */
  restricted(matter: MatterView): boolean
  readonly write: (ctx: ReadCtx, asked: Asked<unknown>) => Promise<SlipBody>
}
/**
 * A form of a desk.
 * @param restricted whether a matter of this desk is seen by few even so (身份保密)
 */
export function printed<D>(slip: Slip, write: (ctx: ReadCtx, asked: Asked<D>) => Promise<SlipBody>, restricted: (matter: MatterView<D>) => boolean = () => false): HandledSlip {
  return { slip, write: (ctx, asked) => write(ctx, asked as Asked<D>), restricted: (matter) => restricted(matter as MatterView<D>) }
}
