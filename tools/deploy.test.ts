import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../platform/config.ts'
import { dockerBuilds, systemdAnalyze } from './allowed-skips.ts'
import { root } from './stage.ts'

const read = (name: string) => readFile(join(root, 'deploy', name), 'utf8')

describe('deploy', () => {
  test.skipIf(!systemdAnalyze())('systemd reads both units without complaint, and rates it better than exposed (needs systemd-analyze)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-unit-'))
    try {
      for (const name of ['huiyin.service', 'huiyin-public.service']) {
        const unit = join(folder, name)
        await writeFile(unit, (await read(name)).replaceAll('/opt/huiyin', root.replace(/\/$/, '')))
        const verified = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })
        expect(verified.stderr + verified.stdout).toBe('')
        expect(verified.status).toBe(0)
        const rated = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=60', unit], { encoding: 'utf8' })
        expect(rated.status, rated.stdout.slice(-400)).toBe(0)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
  test('unit and containers start the program with options it knows, never as root, and reach the network by TLS only (R-C13)', async () => {
    const [unit, image, compose] = await Promise.all([read('huiyin.service'), read('Dockerfile'), read('compose.yaml')])
    const options = [
      /app\/start\.ts (--.*)$/m.exec(unit)?.[1]?.split(' ') ?? [],
      JSON.parse(/^CMD (\[.*\])$/m.exec(image)?.[1] ?? '[]') as string[],
      JSON.parse((/command: (\[.*\])$/m.exec(compose)?.[1] ?? '[]').replace(/\$\{HUIYIN_NAME[^}]*\}/, 'oa.example.cn')) as string[],
    ]
    expect(options.map((flags) => readConfig(flags, {}, root).network.protection.kind)).toEqual(['none', 'self-made', 'self-made'])
    expect(unit).toMatch(/^User=huiyin$/m)
    const apart = await read('huiyin-public.service')
    expect(readConfig(/app\/start\.ts (--.*)$/m.exec(apart)?.[1]?.split(' ') ?? [], {}, root)).toMatchObject({ role: 'public', network: { host: '127.0.0.1' } })
    expect(apart).toMatch(/^User=huiyin$/m)
    expect(image.indexOf('USER huiyin')).toBeGreaterThan(0)
    expect(image.slice(image.indexOf('USER huiyin')).match(/^USER /gm)).toHaveLength(1)
    for (const path of ['app/start.ts', 'app/healthy.ts', 'tools/install.mjs']) expect(existsSync(join(root, path))).toBe(true)
  })
  test.skipIf(!dockerBuilds())('the image builds and does not run as root (needs Docker with its base image)', { timeout: 900_000 }, () => {
    const built = spawnSync('docker', ['build', '-q', '-f', 'deploy/Dockerfile', '.'], { cwd: root, encoding: 'utf8' })
    expect(built.stderr).toBe('')
    const who = spawnSync('docker', ['run', '--rm', '--entrypoint', 'id', built.stdout.trim(), '-un'], { encoding: 'utf8' })
    expect(who.stdout.trim()).toBe('huiyin')
  })
})
