/** Who wrote: sealed before it is written, found by keyed hash, opened for one person on record. Rule: R-C18, R-H05 */
import type { Ctx } from '../../kernel/ctx.ts'
import type { ContactId, MatterId } from '../../kernel/ids.ts'
import { recordLook } from '../../kernel/people/sight.ts'
import type { ContactRow } from '../../kernel/write/tables.ts'
import { run } from '../../kernel/write/tx.ts'

export interface Asker {
  readonly name?: string | null
  readonly phone?: string | null
  readonly address?: string | null
  /** What else leads to the person: an e-mail address, the number of an old register. */
  readonly other?: string | null
}
/** The digits alone: 138 0000 6027 and 138-0000-6027 are one number. */
export const plainPhone = (phone: string): string => phone.replace(/^\+?86(?=1\d{10}$)/, '').replace(/\D/g, '')

export function sealAsker(box: Ctx['box'], id: ContactId, matter: MatterId, asker: Asker): ContactRow {
  const seal = (text: string | null | undefined) => (text ? box.seal(text) : null)
  return {
    id,
    matter_id: matter,
    name_cipher: seal(asker.name),
    phone_cipher: seal(asker.phone),
    address_cipher: seal(asker.address),
    other_cipher: seal(asker.other),
    phone_key: asker.phone ? box.key(plainPhone(asker.phone)) : null,
    name_key: asker.name ? box.key(asker.name) : null,
  }
}

interface Sealed {
  readonly name: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly other: string | null
}
/** Opens every asker of one matter and puts on record who looked and why. May he? is the caller's question. */
export async function openAskers(ctx: Ctx, matter: MatterId, why: string): Promise<Sealed[]> {
  await recordLook(ctx.tx, ctx.who.person, matter, `contact: ${why}`)
  const text = (column: string) => `convert_from(c.${column}_cipher, 'UTF8') as ${column}`
  const rows = await run<Sealed>(ctx.tx, `select ${['name', 'phone', 'address', 'other'].map(text).join(', ')} from contact c where c.matter_id = $1 order by c.id`, [matter])
  const open = (sealed: string | null) => (sealed ? ctx.box.open(sealed) : null)
  return rows.map((r) => ({ name: open(r.name), phone: open(r.phone), address: open(r.address), other: open(r.other) }))
}
/** Matters of one telephone, newest first. */
export async function mattersOfPhone(ctx: Ctx, phone: string): Promise<MatterId[]> {
  const found = await run<{ id: MatterId }>(ctx.tx, 'select distinct c.matter_id as id from contact c where c.phone_key = $1 order by c.matter_id desc limit 50', [
    ctx.box.key(plainPhone(phone)),
  ])
  return found.map((r) => r.id)
}
