/** The browser client: files named by their content for ever, index.html fresh each time with a nonce of its own. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type BrotliOptions, brotliCompress, constants, gzip } from 'node:zlib'
import fixed from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RefusalError, refuse } from '../../kernel/refusal.ts'

const PLACEHOLDER = '__CSP_NONCE__'
/** No inline script, nothing from elsewhere; antd's style elements carry the page's nonce. */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Compressed once, beside the files, while the server already answers. */
export async function compressClient(folder: string): Promise<void> {
  for (const path of (await readdir(folder, { recursive: true })).filter((name) => /\.(?:js|css|svg|json|txt)$/.test(name))) {
    const full = join(folder, path)
    const plain = await readFile(full)
    if (plain.length < 1_024) continue
    await beside(`${full}.gz`, () => gzipped(plain, { level: 9 }))
    await beside(`${full}.br`, () => brotlied(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }))
  }
}
const gzipped = promisify(gzip)
const brotlied = promisify<Buffer, BrotliOptions, Buffer>(brotliCompress)
async function beside(path: string, make: () => Promise<Buffer>): Promise<void> {
  if (existsSync(path)) return
  const half = `${path}.${randomBytes(6).toString('hex')}.half`
  await writeFile(half, await make())
  await rename(half, path)
}

/** Addresses of pages carry no dot; what does and was not found is a file that is not there. */
const isPage = (url: string) => !/\.[a-z0-9]+$/i.test(url.split(/[?#]/)[0] ?? '')

export async function clientRoutes(app: FastifyInstance, folder: string): Promise<void> {
  const index = await readFile(join(folder, 'index.html'), 'utf8')
  const page = (reply: FastifyReply) => {
    const nonce = randomBytes(18).toString('base64url')
    return reply
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(index.replaceAll(PLACEHOLDER, nonce))
  }
  await app.register(async (files) => {
    files.addHook('onRoute', (route) => {
      route.config = { ...route.config, gate: 'public' }
    })
    await files.register(fixed, {
      root: folder,
      prefix: '/',
      index: false,
      wildcard: false,
      preCompressed: true,
      decorateReply: false,
      dotfiles: 'ignore',
      globIgnore: ['index.html', '.vite/**', '**/*.br', '**/*.gz'],
      setHeaders: (reply, path) => void reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=300'),
    })
  })
  app.get('/', { config: { gate: 'public' } }, (_, reply) => page(reply))
  app.get('/*', { config: { gate: 'public' } }, (request: FastifyRequest, reply) => {
    if (request.url.startsWith('/api/') || !isPage(request.url)) throw new RefusalError(refuse('http.no-such-address', {}, 404))
    return page(reply)
  })
}
