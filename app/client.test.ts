import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { builtClient, clientDigest } from './client.ts'

const root = await mkdtemp(join(tmpdir(), 'huiyin-client-'))
afterAll(() => rm(root, { recursive: true }))
const write = async (path: string, text: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}

describe('the browser client is built once for each content', () => {
  test('without sources there is nothing to build, said in one line', async () => {
    const said: string[] = []
    expect(await builtClient(root, (zh) => said.push(zh))).toBeNull()
    expect(said).toHaveLength(1)
  })
  test('built once, found the next time, built again when a source changes', async () => {
    await write('vite.config.ts', 'export default {}')
    await write('web/index.html', '<!doctype html><title>回音</title><script type="module" src="./start.ts"></script>')
    await write('web/start.ts', 'document.title = "1"')
    const said: string[] = []
    const tell = (zh: string) => said.push(zh)
    const first = await builtClient(root, tell)
    expect(await builtClient(root, tell)).toBe(first)
    expect(said).toEqual(['正在构建界面'])
    await write('web/start.ts', 'document.title = "2"')
    expect(await builtClient(root, tell)).not.toBe(first)
    expect(said).toHaveLength(2)
  })
  test('what the browser never takes does not cause a build: tests, migrations, acts of a desk', async () => {
    const before = await clientDigest(root)
    await write('web/start.test.ts', '')
    await write('kernel/migrations/20260101-matter.sql', '')
    await write('desks/letters/do/reply.ts', '')
    await write('app/server.ts', '')
    expect(await clientDigest(root)).toBe(before)
    await write('desks/letters/screens/letter.tsx', '')
    expect(await clientDigest(root)).not.toBe(before)
  })
})
