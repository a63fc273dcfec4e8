import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../platform/database/migrate.ts'

const folder = await mkdtemp(join(tmpdir(), 'huiyin-cli-'))
await chmod(folder, 0o755)
afterAll(() => rm(folder, { recursive: true }))
const data = join(folder, 'data')
const huiyin = (...args: string[]) =>
  spawnSync(process.execPath, [join(projectRoot, 'app/cli.ts'), ...args], { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, HUIYIN_LANG: 'zh' } })

describe('./huiyin', () => {
  test('lists its commands; each explains itself', () => {
    const overview = huiyin('--help')
    expect(overview.status).toBe(0)
    const names = [...overview.stdout.matchAll(/^ {2}(\S+) +\S/gm)].map((match) => match[1] ?? '')
    expect(names).toEqual(expect.arrayContaining(['status', 'migrate']))
    for (const name of names) expect(huiyin(name, '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining(`./huiyin ${name}`) })
  })
  test('an unknown command or option fails with one sentence and says where to look', () => {
    expect(huiyin('destroy')).toMatchObject({ status: 1, stdout: '', stderr: '没有“destroy”这个命令，./huiyin --help 列出全部命令。\n' })
    expect(huiyin('status', '--nonsense')).toMatchObject({ status: 1, stderr: expect.stringContaining('./huiyin status --help') })
    expect(huiyin('constructor').status).toBe(1)
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
