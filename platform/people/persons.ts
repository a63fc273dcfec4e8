/** 人员与账号. Whoever leaves is marked, not removed; his account ends with him. */
import type { Ctx } from '../../kernel/ctx.ts'
import { type Person, postsHeld } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { addPerson, changePerson, resetPassword } from '../../kernel/people/shape.ts'
import { unreturnedBy } from '../../kernel/reading/leaving.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { channels } from '../live/channels.ts'
import { issuePassword } from '../sign-in/accounts.ts'
import { signInKey } from '../sign-in/attempts.ts'

const keeps = { power: 'office.people' } as const
const accounts = { power: 'office.accounts' } as const

/** @throws RefusalError `kernel.not-found` */
export function mustPerson(ctx: Ctx, id: PersonId): Person {
  const person = ctx.office.persons.get(id)
  if (!person) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  return person
}
/** Makes or renews the account and keeps the user name with the person. @returns the password, told once */
export async function giveAccount(ctx: Ctx, person: Pick<Person, 'id' | 'name'>, username: string): Promise<string> {
  const password = await issuePassword(ctx.tx, person, username, signInKey(ctx.box, username), ctx.now)
  await run(ctx.tx, 'update person set username = $2 where id = $1 and username is distinct from $2', [person.id, username])
  await run(ctx.tx, 'select pg_notify($1, $2)', [channels.sessions, person.id])
  return password
}
export async function insertPerson(ctx: Ctx, person: { readonly name: string; readonly pinyin: string }): Promise<PersonId> {
  const id = ctx.ids.next<PersonId>()
  await run(ctx.tx, 'insert into person (id, name, pinyin) values ($1, $2, $3)', [id, person.name, person.pinyin.toLowerCase()])
  return id
}

/** Nobody leaves with posts, papers or portfolios. @throws RefusalError `people.still-holds-posts`, `people.not-returned`, `people.still-in-charge`, `people.not-oneself`. Rule: R-D50 */
async function mustBeFree(ctx: Ctx, person: PersonId): Promise<void> {
  if (postsHeld(ctx.office, person, ctx.now).length > 0) throw new RefusalError(refuse('people.still-holds-posts', {}, 409))
  if (person === ctx.who.person) throw new RefusalError(refuse('people.not-oneself', {}, 422))
  const lent = (await unreturnedBy(ctx, person)).find(({ n }) => n > 0)
  if (lent) throw new RefusalError(refuse('people.not-returned', lent, 409))
  const { length } = ctx.office.portfolios.filter((p) => p.person === person && (p.to_at === null || p.to_at > ctx.now))
  if (length > 0) throw new RefusalError(refuse('people.still-in-charge', { n: length }, 409))
}

export const personActs = [
  handle(
    addPerson,
    async (ctx, { name, username, pinyin }) => {
      const id = await insertPerson(ctx, { name, pinyin })
      const password = username === null ? null : await giveAccount(ctx, { id, name }, username)
      await recordOfficeAct(ctx, 'people.addPerson', { person: id, account: username !== null })
      return { id, password }
    },
    keeps,
    { once: true },
  ),
  handle(
    changePerson,
    async (ctx, change) => {
      const person = mustPerson(ctx, change.person)
      if (change.active === false) await mustBeFree(ctx, person.id)
      const active = change.active ?? person.active
      await run(ctx.tx, 'update person set name = $2, pinyin = $3, active = $4 where id = $1', [
        person.id,
        change.name ?? person.name,
        (change.pinyin ?? person.pinyin).toLowerCase(),
        active,
      ])
      if (!active) {
        await run(ctx.tx, 'delete from auth."session" s where s."userId" = $1', [person.id])
        await run(ctx.tx, 'select pg_notify($1, $2)', [channels.sessions, person.id])
      }
      await recordOfficeAct(ctx, 'people.changePerson', { person: person.id, active })
      return {}
    },
    keeps,
    { endsSessions: true },
  ),
  handle(
    resetPassword,
    async (ctx, asked) => {
      const person = mustPerson(ctx, asked.person)
      const username = asked.username ?? person.username
      if (!person.active) throw new RefusalError(refuse('people.has-left', {}, 409))
      if (username === null) throw new RefusalError(refuse('people.no-username', {}, 422))
      const password = await giveAccount(ctx, person, username)
      await recordOfficeAct(ctx, 'people.resetPassword', { person: person.id })
      return { username, password }
    },
    accounts,
    { once: true, endsSessions: true },
  ),
]
