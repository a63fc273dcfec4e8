/** For tests that walk every address: a house with its people signed in, and one letter. The list is what is mounted, so a new desk is walked by itself. */
import { expect } from 'vitest'
import { firstPowers, roleOfPower } from '../../kernel/decide/administrators.ts'
import type { TestCluster } from '../database/test-cluster.ts'
import type { Mounted } from './mount.ts'
import { jsonSchema, sampleOf } from './samples.ts'
import { type Answer, type Browser, faults, openTestServer, type TestServer, type TestServerOptions } from './test-server.ts'

export const unknown = '01a00000-0000-7000-8000-000000000000'
const lettersPowers = ['register', 'dispatch', 'review', 'answer', 'contact', 'see-all', 'record', 'close', 'reopen', 'call-back', 'hand-over', 'handle'].map(
  (power) => `letters.${power}`,
)

export interface EdgeHouse {
  readonly server: TestServer
  readonly admin: Browser
  readonly guardian: Browser
  readonly auditor: Browser
  readonly clerk: Browser
  readonly colleague: Browser
  readonly stranger: Browser
  /** The stranger's unit. */
  readonly school: string
  /** A letter the clerk registered and the stranger may not see. */
  readonly letter: string
  /** Whoever the gate lets in. */
  passing(mounted: Mounted): Browser
  posts(): Mounted[]
  gets(): Mounted[]
  close(): Promise<void>
}

export async function openEdgeHouse(cluster: TestCluster, name: string, desks: NonNullable<TestServerOptions['desks']>): Promise<EdgeHouse> {
  const server = await openTestServer(cluster, name, { desks })
  const [centre, bureau] = [await server.unit('LX', '来信来电科'), await server.unit('JYJ', '市教育局')]
  await server.person('周燕', 'zhouyan', await server.unit('letters-division', '来信办理科'), ['letters.answer'])
  const enter = async (username: string, made: Promise<{ readonly password: string }>) => server.signIn(username, (await made).password)
  const admin = await enter('keeper', server.person('管理员', 'keeper', null, firstPowers.system))
  const guardian = await enter('guardian', server.person('安全管理员', 'guardian', null, firstPowers.security))
  const auditor = await enter('auditor', server.person('审计管理员', 'auditor', null, firstPowers.audit))
  const clerk = await enter('hejing', server.person('何静', 'hejing', centre, lettersPowers))
  const colleague = await enter('sunli', server.person('孙立', 'sunli', centre, lettersPowers))
  const stranger = await enter('qianming', server.person('钱明', 'qianming', bureau, ['letters.handle']))
  const registered = await clerk.post('/api/letters/register', {
    channel: 'letter',
    kind: 'help',
    title: '和平路路灯不亮',
    body: '和平路18号门前路灯已坏三日。',
    name: '李某某',
    phone: '138-0000-6027',
  })
  expect(registered.status, registered.text).toBe(200)
  return {
    server,
    admin,
    guardian,
    auditor,
    clerk,
    colleague,
    stranger,
    school: bureau.id,
    letter: String(registered.json?.id),
    passing({ gate }) {
      if (typeof gate !== 'object' || !gate.power.startsWith('office.')) return clerk
      const role = roleOfPower(gate.power)
      return role === 'security' ? guardian : role === 'audit' ? auditor : admin
    },
    posts: () => server.mounted.filter((one) => one.method === 'POST' && one.contract !== null),
    gets: () => server.mounted.filter((one) => one.method === 'GET' && one.contract !== null),
    async close() {
      await server.close()
      expect(faults).toEqual([])
    },
  }
}

/** Those that would end the very session the walk goes on with. */
export const leaving = ['/api/session/sign-out', '/api/session/change-password', '/api/session/end']
export const bodyOf = (one: Mounted, text: string, id: string) => {
  const schema = jsonSchema((one.contract as NonNullable<Mounted['contract']>).input)
  const sample = sampleOf(schema, schema, text, id) as Record<string, unknown>
  return one.path === '/api/people/grant-power' ? { ...sample, post: null } : sample
}
export const query = (fields: Record<string, unknown>) =>
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, String(value)] as [string, string]]))).toString()
export function mustBePlain(answer: Answer, what: string) {
  expect(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBeLessThan(500)
  expect(answer.text, what).not.toMatch(/node_modules|\.ts:\d+|at async|syntax error|relation "|violates|pg_catalog/)
  if (answer.status >= 400) expect(Object.keys(answer.json ?? {}).sort(), what).toEqual(['code', 'facts', 'words'])
}
/** Eight requests under way at once. */
export async function atOnce<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...list]
  const runner = async () => {
    for (let one = rest.pop(); one !== undefined; one = rest.pop()) await work(one)
  }
  await Promise.all(Array.from({ length: 8 }, runner))
}
