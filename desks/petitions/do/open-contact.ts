/** 查看信访人; 此前信访: contact data, for one conversation, on record. */
import { sql } from 'kysely'
import { findByPhone, openContact as openContacts } from '../../../kernel/people/contact.ts'
import { maySee, sightOf, visible } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { adviceOn } from '../advice.ts'
import { petitionRows } from '../read/petition-rows.ts'
import { earlier, openContact } from '../shape.ts'

/**
 * Opens name, telephone and address; never for the unit it is about.
 * @throws Refusal `kernel.not-found` · `session.not-allowed`
 * Rule: R-C18; art. 30
 */
export const handleOpenContact = handle(
  openContact,
  async (ctx, { matter, why }) => {
    if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    return { contacts: (await openContacts(ctx, matter, why)).map(({ id: _, ...asker }) => asker) }
  },
  { power: 'petitions.contact' },
)

/** Earlier petitions of this number he may see, each with what the law says of putting it again. Rule: R-X04 */
export const handleEarlier = handle(
  earlier,
  async (ctx, { phone }) => {
    const ids = await findByPhone(ctx, phone)
    const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
    const rows = await petitionRows(
      ctx,
      sql`(select m.id from matter m where m.id = any (${ids}::uuid[]) and m.desk = 'petitions' and ${visible(sight, 'm')} order by m.id desc limit 5)`,
    )
    return { rows: rows.map(({ askBy, ...row }) => ({ ...row, advice: adviceOn({ phase: row.phase, round: row.round, askBy }, ctx.now) })) }
  },
  { power: 'petitions.contact' },
)
