/** Words: complete in both languages, in the office's tone, and one for every refusal. Rule: architecture §7 */
import { pathToFileURL } from 'node:url'
import { wordNames } from '../../kernel/lifecycle/define.ts'
import { declarationOf } from './desks.ts'
import { type Check, type House, isTest } from './house.ts'

type Flat = ReadonlyMap<string, string>
interface Book {
  readonly room: string
  readonly path: string
  readonly zh: Flat
  readonly en: Flat
}
function flatten(value: unknown, prefix = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'string') into.set(prefix, value)
  else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) flatten(inner, prefix ? `${prefix}.${key}` : key, into)
  return into
}
const load = async (house: House, path: string) => (await import(pathToFileURL(`${house.root}/${path}`).href)) as Record<string, unknown>
/** The one object of words a module exports. */
const only = (module: Record<string, unknown>) => flatten(Object.values(module).find((v) => typeof v === 'object'))

/** Every pair words/zh-CN.ts + words/en.ts: the kernel's, the shell's, each desk's. */
export async function books(house: House): Promise<Book[]> {
  const room = (path: string) => path.split('/')[path.startsWith('desks/') ? 1 : 0] ?? ''
  return Promise.all(
    house.files
      .filter((path) => /(^|\/)words\/zh-CN\.ts$/.test(path))
      .map(async (path) => {
        const english = path.replace('zh-CN.ts', 'en.ts')
        return { room: room(path), path, zh: only(await load(house, path)), en: house.has(english) ? only(await load(house, english)) : new Map<string, string>() }
      }),
  )
}

export const bothLanguages: Check = {
  name: 'words are complete in Chinese and English',
  async run(house) {
    return (await books(house)).flatMap(({ path, zh, en }) => [
      ...[...zh.keys()].filter((key) => !en.has(key)).map((key) => `${path}: no English for ${key}`),
      ...[...en.keys()].filter((key) => !zh.has(key)).map((key) => `${path}: no Chinese for ${key}`),
      // empty in both languages is said on purpose: a figure without a denominator
      ...[...zh].filter(([key, text]) => (text.trim() === '') !== (en.get(key)?.trim() === '')).map(([key]) => `${path}: ${key} is empty in one language`),
      ...[...zh, ...en].filter(([, text]) => /[!！]/.test(text)).map(([key]) => `${path}: ${key} shouts`),
      ...[...zh]
        .filter(([, text]) => /[a-z]{4,}/i.test(text.replace(/\{\{?[^}]*\}?\}|Excel|XLSX|JSONL|English|\.[a-z]+\b/g, '')) && !/[一-龥]/.test(text))
        .map(([key]) => `${path}: ${key} is not Chinese`),
      ...[...en].filter(([, text]) => /[一-龥]/.test(text.replace(/中文|[〔“「(（][^〕”」)）]*[〕”」)）]/g, ''))).map(([key]) => `${path}: English ${key} holds Chinese`),
    ])
  },
}

const call = /\brefuse\(\s*['"]([a-z][\w-]*\.[\w.-]+)['"]/g
const literal = /['"]([a-z][a-z-]*\.[a-z]+(?:-[a-z0-9]+)*)['"]/g
/** The codes the house can refuse with: every `refuse('…')`, and what a desk's needs answer. */
export function codes(house: House): Map<string, string> {
  const found = new Map<string, string>()
  for (const path of house.files.filter((p) => /^(kernel|desks|platform|app|typeset)\/.*\.tsx?$/.test(p) && !isTest(p))) {
    for (const match of house.text(path).matchAll(call)) found.set(match[1] ?? '', path)
    const desk = /^desks\/([^/]+)\/lifecycle\.ts$/.exec(path)?.[1]
    if (desk) for (const match of house.text(path).matchAll(literal)) if (match[1]?.startsWith(`${desk}.`)) found.set(match[1], path)
  }
  return found
}
export const refusalsHaveWords: Check = {
  name: 'every refusal has words',
  async run(house) {
    const known = new Set((await books(house)).flatMap(({ zh }) => [...zh.keys()].filter((key) => key.startsWith('refusals.')).map((key) => key.slice('refusals.'.length))))
    return [...codes(house)].filter(([code]) => !known.has(code)).map(([code, path]) => `${path}: no words for ${code}`)
  },
}

/** Whatever a desk declares has a name in both languages; kernel moves bring theirs. */
export const declaredHaveWords: Check = {
  name: 'every state, move, role, clock, power and result of a desk has words',
  async run(house) {
    const all = await books(house)
    const perDesk = house.desks.map(async (desk) => {
      const declared = await declarationOf(house, desk)
      const words = all.find((book) => book.room === desk)?.zh
      if (!declared || !words) return []
      const { states, moves } = declared.lifecycle
      const roles = Object.values(moves).flatMap((move) => (move.effects ?? []).flatMap((effect) => (effect.effect === 'give' ? [effect.role] : [])))
      const kernel: readonly string[] = wordNames
      const needed = [
        ...Object.keys(states).map((key) => `states.${key}`),
        ...Object.keys(moves)
          .filter((key) => !kernel.includes(key))
          .map((key) => `moves.${key}`),
        ...roles.map((key) => `roles.${key}`),
        ...Object.keys(declared.clocks).map((key) => `clocks.${key}`),
        ...Object.keys(declared.powers).map((key) => `powers.${key}`),
        ...declared.results.map((key) => `results.${key}`),
      ]
      return [...new Set(needed)].filter((key) => !words.has(key)).map((key) => `desks/${desk}: no word for ${key}`)
    })
    return (await Promise.all(perDesk)).flat()
  },
}
