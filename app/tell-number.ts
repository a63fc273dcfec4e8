/**
 * 收到即告知编号: whoever wrote by e-mail is answered at once with the number of his letter. By the house's own mail channel where one is in use, tried again
 * like any notice and at last kept as a dead letter; else into the mail folder, for the office's MTA. Rule: R-H01, R-W01; anchors C4
 */
import type { ContactId, MatterId } from '../kernel/ids.ts'
import { openContact } from '../kernel/people/contact.ts'
import { addMillis, type Instant, MINUTE } from '../kernel/time.ts'
import { run, type Tx } from '../kernel/write/tx.ts'
import type { House } from '../platform/ctx/house.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { backOff } from '../platform/jobs/outbox.ts'
import { type MailFolders, putOut } from '../platform/mail/maildir.ts'
import { type Written, writeMail } from '../platform/mail/message.ts'
import { sendWritten } from '../platform/notices/mail.ts'
import type { Answer } from '../platform/notices/message.ts'
import { onDuty } from './take-in.ts'

const BATCH = 50
const CLAIM_MINUTES = 5
const TRIES = 8

const words = (number: string) =>
  `您好，您的来信已收到并登记，编号 ${number}。\n办理进展和答复将告知您。补充情况请直接回复本邮件，保留主题中的编号。\n\nYour letter has been registered as ${number}. To add to it, reply to this message and keep the number in the subject.\n`
interface Owed {
  readonly digest: string
  readonly matter_id: MatterId
  readonly contact: ContactId
  readonly number: string
  readonly attempts: number
}
interface MailChannel {
  readonly id: string
  readonly settings: Readonly<Record<string, string>>
  readonly sealed: string | null
  readonly proxy: string | null
}
const claim = (house: House, now: Instant): Promise<Owed[]> =>
  inAct(house.pools.act, (tx) =>
    run<Owed>(
      tx,
      `update mail_taken t set due_at = $2 where t.digest in (
         select k.digest from mail_taken k where k.contact is not null and k.acknowledged_at is null and k.dead_at is null and (k.due_at is null or k.due_at <= $1)
         order by k.at limit ${BATCH} for update skip locked)
       returning t.digest, t.matter_id, t.contact, t.number, t.attempts`,
      [now, addMillis(now, CLAIM_MINUTES * MINUTE)],
    ),
  )
const channelNow = async (tx: Tx): Promise<MailChannel | null> =>
  (
    await run<MailChannel>(
      tx,
      `select c.id, c.settings, c.sealed, s.proxy from notice_channel c left join notice_setting s on true where c.kind = 'mail' and c.in_use order by c.made_at, c.id limit 1`,
      [],
    )
  )[0] ?? null

/** What to say to whom; null: his address is no longer there. Opened for this one sending, on record. */
function written(house: House, { digest, matter_id: matter, contact, number }: Owed): Promise<Written | null> {
  return inAct(house.pools.act, async (tx) => {
    const ctx = await onDuty(house, tx)
    const to = (await openContact(ctx, matter, '告知收到编号')).find((one) => one.id === contact)?.other ?? null
    const id = digest.slice(0, 32)
    return to === null ? null : { to, subject: `来信已登记 ${number}`, text: words(number), id, date: new Date(ctx.now) }
  })
}
const told = (tx: Tx, digest: string, now: Instant) => run(tx, 'update mail_taken set acknowledged_at = $2, channel = null, due_at = null where digest = $1', [digest, now])

/** What became of it stands with the message. A refused password is the office's to mend and is tried again; a box that does not exist is not. */
async function finish(tx: Tx, { digest, attempts }: Owed, channel: string, answer: Answer, now: Instant): Promise<void> {
  const tried = answer.outcome === 'wait' ? attempts : attempts + 1
  const delivered = answer.outcome === 'delivered'
  const dead = !delivered && (answer.code === 'bad-address' || tried >= TRIES)
  const due = addMillis(now, answer.outcome === 'wait' ? answer.ms : backOff(attempts))
  await run(tx, 'update mail_taken set channel = $2, attempts = $3, answer_code = $4, answer = $5, acknowledged_at = $6, dead_at = $7, due_at = $8 where digest = $1', [
    digest,
    channel,
    tried,
    answer.code,
    answer.said,
    delivered ? now : null,
    dead ? now : null,
    delivered || dead ? null : due,
  ])
}
async function tellOne(house: House, folders: MailFolders, owed: Owed, channel: MailChannel | null): Promise<void> {
  const now = house.clock.now()
  const mail = await written(house, owed)
  if (mail === null || channel === null) {
    // written once; where the program ends in between it is written again under the same name
    if (mail !== null) await putOut(folders, `${mail.id}.eml`, writeMail(mail))
    await inAct(house.pools.act, (tx) => told(tx, owed.digest, now))
    return
  }
  const secret = (channel.sealed ? JSON.parse(house.box.open(channel.sealed)) : {}) as Record<string, string>
  const answer = await sendWritten(mail, { set: channel.settings, secret, proxy: channel.proxy, now })
  await inAct(house.pools.act, (tx) => finish(tx, owed, channel.id, answer, now))
  if (answer.outcome !== 'delivered') house.log.warn({ channel: channel.id, mail: owed.digest.slice(0, 12), outcome: answer.outcome, code: answer.code }, 'a number was not told')
}

/** Tells every number that is due. One that fails is told of in the log and tried again; the others go on. */
export async function tellNumbers(house: House, folders: MailFolders): Promise<void> {
  for (let found = BATCH; found === BATCH; ) {
    const owed = await claim(house, house.clock.now())
    const channel = owed.length > 0 ? await inAct(house.pools.act, channelNow) : null
    for (const one of owed)
      await tellOne(house, folders, one, channel).catch((error: Error) => house.log.error({ error: error.message, mail: one.digest.slice(0, 12) }, 'tell-number'))
    found = owed.length
  }
}
