/** The only door for other desks: a letter opened about what somebody already told another desk. */
import type { Ctx } from '../../kernel/ctx.ts'
import type { MatterId } from '../../kernel/ids.ts'
import type { Contact } from '../../kernel/people/contact.ts'
import { inUse } from '../../kernel/rules/dictionary.ts'
import type { MatterView } from '../../kernel/view.ts'
import { letters } from './desk.ts'
import { landLetter } from './do/register-letter.ts'
import { kindOf } from './paste.ts'
import { kinds, type LetterDetail, registerLetter } from './shape.ts'

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
  const suggested = kindOf(told.body).kind
  // a kind the office has taken out of use is not proposed
  const kind = [suggested, ...kinds].find((one) => inUse(letters, ctx.rules, 'kinds', one, ctx.now)) ?? suggested
  return landLetter(ctx, registerLetter.input.parse({ ...told, kind, name, phone, address }))
}
