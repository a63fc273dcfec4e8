/** 按来件人查: whoever holds the power over contacts of a desk finds that desk's matters by exactly this telephone or name; every look-up is on record with its reason. */
import { sql } from 'kysely'
import type { Ctx } from '../../kernel/ctx.ts'
import { findByContact } from '../../kernel/people/contact.ts'
import { opensContacts } from '../../kernel/people/masked.ts'
import { sightOf, visible } from '../../kernel/people/sight.ts'
import { findAsker } from '../../kernel/reading/find-shape.ts'
import { matterRows, toRow } from '../../kernel/reading/row.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { handle } from '../ctx/handle.ts'

const MOST = 50
const words = { phone: 'telephone', name: 'name' } as const
/** Desks whose contacts he may open. */
const contactDesks = (ctx: Pick<Ctx, 'office' | 'who' | 'now' | 'desks'>): string[] => [...ctx.desks.keys()].filter((desk) => opensContacts(ctx, desk))

/**
 * What was found shows neither name nor telephone: they are opened on the matter's page, on record again.
 * @throws Refusal `session.not-allowed`
 * Rule: R-C18; HB «lookup logged»
 */
export const handleFindAsker = handle(findAsker, async (ctx, { by, value, why }) => {
  const desks = contactDesks(ctx)
  if (desks.length === 0) throw new RefusalError(refuse('session.not-allowed', { power: 'contact' }, 403))
  const ids = await findByContact(ctx, by, value, `contact: by ${words[by]}: ${why}`)
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const { rows } = await matterRows(
    sql`(select m.id from matter m where m.id = any (${ids}::uuid[]) and m.desk = any (${desks}::text[]) and ${visible(sight, 'm', 'each')})`,
    sql`m.id desc`,
  ).execute(ctx.tx)
  return { rows: rows.map((raw) => toRow(raw, ctx.office, ctx.calendar, ctx.now)), more: ids.length >= MOST }
})
