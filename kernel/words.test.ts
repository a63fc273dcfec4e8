/** Words: every refusal the code can give has its sentence in both languages. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { publicWords } from '../platform/public/frame.ts'
import { wordNames } from './lifecycle/define.ts'
import { kernelWords, refusalText, say } from './words.ts'

const root = new URL('..', import.meta.url).pathname
const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(root, folder, name))
const given = (): Set<string> => {
  const codes = new Set<string>()
  for (const path of ['kernel', 'platform'].flatMap(filesOf))
    for (const [, code] of readFileSync(path, 'utf8').matchAll(/\brefuse\(\s*'([a-z]+\.[a-z-]+)'/g)) if (code) codes.add(code)
  return codes
}
const leaves = (tree: object, at = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [`${at}${key}`] : leaves(value as object, `${at}${key}.`)))

describe('机关用语 the kernel’s words', () => {
  test('every refusal the kernel and the platform can give has words in Chinese and English', () => {
    const codes = given()
    expect(codes.size).toBeGreaterThan(80)
    // what is said to citizens stands with their page
    for (const language of ['zh-CN', 'en'] as const)
      expect([...codes].filter((code) => !(code in kernelWords[language].refusals) && !(code in publicWords[language].refusals))).toEqual([])
  })
  test('a fact named in one language is named in the other', () => {
    const named = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort()
    const en: Readonly<Record<string, string>> = kernelWords.en.refusals
    for (const [code, text] of Object.entries(kernelWords['zh-CN'].refusals)) expect(named(en[code] ?? ''), code).toEqual(named(text))
    const told: Readonly<Record<string, string>> = publicWords.en.refusals
    for (const [code, text] of Object.entries(publicWords['zh-CN'].refusals)) expect(named(told[code] ?? ''), code).toEqual(named(text))
  })
  test('every office word has a name, and no text is empty or shouts', () => {
    for (const words of [kernelWords['zh-CN'], kernelWords.en]) for (const word of wordNames) expect((words.moves as Record<string, string>)[word], word).toBeTruthy()
    expect(leaves(kernelWords.en)).toEqual(leaves(kernelWords['zh-CN']))
    expect(JSON.stringify(kernelWords)).not.toMatch(/[!！]/)
  })
  test('English counts as one says it: 1 working day, 5 working days; Chinese needs no such thing', () => {
    expect(say('{{n}} working [day|days], {{m}} [part is|parts are] open', { n: 1, m: 3 }, 'en')).toBe('1 working day, 3 parts are open')
    expect(say('{{name}} [a|b]', { name: '1' }, 'en')).toBe('1 a')
    expect(say('{{name}}', { name: '[a|b]' }, 'en'), 'what somebody typed stays as it is').toBe('[a|b]')
    expect(refusalText('people.unit-has-posts', { n: 1 }, 'en')).toBe('The unit still has 1 post.')
    expect(refusalText('people.unit-has-posts', { n: 2 }, 'en')).toBe('The unit still has 2 posts.')
    expect(JSON.stringify(kernelWords['zh-CN'])).not.toMatch(/\[[^\]]+\|/)
  })
  test('an instant among the facts is told in office time, never as a machine writes it (R-F20)', () => {
    expect(refusalText('kernel.already-done', { by: '王芳', at: '2026-11-25T10:00:00.000Z' }, 'zh-CN')).toBe('已由王芳于11月25日 18:00办理。')
    expect(refusalText('kernel.already-done', { by: 'Wang Fang', at: '2026-11-25T10:00:00.000Z' }, 'en')).toBe('Already done by Wang Fang on 25 Nov 18:00.')
  })
  test('a desk’s own words come first; a code nobody wrote words for still answers in a sentence', () => {
    expect(refusalText('letters.no-site-evidence', {}, 'zh-CN', { 'letters.no-site-evidence': '请附现场材料。' })).toBe('请附现场材料。')
    expect(refusalText('letters.unheard-of', {}, 'zh-CN')).toBe(kernelWords['zh-CN'].refusals['kernel.refused'])
    expect(say('缺{{list}}', { list: ['签发', '送达'] })).toBe('缺签发、送达')
  })
})
