/** 电子邮件登记: what came by e-mail becomes a letter, or is added to the one its subject names. The system acts, for the standing duty post. */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { ContactId, FileId, MatterId } from '../../../kernel/ids.ts'
import { openContact } from '../../../kernel/people/contact.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { addHandedIn, type Landed, landSaid } from './take-in.ts'

export interface MailSaid {
  readonly from: string | null
  readonly name: string | null
  readonly subject: string
  readonly text: string
}
const numbered = /信〔(?:19|20)\d\d〕\d{1,6}号/
/** The letter its subject names, if the same address wrote that one: another's number opens nothing. */
async function earlierOf(ctx: Ctx, mail: MailSaid): Promise<(Landed & { readonly known: true }) | null> {
  const number = numbered.exec(mail.subject)?.[0]
  if (!number || mail.from === null) return null
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const { rows } = await sql<{ id: MatterId }>`select m.id from matter m where m.desk = 'letters' and m.number = ${number} and ${visible(sight, 'm', 'each')}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return null
  const contact = (await openContact(ctx, row.id, '电子邮件往来核对')).find((one) => one.other?.toLowerCase() === mail.from?.toLowerCase())
  return contact ? { matter: row.id, number, contact: contact.id as ContactId, known: true } : null
}

/**
 * 登记 or 补充: number, owner and clock as of any letter; the address stands sealed with the contact and nowhere else.
 * @param ctx of the system (`who.system`)
 * @throws Refusal `kernel.no-receiver`: nobody holds the duty post; it is tried again
 * Rule: R-H01; anchors C4, C5
 */
export async function landMail(ctx: Ctx, mail: MailSaid, files: readonly FileId[]): Promise<Landed & { readonly added: boolean }> {
  const earlier = await earlierOf(ctx, mail)
  const pictures = files.map((_, n) => ({ name: `${n + 1}`, kind: 'jpg' as const, size: 0 }))
  if (earlier) {
    await addHandedIn(ctx, earlier.matter, { form: { text: mail.text || mail.subject }, pictures }, files)
    return { ...earlier, added: true }
  }
  const body = [mail.subject, mail.text].filter(Boolean).join('\n\n')
  const landed = await landSaid(ctx, { channel: 'email', body: body || '（无正文）', place: null, name: mail.name, phone: null, other: mail.from, secret: false }, files, null)
  return { ...landed, added: false }
}
