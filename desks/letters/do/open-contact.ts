/** 查看来信人; 来电人往来: contact data, for one conversation, on record. */
import { sql } from 'kysely'
import { findByPhone, openContact as openContacts } from '../../../kernel/people/contact.ts'
import { maySee, sightOf, visible } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { letterRows } from '../read/letter-rows.ts'
import { callerHistory, openContact } from '../shape.ts'

/**
 * Opens name, telephone and address of whoever wrote. Never for the unit written about: only the centre has the power.
 * @throws Refusal `kernel.not-found` · `session.not-allowed`
 * Rule: R-C18, standards §6.2 Jinan art. 32
 */
export const handleOpenContact = handle(
  openContact,
  async (ctx, { matter, why }) => {
    if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    return { contacts: (await openContacts(ctx, matter, why)).map(({ id: _, ...asker }) => asker) }
  },
  { power: 'letters.contact' },
)

/** Earlier letters from the number that is calling. For the conversation only: no judgement, no list of persons; looked up on record. */
export const handleCallerHistory = handle(
  callerHistory,
  async (ctx, { phone }) => {
    const ids = await findByPhone(ctx, phone)
    const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
    // only what he may see is counted: a number alone would tell of what others keep closed
    const seen = sql`(select m.id from matter m where m.id = any (${ids}::uuid[]) and m.desk = 'letters' and ${visible(sight, 'm')} order by m.id desc)`
    const rows = await letterRows(ctx, seen, sql`m.id desc`)
    return { count: rows.length, rows: rows.slice(0, 5) }
  },
  { power: 'letters.contact' },
)
