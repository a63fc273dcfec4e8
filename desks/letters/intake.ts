/** The only door for other desks: a letter opened about what somebody already told another desk. */
import type { Ctx } from '../../kernel/ctx.ts'
import type { MatterId } from '../../kernel/ids.ts'
import type { Contact } from '../../kernel/people/contact.ts'
import type { MatterView } from '../../kernel/view.ts'
import { landLetter } from './do/register-letter.ts'
import { kindOf } from './paste.ts'
import { type LetterDetail, registerLetter } from './shape.ts'

export interface NewLetter {
  readonly channel: 'call' | 'letter'
  readonly title: string
  readonly body: string
  readonly contact: Contact | null
  readonly arisesFrom: MatterId
}
/**
 * 转来信: registered by whoever turns it, under his own powers, with the kind its words suggest. The dispatch is the letters division's.
 * @throws Refusal what `letters.register` refuses
 */
export function openLetter(ctx: Ctx, { contact, ...told }: NewLetter): Promise<MatterView<LetterDetail>> {
  const { name = null, phone = null, address = null } = contact ?? {}
  return landLetter(ctx, registerLetter.input.parse({ ...told, kind: kindOf(told.body).kind, name, phone, address }))
}
