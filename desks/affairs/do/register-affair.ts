/** 登记 register an affair. */
import { hasPower } from '../../../kernel/decide/office.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { type AffairDetail, type RegisterAffair, registerAffair } from '../shape.ts'
import { byNumber, moveAffair, unitOf } from './move-affair.ts'

const detailOf = ({ way, body, relayedBy }: RegisterAffair): AffairDetail => ({ way, body, relayedBy, outside: false, people: null, atOnce: false, successor: null })

/**
 * 登记: number, owner, date and a debt of an answer to whoever gave the order, however small it is. With `assign` the taker has it in the same act.
 * @throws Refusal `affairs.no-unit` · `affairs.no-such-number` (a matter it is said to arise from) · `affairs.may-not-mark` (工作秘密) · `kernel.due-in-past` · `kernel.no-receiver`
 * Rule: ZK-05, ZK-09, ZK-49, GN-34; R-C04
 */
export const handleRegisterAffair = handle(
  registerAffair,
  async (ctx, input) => {
    if (input.named && !hasPower(ctx.office, ctx.who.person, 'affairs.mark', ctx.now)) throw new RefusalError(refuse('affairs.may-not-mark', {}, 403))
    const arisesFrom = input.arisesFrom ? (await byNumber(ctx, input.arisesFrom)).id : null
    const basis = []
    for (const number of input.basis) basis.push((await byNumber(ctx, number)).id)
    return moveAffair(ctx, 'register', {
      detail: detailOf(input),
      input: {
        title: input.title,
        origin: 'assigned',
        readers: input.named ? 'named' : 'units',
        urgency: input.urgency,
        unit: unitOf(ctx, input.unit),
        askers: [{ holder: input.asker }],
        partOf: null,
        basis,
        arisesFrom,
        files: input.files,
        due: input.due,
      },
      follow: input.assign ? [{ move: 'assign', input: { ...input.assign, ask: input.body.slice(0, 2000), due: null, bound: false } }] : [],
    })
  },
  { power: 'affairs.register' },
)
