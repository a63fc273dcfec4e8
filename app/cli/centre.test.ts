import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inAct } from '../../platform/ctx/transaction.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { askCentreKey } from '../centre-keys.ts'
import { command } from './centre.ts'
import { type KeyOffice, keyOffice } from './key-office.ts'

let office: KeyOffice
let by: string
beforeAll(async () => {
  office = await keyOffice('centre', command)
  by = office.by
})
afterAll(async () => expect(await office.close()).toEqual([]))
const huiyin: KeyOffice['huiyin'] = (args, flags) => office.huiyin(args, flags)
const rows: KeyOffice['rows'] = (text) => office.rows(text)

describe('./huiyin centre', () => {
  test('系统管理员发放密钥：只显示一次，库里只有摘要，在办理记录里；作废即刻起不能再用 (R-C18, R-C15)', async () => {
    const { value, zh } = await huiyin(['issue', ' 省12345平台 '], { rate: '30', by })
    expect(zh).toContain('每小时 30 次')
    const { secret, id } = value as { secret: string; id: string }
    expect(await rows(`select 1 from letters_centre_key k where k::text like '%${secret}%'`)).toEqual([])
    const asked = () => inAct(office.server.serving.pools.act, (tx) => askCentreKey(tx, secret))
    expect(await asked()).toEqual({ id, system: '省12345平台', per_hour: 30 })
    expect((await huiyin(['keys'])).zh).toMatch(new RegExp(`^${id.slice(0, 8)}\t省12345平台\t30/h\t.+\t登记 0 件$`))
    await huiyin(['revoke', id.slice(0, 8)], { by })
    expect(await asked()).toBeNull()
    expect((await huiyin(['keys'])).zh).toContain('已作废')
    await expect(huiyin(['revoke', id.slice(0, 8)], { by })).rejects.toThrow(PlainStop)
    const events = await rows<{ move: string; name: string; said: object }>(
      `select e.move, p.name, e.said from event e join person p on p.id = e.actor where e.move like 'centre.%' order by e.at, e.id`,
    )
    expect(events).toEqual([
      { move: 'centre.issueKey', name: '管理员', said: { key: id, system: '省12345平台', perHour: 30, commandLine: true } },
      { move: 'centre.revokeKey', name: '管理员', said: { key: id, commandLine: true } },
    ])
  })
  test('不是管对接的系统管理员、没有写明谁办、次数不对、名称带密级标志：不发，什么也没留下', async () => {
    const before = await rows('select 1 from letters_centre_key')
    for (const flags of [{}, { by: 'hejing' }, { by: 'nobody' }, { by, rate: '0' }, { by, rate: 'x' }])
      await expect(huiyin(['issue', '市级平台'], flags), JSON.stringify(flags)).rejects.toThrow(PlainStop)
    for (const args of [[], ['keys', 'more'], ['issue'], ['issue', ' '], ['issue', '秘密★3年'], ['issue', '长'.repeat(41)], ['nonsense'], ['revoke', 'a']])
      await expect(huiyin(args, { by }), args.join()).rejects.toThrow(PlainStop)
    expect(await rows('select 1 from letters_centre_key')).toHaveLength(before.length)
  })
})
