/** `npm run desk:new vehicles 车辆`: a desk that passes the house check, with its line in both registries. Then fill it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type DeskNames, deskNames, renamed } from './desk-names.ts'
import { installed } from './stage.ts'

const template = fileURLToPath(new URL('desk-template', import.meta.url))

function filesOf(folder: string, inside = ''): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = inside ? `${inside}/${entry.name}` : entry.name
    return entry.isDirectory() ? filesOf(folder, path) : [path]
  })
}

/** Adds imports under the last one and an entry at the end of the list `desks`. @throws Error where there is no such list */
export function withDesk(registry: string, imports: readonly string[], entry: string): string {
  const list = /export const desks\b[^=]*= \[/.exec(registry)
  if (!list) throw new Error('there is no list "desks" to add a line to')
  let depth = 1
  let end = list.index + list[0].length
  for (; depth > 0 && end < registry.length; end++) depth += registry[end] === '[' ? 1 : registry[end] === ']' ? -1 : 0
  const inside = registry.slice(list.index + list[0].length, end - 1).trimEnd()
  const lines = inside === '' ? `\n  ${entry},\n` : `${inside}${inside.endsWith(',') ? '' : ','}\n  ${entry},\n`
  const added = `${registry.slice(0, list.index + list[0].length)}${lines}${registry.slice(end - 1)}`
  const last = [...added.matchAll(/^import .*$/gm)].at(-1)
  const at = last ? last.index + last[0].length + 1 : 0
  return `${added.slice(0, at)}${imports.join('\n')}\n${added.slice(at)}`
}
function serverSide({ key, camel, pascal }: DeskNames): [string[], string] {
  const from = (file: string) => `'../desks/${key}/${file}.ts'`
  return [
    [
      `import { loadDemo${pascal} } from ${from('demo')}`,
      `import { ${camel} } from ${from('desk')}`,
      `import { routes as ${camel}Routes } from ${from('routes')}`,
      `import * as ${camel}Tables from ${from('tables')}`,
      `import { en as ${camel}En } from ${from('words/en')}`,
      `import { zh as ${camel}Zh } from ${from('words/zh-CN')}`,
    ],
    `entry(${camel}, ${camel}Tables, ${camel}Routes, { 'zh-CN': ${camel}Zh, en: ${camel}En }, loadDemo${pascal})`,
  ]
}
const browserSide = ({ key, camel }: DeskNames): [string[], string] => [[`import { screens as ${camel}Screens } from '../desks/${key}/screens/pages.ts'`], `${camel}Screens`]

/** @param root of the project or a copy of it. @returns the files made, or a plain sentence why not */
export function makeDesk(root: string, key: string, name: string, today: string): readonly string[] | string {
  const desks = readdirSync(join(root, 'desks'), { withFileTypes: true }).filter((e) => e.isDirectory())
  const marks = desks.flatMap(({ name: desk }) => {
    try {
      return /series: '(.*?)〔/.exec(readFileSync(join(root, 'desks', desk, 'desk.ts'), 'utf8'))?.[1] ?? []
    } catch {
      return [] // a folder without a declaration numbers nothing
    }
  })
  const names = deskNames(
    key,
    name,
    desks.map((e) => e.name),
    marks,
  )
  if (typeof names === 'string') return names
  // migrations run by date: the desk's must not come before the tables it points at, whatever this machine's clock says
  const newest =
    readdirSync(join(root, 'kernel/migrations'))
      .map((file) => file.slice(0, 8))
      .sort()
      .at(-1) ?? today
  const date = today > newest ? today : newest
  const made = filesOf(template).map((path) => ({
    to: `desks/${key}/${path.replace(/^migrations\/\d{8}/, `migrations/${date}`)}`,
    text: renamed(readFileSync(join(template, path), 'utf8'), names),
  }))
  for (const { to, text } of made) {
    mkdirSync(dirname(join(root, to)), { recursive: true })
    writeFileSync(join(root, to), text)
  }
  const registries: readonly (readonly [string, [string[], string]])[] = [
    ['app/desks.ts', serverSide(names)],
    ['app/desks.web.ts', browserSide(names)],
  ]
  for (const [file, [imports, entry]] of registries) writeFileSync(join(root, file), withDesk(readFileSync(join(root, file), 'utf8'), imports, entry))
  const written = [...made.map((m) => m.to), ...registries.map(([file]) => file)]
  const code = written.filter((path) => /\.tsx?$/.test(path))
  execFileSync(process.execPath, [installed('@biomejs/biome/bin/biome'), 'check', '--write', ...code], { cwd: root, stdio: 'ignore' })
  return written
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { root: { type: 'string' } } })
  const [key = '', name = ''] = positionals
  const root = resolve(values.root ?? fileURLToPath(new URL('..', import.meta.url)))
  const made = makeDesk(root, key, name, new Date().toISOString().slice(0, 10).replaceAll('-', ''))
  if (typeof made === 'string') {
    console.error(`${made}\nnpm run desk:new vehicles 车辆`)
    process.exitCode = 1
  } else {
    for (const path of made) console.log(path)
    console.log(`\nNow: npm run check:house, then fill desks/${key}/lifecycle.ts, clocks.ts, powers.ts, shape.ts and its words.`)
  }
}
