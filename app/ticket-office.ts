/** For tests: an office that writes to units, one of them without an account, and that unit's contact before the link's page. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { run } from '../kernel/write/tx.ts'
import { systemIds } from '../platform/clock.ts'
import { dropKey } from '../platform/crypto/drop-box.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { withClient } from '../platform/database/connection.ts'
import type { TestCluster } from '../platform/database/test-cluster.ts'
import { type Browser, openTestServer, PASSWORD } from '../platform/http/test-server.ts'
import { tellPublicSide } from '../platform/public/in-box.ts'
import { desks } from './desks.ts'
import { type Fields, value, work } from './public-office.ts'
import { takeInNow } from './take-in.ts'

export type TicketOffice = Awaited<ReturnType<typeof openTicketOffice>>
interface Issued {
  readonly id: string
  readonly path: string
  readonly code: string
}
export async function openTicketOffice(cluster: TestCluster, name: string) {
  const server = await openTestServer(cluster, name, { desks })
  const drop = dropKey(createSecretKey(randomBytes(32)))
  const { serving } = server
  await tellPublicSide(serving, drop)
  const powers = ['register', 'dispatch', 'handle', 'answer', 'review', 'mark'].map((power) => `affairs.${power}`)
  const duty = await server.unit('call-centre', '来电科')
  const top = await server.unit('letters-head', '文电科')
  const bureau = await server.unit('ZJJ', '市住建局')
  const factory = await server.unit('YXZG', '云溪重工有限公司')
  await server.person('何静', 'hejing', duty, [])
  await server.person('罗文', 'luowen', top, powers)
  await server.person('钱正', 'qianzheng', top, ['affairs.erase', 'affairs.see-all'])
  await server.person('许立', 'xuli', bureau, ['affairs.handle'])
  const contact = systemIds(() => server.now()).next<string & { readonly brand: 'person' }>()
  const since = new Date(Date.parse(server.now()) - 86_400_000).toISOString()
  await inAct(serving.pools.act, async (tx) => {
    await run(tx, 'insert into person (id, name) values ($1, $2)', [contact, '王建国'])
    await run(tx, 'insert into holding (person, post, from_at) values ($1, $2, $3)', [contact, factory.post, since])
    await run(tx, 'insert into power (person, key, from_at) values ($1, $2, $3)', [contact, 'affairs.handle', since])
  })
  const first = new Map<string, string>()
  const enter = async (username: string): Promise<Browser> => {
    if (first.has(username)) return server.signIn(username, PASSWORD)
    const [row] = await inAct(serving.pools.act, (tx) => run<{ id: string }>(tx, 'select p.id from person p where p.username = $1', [username]))
    const { issuePassword } = await import('../platform/sign-in/accounts.ts')
    const { signInKey } = await import('../platform/sign-in/attempts.ts')
    const password = await inAct(serving.pools.act, (tx) => issuePassword(tx, { id: row?.id as never, name: username }, username, signInKey(serving.box, username), server.now()))
    first.set(username, password)
    return server.signIn(username, password)
  }
  const act = async (who: Browser, path: string, body: object) => {
    const done = await who.post(`/api/${path}`, body)
    if (done.status !== 200) throw new Error(`${path}: ${done.status} ${done.text}`)
    return done.json as Record<string, unknown> & {
      readonly id: string
      readonly stages: { readonly pieces: { id: string; unit: { name: string }; state: string; kind: string; lead: boolean }[] }[]
    }
  }
  const clerk = await enter('luowen')
  const asOwner = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    withClient(serving.address, 'owner', async (client) => (await client.query<T>(sql, values)).rows)
  return {
    server,
    clerk,
    enter,
    act,
    contact,
    units: { bureau: bureau.id, factory: factory.id, top: top.id },
    asOwner,
    takeIn: () => takeInNow({ house: serving, files: serving.files, drop }),
    close: () => server.close(),
    async upload(bytes: Uint8Array, file: string): Promise<string> {
      const form = new FormData()
      form.append('file', new Blob([Uint8Array.from(bytes)]), file)
      const answer = await clerk.send('POST', '/api/files', form)
      if (answer.status !== 200) throw new Error(answer.text)
      return (answer.json as { id: string }).id
    },
    /** An affair the bureau leads and the factory helps with. @returns the factory's piece */
    async sent(more: object = {}): Promise<{ readonly matter: string; readonly piece: string; readonly lead: string }> {
      const affair = await act(clerk, 'affairs/register', {
        title: '报送安全生产自查情况',
        body: '请于月底前报送自查情况。',
        way: 'paper',
        asker: { unit: top.id },
        assign: { lead: { unit: bureau.id }, helpers: [{ unit: factory.id }] },
        ...more,
      })
      const pieces = affair.stages.flatMap((s) => s.pieces)
      const of = (unit: string) => pieces.find((p) => p.unit.name === unit && p.state === 'open')?.id ?? ''
      return { matter: affair.id, piece: of('云溪重工有限公司'), lead: of('市住建局') }
    },
    async issue(on: { readonly matter: string; readonly piece: string }, more: object = {}): Promise<Issued> {
      return (await act(clerk, 'tickets/issue', { matter: on.matter, piece: on.piece, contact: '王建国', ...more })) as unknown as Issued
    },
    async get(path: string) {
      const answer = await fetch(server.url + path, { headers: { 'accept-language': 'zh-CN' }, redirect: 'manual' })
      return { status: answer.status, text: await answer.text() }
    },
    async post(path: string, fields: Fields, files: readonly (readonly [string, Uint8Array])[] = []) {
      const form = new FormData()
      for (const [field, said] of Object.entries(fields)) form.append(field, said)
      for (const [file, bytes] of files) form.append('pictures', new Blob([Uint8Array.from(bytes)]), file)
      const headers = { origin: server.url, 'sec-fetch-site': 'same-origin', 'accept-language': 'zh-CN' }
      const answer = await fetch(server.url + path, { method: 'POST', body: form, headers })
      const bytes = Buffer.from(await answer.arrayBuffer())
      return { status: answer.status, text: bytes.toString('utf8'), bytes, headers: answer.headers }
    },
    /** The answer, as a browser with a script sends it. */
    async answer({ path, code }: Pick<Issued, 'path' | 'code'>, fields: Fields, files: readonly (readonly [string, Uint8Array])[] = []) {
      const page = await this.post(path, { code })
      server.pass(5_000)
      return this.post(`${path}/answer`, { code, ...fields, form: value(page.text, 'form'), work: work(page.text), website: '' }, files)
    },
  }
}
