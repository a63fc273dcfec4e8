/** 单据 of a letter: what one may print of it, and from when on. Rule: issue C «Print» */
import type { Slip } from '../../kernel/slip.ts'
import type { MatterView } from '../../kernel/view.ts'

/** Pieces of whoever was asked to handle it, in the present round or an earlier one. */
export const handlers = (matter: MatterView) => matter.stages.filter((stage) => stage.role === 'lead' || stage.role === 'helper').flatMap((stage) => stage.pieces)
/** The reply that was sent in words, newest first. */
export const sentReply = (matter: MatterView) =>
  [...matter.answers].reverse().find((answer) => answer.kind === 'final' && answer.sentAt !== null && answer.body !== null && answer.via !== 'none')
/** The draft was agreed and not sent yet; whether it is still these words is asked of the text itself. */
export const agreedDraft = (matter: MatterView): boolean =>
  matter.state === 'reported' && matter.stages.some((stage) => stage.pieces.some((piece) => piece.role === 'review' && piece.ending === 'agreed'))

const asker = 'letters.contact'
export const handling: Slip = { key: 'handling', form: 'P', asker, ready: () => true }
export const order: Slip = { key: 'order', form: 'D', asker: null, ready: (matter) => handlers(matter).length > 0 }
export const callBack: Slip = { key: 'callBack', form: 'C', asker, ready: (matter) => sentReply(matter) !== undefined }
export const reply: Slip = { key: 'reply', form: 'R', asker, ready: (matter) => agreedDraft(matter) || sentReply(matter) !== undefined }
export const slips: readonly Slip[] = [handling, order, callBack, reply]
