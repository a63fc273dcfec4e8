/** For the tests of the tray: an office with letters asked for a leader's opinion or reading, and piles of their papers. */
import type { MatterId, PersonId } from '../../kernel/ids.ts'
import { slipCode } from '../../typeset/slip-code.ts'
import type { TestCluster } from '../database/test-cluster.ts'
import { type Answer, type Browser, openTestServer, type TestServer, type TestServerOptions } from '../http/test-server.ts'
import { type SamplePaper, samplePile } from './sample-scans.ts'
import { splitOne } from './split-batch.ts'

export interface Asked {
  readonly id: MatterId
  readonly number: string
  readonly title: string
}
export interface ScansOffice {
  readonly server: TestServer
  readonly secretary: Browser
  readonly leader: Browser
  readonly stranger: Browser
  readonly people: { readonly secretary: PersonId; readonly leader: PersonId }
  /** A letter on which the leader is asked. */
  asked(title: string, kind?: 'say' | 'read'): Promise<Asked>
  /** Drops a pile as the page does. */
  drop(who: Browser, bytes: Uint8Array, name: string, twoSided?: boolean): Promise<Answer>
  split(): Promise<void>
  get(who: Browser, path: string): Promise<Answer>
}
export const slipOf = (matter: Asked, more: Partial<SamplePaper> = {}): SamplePaper => ({
  code: slipCode(matter.id, 'P'),
  number: matter.number,
  title: matter.title,
  hand: '同意',
  ...more,
})

export async function scansOffice(cluster: TestCluster, name: string, desks: NonNullable<TestServerOptions['desks']>): Promise<ScansOffice> {
  const server = await openTestServer(cluster, name, { desks })
  const division = await server.unit('letters-division', '来信来电科')
  const leaders = await server.unit('SZF', '市政府')
  const other = await server.unit('JTJ', '市交通局')
  const secretary = await server.person('何静', 'hejing', division, ['letters.register', 'letters.dispatch', 'letters.see-all', 'office.record'])
  const leader = await server.person('张怀远', 'zhanghuaiyuan', leaders, ['letters.sign'])
  const stranger = await server.person('穆阳', 'muyang', other, [])
  const own = await server.signIn('hejing', secretary.password)
  return {
    server,
    secretary: own,
    leader: await server.signIn('zhanghuaiyuan', leader.password),
    stranger: await server.signIn('muyang', stranger.password),
    people: { secretary: secretary.id, leader: leader.id },
    async asked(title, kind = 'say') {
      const made = await own.post('/api/letters/register', { channel: 'letter', kind: 'help', title, body: `${title}，请处理。` })
      if (made.status !== 200) throw new Error(made.text)
      const { id, number } = made.json as { id: MatterId; number: string }
      const given = await own.post('/api/letters/circulate', { matter: id, to: [{ person: leader.id }], ask: '请批示', kind, blocks: kind === 'say' })
      if (given.status !== 200) throw new Error(given.text)
      return { id, number, title }
    },
    drop(who, bytes, file, twoSided = false) {
      const form = new FormData()
      form.append('file', new Blob([Uint8Array.from(bytes)]), file)
      return who.send('POST', `/api/scans?twoSided=${twoSided}`, form)
    },
    async split() {
      while (await splitOne({ house: server.serving, files: server.serving.files }));
    },
    get: (who, path) => who.get(path),
  }
}
export const pile = samplePile
