/** 来电来访登记 register a visit or a call. */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { ContactId, MatterId } from '../../../kernel/ids.ts'
import { sealContact } from '../../../kernel/people/contact.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { type AffairDetail, type RegisterVisit, registerVisit } from '../shape.ts'
import { moveAffair, unitOf } from './move-affair.ts'
import { spokenVia } from './spoken.ts'
import { intoLetter } from './turn-into-letter.ts'

const detailOf = ({ way, body, people, answered }: RegisterVisit): AffairDetail => ({
  way,
  body,
  relayedBy: null,
  outside: true,
  people,
  atOnce: answered !== null,
  successor: null,
})

/** What follows in the same act. */
function follow({ assign, answered, body, way }: RegisterVisit) {
  if (assign) return [{ move: 'assign', input: { ...assign, ask: body.slice(0, 2000), due: null, bound: false } }]
  if (answered) return [{ move: 'answerAtOnce', input: { result: 'explained', text: answered, via: spokenVia(way), files: [], withoutHelpers: [] } }]
  return []
}

/**
 * 来电来访登记: who, when, for what, who received; then answered on the spot, given to somebody, or a letter from now on: one key each, one act.
 * Whoever received stays responsible until one of these is done.
 * @throws Refusal `affairs.no-unit` · `kernel.no-receiver` · what `letters.register` refuses (转来信)
 * Rule: GN-31, GN-33, GN-34, GN-35; R-C18
 */
export const handleRegisterVisit = handle(
  registerVisit,
  async (ctx: Ctx, input) => {
    const matter = ctx.ids.next<MatterId>()
    const contact = sealContact(ctx.box, ctx.ids.next<ContactId>(), matter, input)
    const unit = unitOf(ctx, input.unit)
    const affair = await moveAffair(ctx, 'register', {
      matter,
      contacts: [contact],
      detail: detailOf(input),
      input: {
        title: input.title,
        origin: 'public',
        readers: 'units',
        urgency: input.urgency,
        unit,
        askers: [{ contact: contact.id }],
        partOf: null,
        basis: [],
        arisesFrom: null,
        files: input.files,
        due: null,
      },
      follow: follow(input),
    })
    return input.letter ? intoLetter(ctx, affair) : affair
  },
  { power: 'affairs.register' },
)
