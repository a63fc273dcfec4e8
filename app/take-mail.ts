/** 收电子邮件: the worker reads what lies in the mail folder, registers it for whoever is on duty, and answers each at once with its number. Rule: R-H01; anchors C4, C5 */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { landMail } from '../desks/letters/do/take-mail.ts'
import type { Ctx } from '../kernel/ctx.ts'
import type { ContactId, FileId, MatterId } from '../kernel/ids.ts'
import { RefusalError } from '../kernel/refusal.ts'
import { markIn, nameHoldsMark } from '../kernel/secret-mark.ts'
import { run, type Tx } from '../kernel/write/tx.ts'
import type { House } from '../platform/ctx/house.ts'
import { noteMark } from '../platform/ctx/secret-gate.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { dropUnlessUsed } from '../platform/files/in-use.ts'
import { putJudged } from '../platform/files/put-judged.ts'
import type { FileStore } from '../platform/files/store.ts'
import { type Going, goRound } from '../platform/jobs/rounds.ts'
import { type MailFolders, makeFolders, messageIn, putAside, waitingIn } from '../platform/mail/maildir.ts'
import { type Attached, type Mail, readMail } from '../platform/mail/message.ts'
import { onDuty } from './take-in.ts'
import { tellNumbers } from './tell-number.ts'

const EVERY = 2_000
const [FILES, BODY] = [10, 19_000]
const ATTACHED = 20 * 1_048_576

export interface TakingMail {
  readonly house: House
  readonly files: FileStore
  readonly folders: MailFolders
}
type Outcome = 'taken' | 'added' | 'ignored' | 'refused' | 'unreadable'

const note = (
  tx: Tx,
  digest: string,
  at: string,
  outcome: Outcome,
  landed: { readonly matter: MatterId; readonly contact: ContactId; readonly number: string } | null,
  tell: boolean,
) =>
  run(tx, 'insert into mail_taken (digest, at, outcome, matter_id, contact, number) values ($1, $2, $3, $4, $5, $6)', [
    digest,
    at,
    outcome,
    landed?.matter ?? null,
    tell ? (landed?.contact ?? null) : null,
    landed?.number ?? null,
  ])

const holdsMark = (error: unknown): boolean => error instanceof RefusalError && error.refusal.code === 'kernel.secret-mark'
/** What the store knows as a document or picture is kept; what it does not know is named in the text. @param came digests of what is in the store. @throws RefusalError `kernel.secret-mark` */
async function keepAttached({ house, files }: TakingMail, ctx: Ctx, attached: readonly Attached[], came: string[]): Promise<{ readonly kept: FileId[]; readonly left: string[] }> {
  const [kept, left]: [FileId[], string[]] = [[], attached.slice(FILES).map((one) => one.name)]
  for (const { name, bytes } of attached.slice(0, FILES)) {
    const coming = { person: ctx.who.person, where: 'mail.in', name }
    const stored = await putJudged(house, files, coming, Readable.from([Buffer.from(bytes)]), ATTACHED).catch((error: unknown) => {
      if (error instanceof RefusalError && !holdsMark(error)) return null
      throw error
    })
    if (stored === null) {
      left.push(name)
      continue
    }
    came.push(stored.digest)
    const id = ctx.ids.next<FileId>()
    await run(ctx.tx, 'insert into upload (id, digest, name, kind, size, by, at) values ($1, $2, $3, $4, $5, $6, $7)', [
      id,
      stored.digest,
      name,
      stored.kind.kind,
      stored.size,
      ctx.who.person,
      ctx.now,
    ])
    kept.push(id)
  }
  return { kept, left }
}
const marked = (mail: Mail): boolean => markIn({ subject: mail.subject, text: mail.text }) !== null || mail.attached.some((one) => nameHoldsMark(one.name))

async function land(taking: TakingMail, digest: string, mail: Mail): Promise<void> {
  const { house, files } = taking
  const came: string[] = []
  try {
    await register(taking, digest, mail, came)
  } catch (error) {
    if (!holdsMark(error)) throw error
    // on record already; of the whole message nothing is kept
    for (const one of came) await dropUnlessUsed(house, files, one)
    await inAct(house.pools.act, (tx) => note(tx, digest, house.clock.now(), 'refused', null, false))
  }
}
async function register(taking: TakingMail, digest: string, mail: Mail, came: string[]): Promise<void> {
  const { house } = taking
  await inAct(house.pools.act, async (tx) => {
    const ctx = await onDuty(house, tx)
    if (marked(mail)) {
      await noteMark(house, ctx.who.person, 'mail.in', 'text', mail.text)
      return note(tx, digest, ctx.now, 'refused', null, false)
    }
    const { kept, left } = await keepAttached(taking, ctx, mail.attached, came)
    const text = [mail.text.slice(0, BODY), ...(left.length > 0 ? [`（未收附件：${left.join('、')}）`] : [])].filter(Boolean).join('\n')
    const landed = await landMail(ctx, { ...mail, text }, kept)
    return note(tx, digest, ctx.now, landed.added ? 'added' : 'taken', landed, mail.from !== null && !mail.automatic)
  })
}

/** @returns false when it must be tried again */
async function takeOne(taking: TakingMail, name: string): Promise<boolean> {
  const { house, folders } = taking
  const bytes = await messageIn(folders, name)
  const digest = createHash('sha256')
    .update(bytes ?? name)
    .digest('hex')
  const now = house.clock.now()
  const [known] = await inAct(house.pools.act, (tx) => run<{ outcome: string }>(tx, 'select k.outcome from mail_taken k where k.digest = $1', [digest]))
  if (!known) {
    const mail = bytes === null ? null : await readMail(bytes).catch(() => null)
    const empty = mail === null || (mail.text === '' && mail.subject === '')
    try {
      if (mail === null || empty) await inAct(house.pools.act, (tx) => note(tx, digest, now, 'unreadable', null, false))
      else if (mail.automatic) await inAct(house.pools.act, (tx) => note(tx, digest, now, 'ignored', null, false))
      else await land(taking, digest, mail)
    } catch (error) {
      const code = error instanceof RefusalError ? error.refusal.code : String((error as { code?: unknown }).code ?? (error as Error).name)
      house.log.error({ mail: digest.slice(0, 12), code }, 'a mail could not be taken in')
      return false
    }
  }
  await putAside(folders, name)
  return true
}

/** One round of the worker. @returns how many messages were read */
export async function takeMailNow(taking: TakingMail): Promise<number> {
  let taken = 0
  for (const name of await waitingIn(taking.folders)) if (await takeOne(taking, name)) taken++
  await tellNumbers(taking.house, taking.folders)
  return taken
}
export const startTakingMail = (taking: TakingMail): Going =>
  goRound(taking.house, 'take-mail', EVERY, async () => {
    await makeFolders(taking.folders)
    await takeMailNow(taking)
  })
