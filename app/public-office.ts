/** For tests: an office with one citizen before its public page, on a real server and a real database. */
import { createSecretKey, randomBytes } from 'node:crypto'
import type { MatterId } from '../kernel/ids.ts'
import { dropKey } from '../platform/crypto/drop-box.ts'
import { withClient } from '../platform/database/connection.ts'
import type { TestCluster } from '../platform/database/test-cluster.ts'
import { type Browser, openTestServer, type TestServer, type TestServerOptions } from '../platform/http/test-server.ts'
import { worked } from '../platform/public/human-check.ts'
import { tellPublicSide } from '../platform/public/in-box.ts'
import { desks } from './desks.ts'
import { takeInNow } from './take-in.ts'

/** A picture of eight by eight. */
export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAGElEQVR4nGNkYPjPgA0wYRUdtBJEuwkAaGABD0xX0lQAAAAASUVORK5CYII=', 'base64')
export const letter = { body: '和平路18号门前路灯坏了三天，晚上看不见路，请市住建局派人来修。', place: '和平路18号', name: '李某某', phone: '138-0000-6027' }
const powers = (...names: string[]) => names.map((name) => `letters.${name}`)

/** What is read aloud of a page. */
export const text = (page: string): string => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
export const value = (page: string, name: string): string => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1] ?? ''
/** What the page's script does. */
export function work(page: string): string {
  const [, token = '', bits = '20'] = /data-token="([^"]+)" data-bits="(\d+)"/.exec(page) ?? []
  for (let n = 0; ; n++) if (worked({ token, bits: Number(bits) }, String(n))) return String(n)
}
/** The answer to the sum asked where no script runs. */
export function sum(page: string): string {
  const [, a = 0, b = 0] = /(\d+)加(\d+)等于几/.exec(page) ?? []
  return String(Number(a) + Number(b))
}
export type Fields = Readonly<Record<string, string>>
export type Pictures = readonly (readonly [name: string, bytes: Uint8Array])[]
export interface Shown {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}
export type PublicOffice = Awaited<ReturnType<typeof openPublicOffice>>

export async function openPublicOffice(cluster: TestCluster, name: string, options: Pick<TestServerOptions, 'doors' | 'more'> = {}) {
  const server: TestServer = await openTestServer(cluster, name, { ...options, desks })
  const drop = dropKey(createSecretKey(randomBytes(32)))
  const taking = { house: server.serving, files: server.serving.files, drop }
  await tellPublicSide(server.serving, drop)
  const [centre, division, top, bureau] = [
    await server.unit('call-centre', '来电科'),
    await server.unit('letters-division', '来信办理科'),
    await server.unit('letters-head', '来信科长'),
    await server.unit('ZJJ', '市住建局'),
  ]
  const all = powers('register', 'dispatch', 'review', 'answer', 'contact', 'see-all', 'close', 'reopen', 'call-back', 'hand-over', 'handle', 'sign')
  const enter = async (person: string, username: string, unit: typeof centre, granted: readonly string[]) =>
    server.signIn(username, (await server.person(person, username, unit, granted)).password)
  const caller = await enter('何静', 'hejing', centre, all)
  const clerk = await enter('周燕', 'zhouyan', division, all)
  const head = await enter('高岚', 'gaolan', top, all)
  const arbiter = await enter('何川', 'hechuan', await server.unit('arbiter', '副秘书长'), powers('erase', 'see-all'))
  const liaison = await enter('许立', 'xuli', bureau, powers('handle'))

  /** Where the citizen stands: this server's own page, or one apart. */
  let at = server.url
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Shown> => {
    const answer = await fetch(at + path, { headers: { 'accept-language': 'zh-CN', ...headers }, redirect: 'manual' })
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  }
  /** As a browser sends a plain form: no header of ours. */
  const send = async (path: string, fields: Fields, pictures: Pictures = [], headers: Record<string, string> = {}): Promise<Shown> => {
    const form = new FormData()
    for (const [field, said] of Object.entries(fields)) form.append(field, said)
    for (const [picture, bytes] of pictures) form.append('pictures', new Blob([Uint8Array.from(bytes)]), picture)
    const answer = await fetch(at + path, {
      method: 'POST',
      body: form,
      headers: { origin: at, 'sec-fetch-site': 'same-origin', 'accept-language': 'zh-CN', ...headers },
    })
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  }
  const asOwner = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    withClient(server.serving.address, 'owner', async (client) => (await client.query<T>(sql, values)).rows)
  const act = async (who: Browser, act: string, body: object) => {
    const done = await who.post(`/api/letters/${act}`, body)
    if (done.status !== 200) throw new Error(`${act}: ${done.status} ${done.text}`)
    return done.json as Record<string, unknown> & { readonly id: string; readonly version: number }
  }
  /** The form, a few seconds after it was opened. */
  const open = async (): Promise<string> => {
    const page = (await get('/public/')).text
    server.pass(5_000)
    return page
  }
  const look = (number: string, code: string): Promise<Shown> => send('/public/progress', { number, code })
  return {
    server,
    people: { caller, clerk, head, liaison, arbiter },
    housing: bureau.id,
    get,
    send,
    asOwner,
    act,
    open,
    look,
    takeIn: () => takeInNow(taking),
    close: () => server.close(),
    goTo: (url: string) => {
      at = url
    },
    async handIn(fields: Fields = letter, pictures: Pictures = []) {
      const page = await open()
      const answer = await send('/public/letter', { ...fields, form: value(page, 'form'), work: work(page), website: '' }, pictures)
      return { answer, receipt: /id="receipt">([^<]+)/.exec(answer.text)?.[1] ?? '', code: /id="code">([^<]+)/.exec(answer.text)?.[1] ?? '' }
    },
    async rate(receipt: string, code: string, marks: Fields): Promise<Shown> {
      const page = (await look(receipt, code)).text
      server.pass(5_000)
      return send('/public/rating', { ...marks, number: receipt, code, form: value(page, 'form'), work: work(page), website: '' })
    },
    async matterOf(receipt: string): Promise<MatterId | undefined> {
      return (await asOwner<{ id: MatterId }>('select p.matter_id as id from published p where p.receipt = $1', [receipt.replace('-', '')]))[0]?.id
    },
    /** The office's own way from the dispatch to the answer. */
    async answer(matter: MatterId | undefined, words: string): Promise<void> {
      const on = { matter, piece: null }
      await act(caller, 'assign', { ...on, lead: { unit: bureau.id }, ask: '请办理' })
      const held = await act(liaison, 'accept', on)
      await act(liaison, 'report', { ...on, version: held.version, result: 'solved', text: '内部：费用从维修经费列支。' })
      await act(clerk, 'submit', { ...on, text: words })
      await act(head, 'sign', { ...on, agree: true, draft: 1, opinion: '内部意见：可以。' })
      await act(clerk, 'reply', { ...on, via: 'portal' })
    },
  }
}
