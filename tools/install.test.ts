import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../platform/database/migrate.ts'

/** A project of two packages that lie in its own folder, so that npm needs no network. */
const root = await mkdtemp(join(tmpdir(), 'huiyin-install-'))
const json = (path: string, value: object) => writeFile(join(root, path), JSON.stringify(value))
const quiet = {
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, npm_config_update_notifier: 'false', npm_config_offline: 'true', npm_config_install_links: 'true', npm_execpath: '', HUIYIN_LANG: 'zh' },
} as const
const lock = () => spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], quiet)
const install = (scope = 'run', env = {}) => spawnSync(process.execPath, ['tools/install.mjs', scope], { ...quiet, env: { ...quiet.env, ...env } })
const marker = () => JSON.parse(readFileSync(join(root, 'node_modules/.huiyin-installed'), 'utf8')) as { scope: string }

beforeAll(async () => {
  await mkdir(join(root, 'packages/node/bin'), { recursive: true })
  await mkdir(join(root, 'packages/checker'), { recursive: true })
  await mkdir(join(root, 'tools'))
  await mkdir(join(root, 'data'))
  await writeFile(join(root, 'packages/node/bin/node'), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 })
  await json('packages/node/package.json', { name: 'node', version: '24.0.0', bin: { node: 'bin/node' } })
  await json('packages/checker/package.json', { name: 'checker', version: '1.0.0' })
  await json('package.json', { name: 'small', version: '1.0.0', dependencies: { node: 'file:packages/node' } })
  await cp(join(projectRoot, 'tools/install.mjs'), join(root, 'tools/install.mjs'))
  expect(lock().status).toBe(0)
})
afterAll(() => rm(root, { recursive: true }))

describe('installing what is missing', () => {
  test('a fresh clone is installed; the second time nothing is done, npm is not even called', () => {
    const first = install()
    expect(first.stderr).toContain('正在安装运行所需的软件包')
    expect(first.status).toBe(0)
    const again = install('run', { PATH: '/nonexistent' })
    expect(again.stderr).toBe('')
    expect(again.status).toBe(0)
  })
  test('tests need more than running: what is missing is added, and then serves both', async () => {
    await json('package.json', { name: 'small', version: '1.0.0', dependencies: { node: 'file:packages/node' }, devDependencies: { checker: 'file:packages/checker' } })
    lock()
    expect(install('run').status).toBe(0)
    expect(marker().scope).toBe('run')
    const all = install('all')
    expect(all.stderr).toContain('测试所需')
    expect(marker().scope).toBe('all')
    expect(existsSync(join(root, 'node_modules/checker'))).toBe(true)
    expect(install('run', { PATH: '/nonexistent' }).stderr).toBe('')
  })
  test('never under a running server: it says so and touches nothing', async () => {
    const server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'start.ts'], { stdio: 'ignore' })
    try {
      await json('data/running.json', { pid: server.pid, address: 'http://127.0.0.1:1' })
      await json('package.json', { name: 'small', version: '1.0.0', dependencies: { node: 'file:packages/node', checker: 'file:packages/checker' } })
      await rm(join(root, 'node_modules/checker'), { recursive: true })
      await rm(join(root, 'node_modules/.package-lock.json'))
      lock()
      const refused = install()
      expect(refused.stderr.trim()).toBe(`软件包清单已更新，但程序正在运行（进程 ${server.pid}），未作改动。请先停止它，再运行一次。`)
      expect(refused.status).toBe(3)
    } finally {
      server.kill()
    }
  })
  test('a note left by a server that was killed does not stand in the way', async () => {
    await json('data/running.json', { pid: process.pid, address: 'http://127.0.0.1:1' }) // the number belongs to somebody else now
    expect(install().status).toBe(0)
  })
})
