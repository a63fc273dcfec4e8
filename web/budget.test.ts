/** What a slow office machine must fetch before it can work. Builds the client as the server would, and weighs it. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

interface Chunk {
  readonly file: string
  readonly src?: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly css?: readonly string[]
}
const root = fileURLToPath(new URL('..', import.meta.url))
let folder = ''
let manifest: Readonly<Record<string, Chunk>> = {}
const weigh = async (paths: Iterable<string>): Promise<number> => {
  let bytes = 0
  for (const path of new Set(paths)) bytes += gzipSync(await readFile(join(folder, path)), { level: 9 }).length
  return bytes
}
/** A chunk and all it imports at once. */
const closure = (key: string, into = new Set<string>()): Set<string> => {
  const chunk = manifest[key]
  if (!chunk || into.has(chunk.file)) return into
  into.add(chunk.file)
  for (const css of chunk.css ?? []) into.add(css)
  for (const next of chunk.imports ?? []) closure(next, into)
  return into
}
const keyOf = (part: string): string => Object.keys(manifest).find((key) => manifest[key]?.src?.endsWith(part)) ?? ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-client-'))
  vi.stubEnv('NODE_ENV', 'production') // as the server builds it: a test's own would bring the libraries' halves for development
  await build({ root: join(root, 'web'), configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false } })
  vi.unstubAllEnvs()
  manifest = JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')) as typeof manifest
}, 180_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('界面的分量 what the client weighs', () => {
  test('the files index.html names stay under 250 kB compressed', async () => {
    const html = await readFile(join(folder, 'index.html'), 'utf8')
    const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css|svg))"/g)].map((m) => m[1] ?? '')
    expect(named.length).toBeGreaterThan(2)
    expect(await weigh(named)).toBeLessThan(250_000)
  })
  test('everything the work desk loads stays under 400 kB compressed', async () => {
    const entry = closure('index.html')
    expect(entry.size).toBeGreaterThan(1)
    // Once signed in, the work desk itself, and every English word, when asked for.
    const english = Object.keys(manifest).filter((key) => /words\/en\.ts$/.test(key))
    expect(english.length).toBeGreaterThan(3)
    const desks = Object.keys(manifest).filter((key) => /desks\/[a-z]+\/words\/zh-CN\.ts$/.test(key))
    expect(desks.length).toBeGreaterThan(2)
    expect(await weigh([...entry, ...closure(keyOf('pages/work.tsx')), ...[...english, ...desks].flatMap((key) => [...closure(key)])])).toBeLessThan(400_000)
  })
  test('antd comes only with the pages that wear it', () => {
    const entry = closure('index.html')
    const clothes = Object.values(manifest)
      .map((chunk) => chunk.file)
      .filter((file) => /assets\/theme-/.test(file))
    expect(clothes).toHaveLength(1)
    expect(clothes.filter((file) => entry.has(file))).toEqual([])
  })
  test('every place a nonce belongs carries the word the server replaces, and no script or style stands in the page', async () => {
    const html = await readFile(join(folder, 'index.html'), 'utf8')
    expect(html).toContain('property="csp-nonce" nonce="__CSP_NONCE__"')
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
    expect(html).not.toMatch(/<style|\sstyle="|\son\w+="/)
  })
  test('nothing waits at the top level and nothing of Node came along: the oldest office browsers must start it', async () => {
    for (const name of (await readdir(join(folder, 'assets'))).filter((file) => file.endsWith('.js'))) {
      const code = await readFile(join(folder, 'assets', name), 'utf8')
      expect(code, name).not.toMatch(/from\s*"node:|import\(\s*"node:|require\("(?:fs|path|crypto)"\)/)
      expect(code, name).not.toMatch(/(?:^|[;}])\s*await\s+import\(/)
    }
  })
})
