/** Test support: a house whose letters have drafts, and people who may write, handle, see, or none of it. */
import type { Draft } from '../../kernel/drafts/draft.ts'
import type { TestCluster } from '../database/test-cluster.ts'
import type { Answer, Browser, TestServer, TestServerOptions } from '../http/test-server.ts'
import { openTestServer } from '../http/test-server.ts'

export type Name = 'writer' | 'second' | 'housing' | 'chief' | 'stranger'
export interface DraftsOffice {
  readonly server: TestServer
  readonly who: Readonly<Record<Name, Browser>>
  readonly ids: Readonly<Record<Name, string>>
  letter(title?: string): Promise<string>
  post(name: Name, act: string, input: object, key?: string): Promise<Answer>
  get(name: Name, reading: string, query: Readonly<Record<string, string>>): Promise<Answer>
  checkOut(name: Name, matter: string, takeOver?: boolean): Promise<string>
  save(name: Name, matter: string, hold: string, revision: number, draft: Draft): Promise<Answer>
}
/** The division's people may write while the letter is open; its lead unit handles it. */
export async function openDraftsOffice(cluster: TestCluster, name: string, desks: NonNullable<TestServerOptions['desks']>): Promise<DraftsOffice> {
  const server = await openTestServer(cluster, name, {
    desks: desks.map((one) =>
      one.desk.key === 'letters'
        ? {
            ...one,
            mayWriteDraft: (facts, { office, who }) => facts.matter.phase !== 'closed' && ['高敏', '何静'].includes(office.persons.get(who.person)?.name ?? ''),
          }
        : one,
    ),
  })
  const [centre, far, other] = [await server.unit('LX', '来信来电科'), await server.unit('ZJJ', '市住建局'), await server.unit('JYJ', '市教育局')]
  const letters = ['register', 'dispatch', 'handle', 'see-all', 'mark', 'close-list'].map((power) => `letters.${power}`)
  const people = {
    writer: ['高敏', 'gaomin', centre, [...letters, 'letters.erase']],
    second: ['何静', 'hejing', centre, letters],
    housing: ['许文涛', 'xuwentao', far, ['letters.handle']],
    chief: ['程远', 'chengyuan', null, ['letters.see-all', 'letters.erase']],
    stranger: ['柳丝雨', 'liusiyu', other, []],
  } as const
  const [who, ids] = [{} as Record<Name, Browser>, {} as Record<Name, string>]
  for (const [key, [said, username, unit, powers]] of Object.entries(people) as [Name, (typeof people)[Name]][]) {
    const person = await server.person(said, username, unit, powers)
    ids[key] = person.id
    who[key] = await server.signIn(username, person.password)
  }
  const post: DraftsOffice['post'] = (from, act, input, key) => who[from].post(`/api/drafts/${act}`, input, key ? { 'idempotency-key': key } : {})
  const must = (answer: Answer) => {
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
    return answer.json as Record<string, unknown>
  }
  return {
    server,
    who,
    ids,
    post,
    get: (from, reading, query) => who[from].get(`/api/drafts/${reading}?${new URLSearchParams(query)}`),
    letter: async (title = '关于供水的信') =>
      must(await who.writer.post('/api/letters/register', { channel: 'letter', kind: 'help', title, body: '正文。', assign: { lead: { unit: far.id } } })).id as string,
    checkOut: async (from, matter, takeOver = false) => must(await post(from, 'check-out', { matter, takeOver })).hold as string,
    save: (from, matter, hold, revision, draft) => post(from, 'save', { matter, hold, revision, draft }),
  }
}
