/** Style, script and seal of the citizens' page, as they are sent: read once, named by their content. The colours are those of the whole house; dark follows the machine. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../database/migrate.ts'

export interface Assets {
  readonly digest: string
  readonly files: ReadonlyMap<string, { readonly type: string; readonly body: Buffer }>
}

/** tokens.css keeps its dark colours under an attribute the shell sets; here nobody sets it, so the machine's wish does. */
export function darkByWish(tokens: string): string {
  const dark = /:root\[data-tone="dark"\] \{([^}]*)\}/.exec(tokens)?.[1]
  if (dark === undefined) throw new Error('web/styles/tokens.css names no dark colours')
  return `${tokens}\n@media (prefers-color-scheme: dark) {\n:root {${dark}}\n}\n`
}

export async function openAssets(root = projectRoot): Promise<Assets> {
  const read = (...path: string[]) => readFile(join(root, ...path), 'utf8')
  const [tokens, page, form, progress, script, seal] = await Promise.all([
    read('web', 'styles', 'tokens.css'),
    read('platform', 'public', 'page.css'),
    read('platform', 'public', 'form.css'),
    read('platform', 'public', 'progress.css'),
    read('platform', 'public', 'page.js'),
    read('web', 'public', 'seal.svg'),
  ])
  const texts: readonly (readonly [name: string, type: string, text: string])[] = [
    ['page.css', 'text/css; charset=utf-8', [darkByWish(tokens), page, form, progress].join('\n')],
    ['page.js', 'text/javascript; charset=utf-8', script],
    ['seal.svg', 'image/svg+xml', seal],
  ]
  const digest = createHash('sha256')
  for (const [, , text] of texts) digest.update(text)
  return { digest: digest.digest('hex').slice(0, 12), files: new Map(texts.map(([name, type, text]) => [name, { type, body: Buffer.from(text) }])) }
}
