/** The demo city on a real server and a real database of its own, for tests that walk whole stories over HTTP. */

import { loadDemoCity } from '../app/demo-city.ts'
import { desks } from '../app/desks.ts'
import type { LetterDetail } from '../desks/letters/shape.ts'
import { seedCalendar } from '../kernel/clock/calendar.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { MatterView, PieceView } from '../kernel/view.ts'
import { run } from '../kernel/write/tx.ts'
import { systemIds } from '../platform/clock.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import type { TestCluster } from '../platform/database/test-cluster.ts'
import { type Answer, type Browser, openTestServer, type TestServer } from '../platform/http/test-server.ts'

export type Letter = MatterView<LetterDetail>
/** Somebody of the demo city at his desk. */
export interface Colleague {
  readonly browser: Browser
  /** The act's answer, whatever it is. */
  ask(act: string, input: object, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** The act's answer. @throws Error where it was refused, naming the refusal */
  do(act: string, input: object): Promise<Letter>
  see(matter: string): Promise<Letter>
}
export interface DemoServer {
  readonly server: TestServer
  /** By one of the six doors of the sign-in page. @param username 何雨桐 is heyutong */
  as(username: string): Promise<Colleague>
  /** The id of a unit by its code: ZJJ. */
  unit(code: string): Promise<string>
  person(name: string): Promise<string>
  close(): Promise<void>
}

function colleague(browser: Browser): Colleague {
  const ask: Colleague['ask'] = (act, input, headers) => browser.post(`/api/letters/${act}`, input, headers)
  return {
    browser,
    ask,
    async do(act, input) {
      const answer = await ask(act, input)
      if (answer.status !== 200) throw new Error(`${act}: ${answer.status} ${answer.text}`)
      return answer.json as unknown as Letter
    },
    async see(matter) {
      const answer = await browser.get(`/api/letters/letter?id=${matter}`)
      if (answer.status !== 200) throw new Error(`letter: ${answer.status} ${answer.text}`)
      return answer.json as unknown as Letter
    },
  }
}

export async function openDemoServer(cluster: TestCluster, name: string): Promise<DemoServer> {
  const server = await openTestServer(cluster, name, { desks })
  const { serving } = server
  const admin = systemIds(() => server.now()).next<PersonId>()
  await inAct(serving.pools.act, async (tx) => {
    await seedCalendar(tx)
    await run(tx, `insert into person (id, name, username) values ($1, '系统管理员', 'admin')`, [admin])
  })
  await loadDemoCity(serving, admin)
  const idOf = async (table: 'unit' | 'person', column: string, value: string): Promise<string> => {
    const [row] = await inAct(serving.pools.act, (tx) => run<{ id: string }>(tx, `select t.id from ${table} t where t.${column} = $1`, [value]))
    if (!row) throw new Error(`the demo city has no ${value}`)
    return row.id
  }
  return {
    server,
    async as(username) {
      const browser = server.anonymous()
      const entered = await browser.post('/api/session/enter-as', { username })
      if (entered.status !== 200) throw new Error(`${username}: ${entered.status} ${entered.text}`)
      return colleague(browser)
    },
    unit: (code) => idOf('unit', 'code', code),
    person: (title) => idOf('person', 'name', title),
    close: () => server.close(),
  }
}

/** The open piece of a role; the newest of them. */
export function openPiece(letter: Letter, role: string): PieceView {
  const found = letter.stages.flatMap((s) => s.pieces).findLast((p) => p.role === role && p.state === 'open')
  if (!found) throw new Error(`no open ${role}: ${letter.stages.flatMap((s) => s.pieces.map((p) => `${p.role} ${p.state}`)).join(', ')}`)
  return found
}
