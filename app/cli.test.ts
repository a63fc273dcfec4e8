import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../platform/database/migrate.ts'
import { childEnv } from '../tools/child-env.ts'

const folder = await mkdtemp(join(tmpdir(), 'huiyin-cli-'))
await chmod(folder, 0o755)
afterAll(() => rm(folder, { recursive: true }))
const data = join(folder, 'data')
const huiyin = (...args: string[]) => spawnSync(process.execPath, [join(projectRoot, 'app/cli.ts'), ...args], { cwd: folder, encoding: 'utf8', env: childEnv })

describe('./huiyin', () => {
  test('lists its commands; each explains itself', { timeout: 120_000 }, () => {
    const overview = huiyin('--help')
    expect(overview.status).toBe(0)
    const names = [...overview.stdout.matchAll(/^ {2}(\S+) +\S/gm)].map((match) => match[1] ?? '')
    expect(names).toEqual(expect.arrayContaining(['status', 'migrate']))
    for (const name of names) {
      const help = huiyin(name, '--help')
      expect(help).toMatchObject({ status: 0, stdout: expect.stringContaining(`./huiyin ${name}`) })
      expect(help.stdout).toMatch(/^ {2}--json /m)
      expect(help.stdout).not.toMatch(/FOLDER|FILE|NAME|<[a-z]+>/)
    }
    expect(huiyin('import', '--help').stdout).toMatch(/退出码 +0 全部导入；3 /)
  })
  test('an unknown command or option fails with one sentence and says where to look', () => {
    expect(huiyin('destroy')).toMatchObject({ status: 1, stdout: '', stderr: '没有“destroy”这个命令，./huiyin --help 列出全部命令。\n' })
    expect(huiyin('status', '--nonsense')).toMatchObject({ status: 1, stderr: '没有“--nonsense”这个选项，./huiyin status --help 说明用法。\n' })
    expect(huiyin('import', 'letters', 'x.jsonl', '--source').stderr).toBe('选项“--source”后面缺少内容，./huiyin import --help 说明用法。\n')
    expect(huiyin('status', '--json=yes').stderr).toBe('选项“--json”不带内容，./huiyin status --help 说明用法。\n')
    expect(huiyin('constructor').status).toBe(1)
  })
  test('a nightly backup to a place that cannot be is refused at once, and nothing hangs (R-C19)', () => {
    for (const to of ['/proc/nothing/here', '/sys/huiyin'])
      expect(huiyin('backup', '--nightly', '01:30', '--to', to, '--data', data)).toMatchObject({ status: 1, stdout: '', stderr: `文件夹 ${to} 用不了：建不起来，或不能写入。\n` })
    expect(huiyin('backup', '--nightly', '01:30', '--to', join(data, 'keys', 'here'), '--data', data).stderr).toContain('密钥文件夹')
  })
  test('where there is no database nothing is made and nothing is said to be well', () => {
    const elsewhere = join(folder, 'mistyped')
    const letters = join(projectRoot, 'journeys/letters.jsonl')
    for (const args of [['verify'], ['export', join(folder, 'out')], ['import', 'letters', letters], ['user', 'list']])
      expect(huiyin(...args, '--data', elsewhere)).toMatchObject({ status: 1, stdout: '', stderr: `${elsewhere} 中没有回音的数据，请核对 --data；首次使用请先运行 npm start。\n` })
    expect([elsewhere, join(folder, 'out')].filter((path) => existsSync(path))).toEqual([])
  })
  test('status touches nothing; migrate brings the tables up; --json is only the result', () => {
    expect(JSON.parse(huiyin('status', '--json', '--data', data).stdout)).toMatchObject({ server: null, database: { kind: 'embedded', folder: null, running: false } })
    expect(existsSync(data)).toBe(false)
    const migrated = huiyin('migrate', '--json', '--data', data)
    expect(migrated).toMatchObject({ status: 0, stderr: '' })
    const { applied, total } = JSON.parse(migrated.stdout) as { applied: string[]; total: number }
    expect(applied).toHaveLength(total)
    expect(JSON.parse(huiyin('migrate', '--json', '--data', data).stdout)).toEqual({ applied: [], total })
    expect(huiyin('status', '--data', data).stdout).toContain('未运行')
  })
})
