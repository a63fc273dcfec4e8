import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { addressFromUrl } from './database/secrets.ts'
import { readNetwork } from './network.ts'
import { PlainStop, sentence } from './plain-stop.ts'

const read = (...argv: string[]) => readConfig(argv, {}, '/office')
const refused = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof PlainStop) return error.zh
    throw error
  }
  return null
}

describe('how the program is started', () => {
  test('flags, and DATABASE_URL only when it says something', () => {
    const network = { host: '127.0.0.1', protection: { kind: 'none' }, names: [], metricsToken: null }
    expect(readNetwork({})).toEqual(network)
    expect(read()).toEqual({ network, port: 8600, empty: false, role: 'all', databaseUrl: null, data: '/office/data', scans: '/office/data/scans' })
    expect(readConfig(['--port', '9000', '--empty', '--role', 'worker', '--data', '/srv/office'], { DATABASE_URL: 'postgres://a@b/c' }, '/office')).toEqual({
      network,
      port: 9000,
      empty: true,
      role: 'worker',
      databaseUrl: 'postgres://a@b/c',
      data: '/srv/office',
      scans: '/srv/office/scans',
    })
    expect(read('--scans', '/srv/scanner').scans).toBe('/srv/scanner')
    expect(readConfig([], { DATABASE_URL: '' }, '/office').databaseUrl).toBeNull()
  })
  test.each([
    [['--prot', '1'], '无法识别启动参数'],
    [['--port', 'abc'], '端口 abc 无效'],
    [['--port', '70000'], '端口 70000 无效'],
    [['--role', 'king'], '--role king 无效'],
    [['--host', '0.0.0.0'], '对外监听须有 TLS'],
    [['--host', 'fe80::1'], '对外监听须有 TLS'],
    [['--host', 'oa.example.cn'], '不是本机地址'],
    [['--host', '0.0.0.0', '--cert', 'a.pem'], '--cert 与 --key 须同时给出'],
    [['--host', '0.0.0.0', '--self-made', '--behind-proxy', '10.1.2.3'], '只能用一种'],
    [['--behind-proxy', '10.1.2.3'], '--name'],
    [['--behind-proxy', '10.0.0.0/0', '--name', 'oa.example.cn'], '不是地址'],
    [['--behind-proxy', 'true', '--name', 'oa.example.cn'], '不是地址'],
    [['--self-made', '--name', 'https://oa.example.cn'], '不是主机名'],
  ])('%j: one plain sentence (R-C13)', (argv, words) => {
    expect(refused(() => read(...argv))).toContain(words)
  })
  test('an unusable DATABASE_URL is said without repeating the password in it', () => {
    const secrets = { superuser: 's', owner: 'o', roles: { act: 'a', read: 'r', seal: 'e', public: 'p' } }
    for (const url of ['mysql://me:hidden@host/db', 'postgres://host', 'nonsense:hidden']) {
      const words = refused(() => addressFromUrl(url, secrets))
      expect(words).toContain('DATABASE_URL 无法识别')
      expect(words).not.toContain('hidden')
    }
    expect(addressFromUrl('postgres://me:p%40ss@db.office:6543/huiyin', secrets)).toMatchObject({
      host: 'db.office',
      port: 6543,
      database: 'huiyin',
      logins: { owner: { user: 'me', password: 'p@ss' }, act: { user: 'huiyin_act', password: 'a' } },
    })
  })
  test('the sentence is in the language of the terminal, Chinese unless English is asked for', () => {
    const words = { zh: '已停止。', en: 'Stopped.' }
    expect(sentence(words, {})).toBe('已停止。')
    expect(sentence(words, { LANG: 'zh_CN.UTF-8' })).toBe('已停止。')
    expect(sentence(words, { LANG: 'en_GB.UTF-8' })).toBe('Stopped.')
    expect(sentence(words, { LANG: 'en_GB.UTF-8', HUIYIN_LANG: 'zh' })).toBe('已停止。')
  })
})
