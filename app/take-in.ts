/** 收网上来信: the worker takes in what the public page was handed, and publishes how far each letter has got. Inner side only: it holds the key. Decision 0018 */
import type { KeyObject } from 'node:crypto'
import { Readable } from 'node:stream'
import { addHandedIn, hearLateRating, landHandedIn, rateHandedIn, readProgress } from '../desks/letters/do/take-in.ts'
import { hearOpinion } from '../desks/outgoing/do/opinions.ts'
import { ratePetition, readPetitionProgress } from '../desks/petitions/do/rate-petition.ts'
import type { Ctx } from '../kernel/ctx.ts'
import { holdersOf } from '../kernel/decide/office.ts'
import type { FileId, MatterId } from '../kernel/ids.ts'
import { loadStanding } from '../kernel/people/load.ts'
import { RefusalError, refuse } from '../kernel/refusal.ts'
import { postByKey } from '../kernel/route/who.ts'
import { type HandedIn, type HandedLetter, PICTURE } from '../kernel/said/handed-in.ts'
import type { HandedTicket } from '../kernel/said/ticket.ts'
import { markIn, nameHoldsMark } from '../kernel/secret-mark.ts'
import { run, type Tx } from '../kernel/write/tx.ts'
import { openCtx } from '../platform/ctx/handle.ts'
import type { House } from '../platform/ctx/house.ts'
import { noteMark } from '../platform/ctx/secret-gate.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { dropUnlessUsed } from '../platform/files/in-use.ts'
import type { FileStore } from '../platform/files/store.ts'
import { type Going, goRound } from '../platform/jobs/rounds.ts'
import { tellRefused } from '../platform/open311/publish.ts'
import { openWaiting, picturesOf, publishAnew, publishFirst, putAway, staleOnes, takeNext, tellPublicSide, tryAgain, type Waiting } from '../platform/public/in-box.ts'
import { publishTickets, TICKETS_AT_ONCE } from '../platform/tickets/publish.ts'
import { noteTicketRefused, takeTicket } from '../platform/tickets/take-answer.ts'
import { retellRequest, tellPrograms, tellRequest } from './open311.ts'

const EVERY = 1_000
const [AT_ONCE, ROUNDS_BETWEEN_TELLING] = [50, 60]

export interface TakingIn {
  readonly house: House
  readonly files: FileStore
  readonly drop: KeyObject
}

/** Whoever holds the duty post of the letters at this minute. @throws RefusalError `kernel.no-receiver` */
export async function onDuty(house: House, tx: Tx): Promise<Ctx> {
  const now = house.clock.now()
  const { office } = await loadStanding(tx)
  const duty = house.desks.get('letters')?.desk.duty ?? ''
  const post = postByKey(office, duty, now)?.post
  const person = post ? holdersOf(office, post, now)[0] : undefined
  if (!person) throw new RefusalError(refuse('kernel.no-receiver', { unit: duty, post: duty }))
  return openCtx(house, tx, { person, system: true })
}

/** Bytes into the store, rows as uploads of the person on duty: the act takes them from there as it takes anybody's. */
async function keepPictures({ files, drop }: TakingIn, ctx: Ctx, id: string, { pictures }: Pick<HandedLetter, 'pictures'>): Promise<FileId[]> {
  const kept: FileId[] = []
  for (const [n, bytes] of (await picturesOf(ctx.tx, drop, id)).entries()) {
    const { digest, size, kind } = await files.put(Readable.from([bytes]), PICTURE)
    const file = ctx.ids.next<FileId>()
    const name = pictures[n]?.name ?? `${n + 1}.${kind.kind}`
    await run(ctx.tx, 'insert into upload (id, digest, name, kind, size, by, at) values ($1, $2, $3, $4, $5, $6, $7)', [
      file,
      digest,
      name,
      kind.kind,
      size,
      ctx.who.person,
      ctx.now,
    ])
    kept.push(file)
  }
  return kept
}

/** A mark of secrecy in what came past the door's own gate: on record, told to the keeper, nothing kept. R-C02 */
const markOf = (said: HandedIn): string | null =>
  said.kind === 'mark' ? said.field : (markIn(said.form) ?? ('pictures' in said && said.pictures.some((p) => nameHoldsMark(p.name)) ? 'pictures' : null))

interface Published {
  readonly matter: MatterId
  readonly desk: string
}
async function matterOf(tx: Tx, { receipt }: { readonly receipt: string }): Promise<Published | null> {
  const [row] = await run<Published>(tx, 'select m.id as matter, m.desk from published p join matter m on m.id = p.matter_id where p.receipt = $1', [receipt])
  return row ?? null
}

async function take(taking: TakingIn, ctx: Ctx, row: Waiting, said: Exclude<HandedIn, HandedTicket>): Promise<void> {
  const { house } = taking
  const field = markOf(said)
  if (field !== null) {
    await noteMark(house, ctx.who.person, `public.${said.kind}`, field, said.kind === 'mark' ? said.digest : JSON.stringify(said.form))
    if (said.kind === 'letter') {
      const steps = [
        { key: 'received', at: row.at, units: [] },
        { key: 'refused', at: ctx.now, units: [] },
      ] as const
      await publishFirst(house, ctx.tx, row, said.open, { number: null, title: null, state: 'refused', by: null, steps, answers: [], mayRate: false, mayAdd: false }, null, ctx.now)
      if (said.open311 && row.receipt !== null) await tellRefused(ctx.tx, row.receipt)
    }
    return putAway(ctx.tx, row.id, said.kind === 'mark' ? 'taken' : 'kernel.secret-mark', null, ctx.now)
  }
  if (said.kind === 'letter') {
    const landed = await landHandedIn(ctx, said, await keepPictures(taking, ctx, row.id, said))
    const progress = await readProgress(ctx, landed.matter, { at: row.at, contact: landed.contact })
    if (!progress) throw new Error('a letter just registered is not there')
    await publishFirst(house, ctx.tx, row, said.open, progress, landed, ctx.now)
    await tellRequest(ctx, row.receipt, landed.matter, said, progress)
    return putAway(ctx.tx, row.id, 'taken', landed.matter, ctx.now)
  }
  if (said.kind === 'opinion') {
    const { matter, outcome } = await hearOpinion(ctx, said, row.at)
    return putAway(ctx.tx, row.id, outcome, matter, ctx.now)
  }
  if (said.kind === 'rating' || said.kind === 'more') {
    const of = await matterOf(ctx.tx, said)
    if (!of) throw new RefusalError(refuse('kernel.not-found', {}, 404))
    const { matter, desk } = of
    // a petition takes a rating; what its petitioner adds is put at the counter
    if (desk === 'petitions' && said.kind === 'more') return putAway(ctx.tx, row.id, 'petitions.no-more', matter, ctx.now)
    if (said.kind === 'rating') await (desk === 'petitions' ? ratePetition(ctx, matter, said) : rateHandedIn(ctx, matter, said))
    else await addHandedIn(ctx, matter, said, await keepPictures(taking, ctx, row.id, said))
    await putAway(ctx.tx, row.id, 'taken', matter, ctx.now)
  }
}

/** 凭码链接: in the name of whoever receives for that unit; nobody of this office has to be on duty for it. Decision 0029 */
async function takeByLink(taking: TakingIn, tx: Tx, row: Waiting, said: HandedTicket, came: string[]): Promise<void> {
  const { house, files, drop } = taking
  const [field, now] = [markOf(said), house.clock.now()]
  if (field === null) return putAway(tx, row.id, 'taken', await takeTicket({ house, files, bytes: await picturesOf(tx, drop, row.id), came }, tx, said), now)
  const person = await noteTicketRefused(house, tx, said, 'kernel.secret-mark')
  if (person) await noteMark(house, person, 'public.ticket', field, JSON.stringify(said.form))
  return putAway(tx, row.id, 'kernel.secret-mark', null, now)
}

/** The office's no to a rating is final: it was asked by telephone meanwhile, or the answer it is about is no longer the last. So is every no to a link: its page says it. */
const final = (said: HandedIn['kind'], error: unknown): string | null =>
  error instanceof RefusalError &&
  (said === 'ticket' || (said === 'rating' && ['kernel.already-rated', 'kernel.no-such-answer', 'kernel.not-in-this-state', 'kernel.not-found'].includes(error.refusal.code)))
    ? error.refusal.code
    : null

/** @returns false when nothing was due */
export async function takeInOne(taking: TakingIn): Promise<boolean> {
  const { house, drop } = taking
  const held: { row: Waiting | null; said: HandedIn | null } = { row: null, said: null }
  const came: string[] = []
  try {
    await inAct(house.pools.act, async (tx) => {
      held.row = await takeNext(tx, house.clock.now())
      if (!held.row) return
      const said = openWaiting(drop, held.row)
      held.said = said
      if (said?.kind === 'ticket') return takeByLink(taking, tx, held.row, said, came)
      if (said) return take(taking, await onDuty(house, tx), held.row, said)
      house.log.warn({ submission: held.row.id }, 'a submission was not sealed by our page')
      await putAway(tx, held.row.id, 'unreadable', null, house.clock.now())
    })
    return held.row !== null
  } catch (error) {
    const { row } = held
    if (!row) throw error
    const code = error instanceof RefusalError ? error.refusal.code : String((error as { code?: unknown }).code ?? (error as Error).name)
    const outcome = final(row.kind, error)
    if (outcome === null || row.kind !== 'ticket') house.log.error({ submission: row.id, kind: row.kind, tries: row.tries + 1, code }, 'a submission could not be taken in')
    else house.log.info({ submission: row.id, code }, 'what came by a link was refused')
    for (const one of came) await dropUnlessUsed(house, taking.files, one)
    await inAct(house.pools.act, async (tx) => {
      if (outcome === null) return tryAgain(tx, row.id, row.tries, house.clock.now())
      if (held.said?.kind === 'ticket') await noteTicketRefused(house, tx, held.said, outcome)
      const of = held.said?.kind === 'rating' ? await matterOf(tx, held.said) : null
      const matter = of?.matter ?? null
      if (held.said?.kind === 'rating' && matter && of?.desk === 'letters') await hearLateRating(await onDuty(house, tx), matter, held.said)
      await putAway(tx, row.id, outcome, matter, house.clock.now())
    })
    return true
  }
}

/** Every page whose letter has moved is written anew. @returns how many */
export async function publishStale({ house }: Pick<TakingIn, 'house'>): Promise<number> {
  return inAct(house.pools.act, async (tx) => {
    const rows = await staleOnes(tx, AT_ONCE)
    if (rows.length === 0) return 0
    const standing = await loadStanding(tx)
    const now = house.clock.now()
    for (const row of rows) {
      const ctx = { ...standing, tx, desks: house.desks }
      const progress =
        row.matter_id === null
          ? null
          : row.desk === 'petitions'
            ? await readPetitionProgress(ctx, row.matter_id)
            : await readProgress(ctx, row.matter_id, { at: row.handed_in_at, contact: row.contact })
      await publishAnew(house, tx, row, progress, now)
      if (progress && row.matter_id !== null && row.desk === 'letters') await retellRequest(ctx, row.receipt, row.matter_id, progress, now)
    }
    return rows.length
  })
}

/** One round of the worker. */
export async function takeInNow(taking: TakingIn): Promise<void> {
  while (await takeInOne(taking));
  while ((await publishStale(taking)) === AT_ONCE);
  while ((await publishTickets(taking.house, taking.files)) === TICKETS_AT_ONCE);
}

export const startTakingIn = (taking: TakingIn): Going =>
  goRound(taking.house, 'take-in', EVERY, async (_, n) => {
    if (n % ROUNDS_BETWEEN_TELLING === 0) {
      await tellPublicSide(taking.house, taking.drop)
      await tellPrograms(taking.house)
    }
    await takeInNow(taking)
  })
