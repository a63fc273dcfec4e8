/**
 * 密级标志: the one gate for whatever is typed or called. Every act passes it in `runAct`, every upload in `takeFile`; no desk can forget it.
 * Of what was refused nothing stays but who, when, where and a keyed hash, by which the same text is known again. Rule: R-C01, R-C02
 */
import { hasPower, type Office } from '../../kernel/decide/office.ts'
import type { ActId, PersonId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { markIn, nameHoldsMark } from '../../kernel/secret-mark.ts'
import type { Instant } from '../../kernel/time.ts'
import { systemIds } from '../clock.ts'
import { type Arrived, judgeInside } from '../files/inside/judge.ts'
import type { House } from './house.ts'
import { inAct } from './transaction.ts'

/** 保密员: whoever holds the power; where nobody does, who keeps the people. */
function keepers(office: Office, now: Instant): PersonId[] {
  const holding = (key: string) => [...office.persons.values()].filter((p) => p.active && hasPower(office, p.id, key, now)).map((p) => p.id)
  const own = holding('office.secrecy')
  return own.length > 0 ? own : holding('office.people')
}

/** On record and told to the 保密员, in a transaction of its own; of the text a keyed hash. */
export async function noteMark(house: House, person: PersonId, where: string, field: string, text: string): Promise<void> {
  const now = house.clock.now()
  const act = systemIds(() => now).next<ActId>()
  await inAct(house.pools.act, async (tx) => {
    const { office } = await loadStanding(tx)
    await recordOfficeAct({ tx, act, now, who: { person } }, 'office.refuseMark', { where, field, digest: house.box.key(text) })
    await putNotices(
      tx,
      keepers(office, now).map((to) => ({ kind: 'secret-mark', to, key: `secret-mark:${person}`, payload: { by: person }, dueAt: now })),
    )
  })
  house.log.warn({ person, where, field }, 'a mark of secrecy was refused')
}
/** Refused, on record and told, before anything of it is stored. */
async function refuseMark(house: House, person: PersonId, where: string, field: string, text: string): Promise<never> {
  await noteMark(house, person, where, field, text)
  throw new RefusalError(refuse('kernel.secret-mark', { field }, 422))
}

/**
 * @param where key of the act, or the address
 * @throws RefusalError `kernel.secret-mark`, after it is on record
 */
export async function mustHoldNoMark(house: House, person: PersonId, where: string, value: unknown): Promise<void> {
  const field = markIn(value)
  if (field !== null) await refuseMark(house, person, where, field, JSON.stringify(value))
}
/** @throws RefusalError `kernel.secret-mark`, after it is on record; not one byte of the file was kept */
export async function mustNameNoMark(house: House, person: PersonId, where: string, name: string): Promise<void> {
  if (nameHoldsMark(name)) await refuseMark(house, person, where, 'file', name)
}
/**
 * What stands inside a file: documents, sheets, PDF, OFD, and archives of them. Asked while it lies where it arrived.
 * @throws RefusalError `kernel.secret-mark`, after it is on record (of the file its keyed digest) · `files.kind-not-taken`: an archive with something else in it, or one that cannot be opened
 */
export async function mustHoldNoMarkInside(house: House, person: PersonId, where: string, file: Arrived & { readonly digest: string }): Promise<void> {
  const no = await judgeInside(file)
  if (no?.code === 'kernel.secret-mark') await refuseMark(house, person, where, 'file', file.digest)
  if (no) throw new RefusalError(no)
}
