/** Builds the browser client once for each content of its sources. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const sources = ['web', 'desks', 'kernel', 'typeset', 'app', 'vite.config.ts', 'tsconfig.web.json', 'tsconfig.base.json', 'package-lock.json']
/** Not in the client: tests, migrations, and what the house check forbids the browser to take. */
const never = [
  /\.test\.tsx?$/,
  /\.(sql|md)$/,
  /^app\/(?![^/]+\.web\.)/,
  /^desks\/[^/]+\/(do|read|print)\//,
  /^kernel\/(write|people|reading|history|numbering|outbox)\/(?!shape\.ts$)/,
]
const belongs = (path: string) => !never.some((pattern) => pattern.test(path))

async function* walk(root: string, path: string): AsyncGenerator<string> {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (!(await stat(full)).isDirectory()) {
    if (belongs(path)) yield path
    return
  }
  for (const name of (await readdir(full)).sort()) yield* walk(root, `${path}/${name}`)
}

/** Changes exactly when the built client would. */
export async function clientDigest(root: string): Promise<string> {
  const digest = createHash('sha256')
  for (const source of sources) {
    for await (const path of walk(root, source))
      digest
        .update(`${path}\0`)
        .update(await readFile(join(root, path)))
        .update('\0')
  }
  return digest.digest('hex').slice(0, 16)
}

/**
 * The folder of the built client, built now if these sources never were.
 * @returns null where there is no client to build
 */
export async function builtClient(root: string, tell: (zh: string, en: string) => void): Promise<string | null> {
  if (!existsSync(join(root, 'web')) || !existsSync(join(root, 'vite.config.ts'))) {
    tell('没有浏览器界面的源文件，只提供接口', 'There are no sources of the browser client; serving the interface only')
    return null
  }
  const dist = join(root, 'dist')
  const folder = join(dist, `client-${await clientDigest(root)}`)
  if (!existsSync(join(folder, 'index.html'))) {
    tell('正在构建界面', 'Building the browser client')
    const half = `${folder}.${process.pid}.half`
    const { build } = await import('vite')
    const mode = process.env.NODE_ENV
    await build({ root: await viteRoot(root), configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir: half, emptyOutDir: true } })
    // Vite sets it for the whole process; a start that builds must run as one that does not.
    if (mode === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = mode
    if (!existsSync(join(half, 'index.html'))) throw new Error(`the client build made no index.html in ${half}`)
    await rename(half, folder).catch(async (error: NodeJS.ErrnoException) => {
      await rm(half, { recursive: true, force: true }) // another start built the same meanwhile
      if (!existsSync(join(folder, 'index.html'))) throw error
    })
    await keepLatest(dist)
  }
  return folder
}

/** Where index.html is: the project, or web/. */
const viteRoot = async (root: string) => (existsSync(join(root, 'index.html')) ? root : join(root, 'web'))

/** Three builds are enough to go back to a branch or two. */
async function keepLatest(dist: string): Promise<void> {
  const names = (await readdir(dist)).filter((name) => name.startsWith('client-'))
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(dist, name))).mtimeMs })))
  for (const { name } of dated.sort((a, b) => b.at - a.at).slice(3)) await rm(join(dist, name), { recursive: true, force: true })
}
