/** Accounts from the command line: for the administrator who has lost his own password, and for machines without a browser. */

import { type AdministratorRole, administratorRoles, firstPowers } from '../../kernel/decide/administrators.ts'
import type { ActId, PersonId } from '../../kernel/ids.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { RefusalError } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { refusalText } from '../../kernel/words.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { systemIds } from '../../platform/clock.ts'
import { openBox } from '../../platform/crypto/box.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { channels } from '../../platform/live/channels.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { issuePassword } from '../../platform/sign-in/accounts.ts'
import { signInKey } from '../../platform/sign-in/attempts.ts'
import type { RunningEnv } from '../env.ts'
import { type Call, type Command, same } from './command.ts'

interface Person {
  readonly id: PersonId
  readonly name: string
  readonly username: string
}
const unknown = (username: string) =>
  new PlainStop(`没有登录名为“${username}”的人员，./huiyin user list 列出全部。`, `Nobody has the user name "${username}"; ./huiyin user list shows them.`)
const wrong = () =>
  new PlainStop(
    '用法：./huiyin user list | reset 登录名 | add 登录名 姓名 [--admin system|security|audit]。',
    'Usage: ./huiyin user list | reset USERNAME | add USERNAME NAME [--admin system|security|audit].',
  )

async function find(tx: Tx, username: string): Promise<Person> {
  const [person] = await run<Person>(tx, 'select p.id, p.name, p.username from person p where lower(p.username) = lower($1) and p.active', [username])
  if (!person) throw unknown(username)
  return person
}
/** On record like the same act in the browser; the one concerned stands as the actor, for the command line has no person. */
async function issue(env: RunningEnv, tx: Tx, person: Person, move: string, now: Instant): Promise<string> {
  const key = signInKey(openBox(env.keys.contact, env.keys.lookup), person.username)
  const password = await issuePassword(tx, person, person.username, key, now).catch((error) => {
    if (!(error instanceof RefusalError)) throw error
    const { code, facts } = error.refusal
    throw new PlainStop(refusalText(code, facts, 'zh-CN'), refusalText(code, facts, 'en'))
  })
  await recordOfficeAct({ tx, now, act: systemIds(() => now).next<ActId>(), who: { person: person.id } }, move, { person: person.id, commandLine: true })
  await run(tx, 'select pg_notify($1, $2)', [channels.sessions, person.id])
  return password
}
async function list(env: RunningEnv, call: Call): Promise<void> {
  const people = await inAct(env.pools.act, (tx) =>
    run<Person & { mustChange: boolean }>(
      tx,
      `select p.id, p.name, p.username, coalesce(u."mustChange", true) as "mustChange" from person p left join auth."user" u on u."id" = p.id::text
       where p.username is not null and p.active order by p.username`,
      [],
    ),
  )
  const lines = (waiting: string) => people.map((p) => `${p.username}\t${p.name}${p.mustChange ? `\t${waiting}` : ''}`).join('\n')
  call.result(people, { zh: lines('尚未设定密码'), en: lines('no password of his own yet') })
}
async function reset(env: RunningEnv, call: Call, username: string): Promise<void> {
  const told = await inAct(env.pools.act, async (tx) => {
    const person = await find(tx, username)
    return { username: person.username, name: person.name, password: await issue(env, tx, person, 'people.resetPassword', env.clock.now()) }
  })
  call.result(told, {
    zh: `${told.name}（${told.username}）的一次性密码：${told.password}，登录后须修改。`,
    en: `One-time password of ${told.username}: ${told.password}, to be changed after signing in.`,
  })
}
async function add(env: RunningEnv, call: Call, username: string, name: string, role: AdministratorRole | null): Promise<void> {
  const now = env.clock.now()
  const ids = systemIds(() => now)
  const told = await inAct(env.pools.act, async (tx) => {
    const person: Person = { id: ids.next<PersonId>(), name, username }
    const taken = await run(tx, 'select 1 from person p where lower(p.username) = lower($1)', [username])
    if (taken.length > 0) throw new PlainStop(`登录名“${username}”已被使用。`, `The user name "${username}" is in use.`)
    await run(tx, 'insert into person (id, name, username) values ($1, $2, $3)', [person.id, name, username])
    if (role) for (const key of firstPowers[role]) await run(tx, 'insert into power (id, person, key, from_at) values ($1, $2, $3, $4)', [ids.next(), person.id, key, now])
    return { username, name, password: await issue(env, tx, person, 'people.addPerson', now) }
  })
  call.result(told, {
    zh: `已建账号 ${username}，一次性密码：${told.password}，登录后须修改。`,
    en: `Account ${username} made; one-time password ${told.password}, to be changed after signing in.`,
  })
}

export const command: Command = {
  summary: { zh: '列出账号、重发一次性密码、新建账号', en: 'List accounts, issue a one-time password, make an account' },
  usage: {
    zh: 'list | reset <登录名> | add <登录名> <姓名> [--admin system|security|audit]',
    en: 'list | reset <username> | add <username> <name> [--admin system|security|audit]',
  },
  explains: [
    [same('reset'), { zh: '重发一次性密码，结束其全部会话，解除锁定', en: 'a new one-time password; ends all sessions and opens the lock' }],
    [same('--admin'), { zh: '同时定为系统、安全、审计管理员之一', en: 'also make it one of the three administrators' }],
  ],
  options: { admin: { type: 'string' } },
  async run(call) {
    const [what, username = '', name = ''] = call.args
    const good = (what === 'list' && username === '') || (what === 'reset' && username && !name) || (what === 'add' && username && name)
    const asked = call.flags.admin
    const role = administratorRoles.find((one) => one === asked) ?? null
    if (!good || (asked !== undefined && role === null)) throw wrong()
    const { env } = await call.open()
    if (what === 'list') await list(env, call)
    else if (what === 'reset') await reset(env, call, username)
    else await add(env, call, username, name, role)
    return 0
  },
}
