/**
 * Who wrote: a citizen or a body outside. Sealed before it is written, found by keyed hash alone, opened for one person on record.
 * Rule: R-C18, R-H05; architecture §2 «contact»
 */
import type { Box, Ctx } from '../ctx.ts'
import type { ContactId, MatterId } from '../ids.ts'
import type { ContactRow } from '../write/tables.ts'
import { run } from '../write/tx.ts'
import { recordLook } from './sight.ts'

export interface Contact {
  readonly name?: string | null
  readonly phone?: string | null
  readonly address?: string | null
  /** What else leads to the person: an e-mail address, the number of an old register. */
  readonly other?: string | null
}
/** The digits alone: 138 0000 6027, 138-0000-6027 and +86 138 0000 6027 are one number. */
export const plainPhone = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:0086|86)(?=1\d{10}$)/, '')
const plainName = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '')
const keyOf = (box: Box, kind: 'phone' | 'name', plain: string | null | undefined): string | null => (plain ? box.key(`${kind} ${plain}`) : null)

/** A row with nothing readable in it; it goes to `advance` as `contacts`, or is inserted by `keepContact`. */
export function sealContact(box: Box, id: ContactId, matter: MatterId, contact: Contact): ContactRow {
  const seal = (text: string | null | undefined) => (text ? box.seal(text) : null)
  return {
    id,
    matter_id: matter,
    name_cipher: seal(contact.name),
    phone_cipher: seal(contact.phone),
    address_cipher: seal(contact.address),
    other_cipher: seal(contact.other),
    phone_key: keyOf(box, 'phone', contact.phone ? plainPhone(contact.phone) : null),
    name_key: keyOf(box, 'name', contact.name ? plainName(contact.name) : null),
  }
}
/** Keeps a contact of a matter that exists, or will before the transaction ends. */
export async function keepContact(ctx: Ctx, matter: MatterId, contact: Contact): Promise<ContactId> {
  const row = sealContact(ctx.box, ctx.ids.next<ContactId>(), matter, contact)
  await run(ctx.tx, 'insert into contact select r.* from json_populate_record(null::contact, $1::json) r', [JSON.stringify(row)])
  return row.id
}

export interface OpenContact {
  readonly id: ContactId
  readonly name: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly other: string | null
}
/**
 * Opens every contact of one matter; who looked, when and why stands in `looked`. Whether he may is the caller's question.
 * @param why no personal data
 */
export async function openContact(ctx: Ctx, matter: MatterId, why: string): Promise<OpenContact[]> {
  await recordLook(ctx.tx, ctx.who.person, matter, `contact: ${why}`)
  const rows = await run<ContactRow>(ctx.tx, 'select c.* from contact c where c.matter_id = $1 order by c.id', [matter])
  const open = (sealed: string | null) => (sealed === null ? null : ctx.box.open(sealed))
  return rows.map((row) => ({ id: row.id, name: open(row.name_cipher), phone: open(row.phone_cipher), address: open(row.address_cipher), other: open(row.other_cipher) }))
}
/** Ids of matters whose asker has exactly this telephone or this name, newest first, at most 50; on record. The caller shows only those that may be seen. */
export async function findByContact(ctx: Ctx, by: 'phone' | 'name', value: string, what: string): Promise<MatterId[]> {
  await recordLook(ctx.tx, ctx.who.person, null, what)
  const key = keyOf(ctx.box, by, by === 'phone' ? plainPhone(value) : plainName(value))
  if (key === null) return []
  const rows = await run<{ id: MatterId }>(ctx.tx, `select distinct c.matter_id as id from contact c where c.${by}_key = $1 order by id desc limit 50`, [key])
  return rows.map((row) => row.id)
}
/** Matters of exactly this telephone. */
export const findByPhone = (ctx: Ctx, phone: string): Promise<MatterId[]> => findByContact(ctx, 'phone', phone, 'contact: by telephone')
