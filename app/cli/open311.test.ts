import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PlainStop } from '../../platform/plain-stop.ts'
import { type KeyOffice, keyOffice } from './key-office.ts'
import { command } from './open311.ts'

let office: KeyOffice
let by: string
beforeAll(async () => {
  office = await keyOffice('open311', command)
  by = office.by
})
afterAll(async () => expect(await office.close()).toEqual([]))
const huiyin: KeyOffice['huiyin'] = (args, flags) => office.huiyin(args, flags)
const rows: KeyOffice['rows'] = (text) => office.rows(text)

describe('./huiyin open311', () => {
  test('系统管理员发放密钥：只显示一次，库里只有摘要，在办理记录里；作废即刻起不能再交 (R-C18, R-C15)', async () => {
    const { value, zh } = await huiyin(['issue', '云溪在线'], { for: '市民手机应用', rate: '30', by })
    expect(zh).toContain('每小时 30 件')
    const { secret, id } = value as { secret: string; id: string }
    expect(await rows(`select 1 from open311_key k where k::text like '%${secret}%'`)).toEqual([])
    const asked = () =>
      office.server.serving.pools.public.query('select 1 from public_open311_key(encode(sha256($1::bytea), $2))', [Buffer.from(`huiyin open311 ${secret}`), 'hex'])
    expect((await asked()).rowCount).toBe(1)
    expect((await huiyin(['keys'])).zh).toContain(`${id.slice(0, 8)}\t云溪在线\t市民手机应用\t30/h`)
    await huiyin(['revoke', id.slice(0, 8)], { by })
    expect((await asked()).rowCount).toBe(0)
    expect((await huiyin(['keys'])).zh).toContain('已作废')
    await expect(huiyin(['revoke', id.slice(0, 8)], { by })).rejects.toThrow(PlainStop)
    const events = await rows<{ move: string; name: string; said: object }>(
      `select e.move, p.name, e.said from event e join person p on p.id = e.actor where e.move like 'open311.%' order by e.at, e.id`,
    )
    expect(events).toEqual([
      { move: 'open311.issueKey', name: '管理员', said: { key: id, perHour: 30, commandLine: true } },
      { move: 'open311.revokeKey', name: '管理员', said: { key: id, commandLine: true } },
    ])
  })
  test('不是管对接的系统管理员、没有写明谁办、件数不对：不发，什么也没留下', async () => {
    const before = await rows('select 1 from open311_key')
    for (const flags of [
      { for: '试用' },
      { for: '试用', by: 'hejing' },
      { for: '试用', by: 'nobody' },
      { by },
      { for: '试用', by, rate: '0' },
      { for: '试用', by, rate: 'x' },
      { for: '秘密★3年', by },
    ])
      await expect(huiyin(['issue', '某应用'], flags), JSON.stringify(flags)).rejects.toThrow(PlainStop)
    for (const args of [[], ['keys', 'more'], ['issue'], ['nonsense'], ['revoke', 'a'], ['show', 'c99'], ['jurisdiction', 'Yun Xi']])
      await expect(huiyin(args, { by }), args.join()).rejects.toThrow(PlainStop)
    expect(await rows('select 1 from open311_key')).toHaveLength(before.length)
  })
  test('哪些服务对外由办公室定；纪检监察、政法起初不公开', async () => {
    expect((await huiyin(['services'])).zh).toMatch(/c01\t城乡建设\t公开[\s\S]*c15\t纪检监察\t不公开/)
    await huiyin(['hide', 'c05'], { by })
    expect((await huiyin(['services'])).zh).toContain('c05\t劳动和社会保障\t不公开')
    await huiyin(['show', 'c05'], { by })
    expect((await huiyin(['services'])).en).toMatch(/c05\t\S+\tpublic/)
  })
})
