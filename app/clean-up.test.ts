import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { withClient } from '../platform/database/connection.ts'
import { type Browser, faults, openTestServer, type TestServer } from '../platform/http/test-server.ts'
import { cleanUpByNumber } from './clean-up.ts'
import { desks } from './desks.ts'

const WORD = '云溪水库加固'
let server: TestServer
let clerk: Browser
beforeAll(async () => {
  server = await openTestServer(inject('cluster'), 'clean_up', { desks })
  const unit = await server.unit('ZB', '值班室')
  const one = await server.person('邵军', 'shaojun', unit, ['affairs.register', 'affairs.answer', 'affairs.handle'])
  await server.person('保密员', 'baomi', null, ['office.secrecy'])
  clerk = await server.signIn('shaojun', one.password)
})
afterAll(async () => {
  await server.close()
  expect(faults).toEqual([])
})
const rows = <T>(text: string): Promise<T[]> => withClient(server.serving.address, 'owner', async (client) => (await client.query(text)).rows as T[])

describe('误入清理 clean-up (R-C05)', () => {
  test('by its number: every text of an open and of a closed matter and the bytes of its file are gone from the whole database, on record', async () => {
    const form = new FormData()
    form.append('file', new Blob([`${WORD}说明。`]), `${WORD}.txt`)
    const file = (await clerk.send('POST', '/api/files', form)).json?.id
    const told = { way: 'visit', title: `问${WORD}`, body: `${WORD}方案在哪里看。`, files: [file] }
    const open = await clerk.post('/api/affairs/register-visit', told)
    const closed = await clerk.post('/api/affairs/register-visit', { ...told, files: [], answered: `${WORD}请问水利局。` })
    expect([open.json?.state, closed.json?.state]).toEqual(['registered', 'closed'])
    await expect(cleanUpByNumber(server.serving, server.serving.files, String(open.json?.number), 'shaojun')).rejects.toThrow('power to keep secrecy')
    await expect(cleanUpByNumber(server.serving, server.serving.files, '交〔2026〕99号', 'baomi')).rejects.toThrow('99')
    const places = `select c.relname as name, pg_relation_filenode(c.oid) as place from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`
    const before = new Map((await rows<{ name: string; place: number }>(places)).map((one) => [one.name, one.place]))
    const [digest] = (await rows<{ digest: string }>('select digest from file')).map((r) => r.digest)
    expect(await cleanUpByNumber(server.serving, server.serving.files, String(open.json?.number), 'baomi')).toMatchObject({ texts: 3, files: 1 })
    expect(await cleanUpByNumber(server.serving, server.serving.files, String(closed.json?.number), 'baomi')).toMatchObject({ texts: 4, files: 0 })
    expect(await server.serving.files.has(digest as string)).toBe(false)
    const anew = (await rows<{ name: string; place: number }>(places)).filter((one) => before.get(one.name) !== one.place).map((one) => one.name)
    expect(anew, 'written anew, whatever desk a text may have stood in').toEqual(
      expect.arrayContaining(['matter', 'note', 'search_doc', 'file_text', 'draft_text', 'draft_version', 'draft_comment', 'affairs_affair', 'incoming_paper', 'outgoing_paper']),
    )
    expect(anew).not.toContain('event')
    const tables = await rows<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
    for (const { name } of tables) expect(await rows(`select 1 from ${name} t where t::text like '%${WORD}%' limit 1`), name).toEqual([])
    const events = await rows<{ name: string }>(`select p.name from event e join person p on p.id = e.actor where e.move = 'erase'`)
    expect(events).toHaveLength(7)
    expect(new Set(events.map((e) => e.name))).toEqual(new Set(['保密员']))
    expect((await clerk.get(`/api/affairs/affair?id=${String(open.json?.id)}`)).json).toMatchObject({ title: null, detail: { body: null } })
  })
})
