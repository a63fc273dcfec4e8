/** 查看来访人: contact data, on record. */
import { openContact as openContacts } from '../../../kernel/people/contact.ts'
import { maySee, sightOf } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { openContact } from '../shape.ts'

/**
 * Opens name, telephone and address of whoever came. Only the reception has the power.
 * @throws Refusal `kernel.not-found` · `session.not-allowed`
 * Rule: R-C18
 */
export const handleOpenContact = handle(
  openContact,
  async (ctx, { matter, why }) => {
    if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    return { contacts: (await openContacts(ctx, matter, why)).map(({ id: _, ...who }) => who) }
  },
  { power: 'affairs.contact' },
)
