import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { quiet } from '../ctx/house.ts'
import { coverageOf, covers, readFont } from './font-file.ts'
import { openTypesetter, type Typesetter } from './typesetter.ts'

const brought = (folder: string, file: string) => fileURLToPath(new URL(`../../node_modules/@expo-google-fonts/${folder}/${file}`, import.meta.url))
const serif = brought('noto-serif-sc/400Regular', 'NotoSerifSC_400Regular.ttf')
const bold = brought('noto-serif-sc/700Bold', 'NotoSerifSC_700Bold.ttf')
let open: Typesetter | null = null
afterEach(() => open?.close())
const begin = (fonts: string): Typesetter => {
  open = openTypesetter({ fonts, log: quiet, most: 1 })
  return open
}
const folder = () => {
  const path = join(mkdtempSync(join(tmpdir(), 'huiyin-fonts-')), 'fonts')
  mkdirSync(path)
  return path
}

describe('字体检查 fonts', () => {
  test('a font file says its families, its weight and its characters; what is none says nothing', async () => {
    expect((await readFont(serif))?.[0]).toMatchObject({ index: 0, weight: 400 })
    expect((await readFont(serif))?.[0]?.families).toContain('Noto Serif SC')
    expect((await readFont(bold))?.[0]?.weight).toBe(700)
    const coverage = await coverageOf(serif, 0)
    for (const c of '回音办公室〔〕A9镕') expect(covers(coverage, c.codePointAt(0) as number), c).toBe(true)
    expect(covers(coverage, 0x1f600)).toBe(false)
    const path = join(folder(), 'no.ttf')
    writeFileSync(path, 'not a font at all, only words')
    expect(await readFont(path)).toBeNull()
    writeFileSync(path, Buffer.from([0, 1, 0, 0, 0, 9]))
    expect(await readFont(path)).toBeNull()
    expect(await readFont(join(path, 'away'))).toBeNull()
  })
  test('every face stands on files that are named with digest and origin, and the set has a digest of its own (R-E01)', { timeout: 60_000 }, async () => {
    const fonts = await begin(folder()).fonts()
    expect(new Set(fonts.used.map(({ face }) => face))).toEqual(new Set(['title', 'fang', 'kai', 'hei', 'song']))
    for (const one of fonts.used) expect(one.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(fonts.used.find(({ face, family }) => face === 'title' && family === 'Noto Serif SC')).toMatchObject({ file: 'NotoSerifSC_700Bold.ttf', from: 'program', proper: false })
    expect(fonts.digest).toMatch(/^[0-9a-f]{64}$/)
  })
  test('characters no face has are named before a paper is set', { timeout: 60_000 }, async () => {
    const fonts = await begin(folder()).fonts()
    expect(fonts.missing(new Map([['fang', '朱镕基同志 2026年']]))).toEqual([])
    expect(fonts.missing(new Map([['fang', '𪚥龘会议🀀']]))).toEqual([{ face: 'fang', characters: expect.stringContaining('🀀') }])
  })
  test('the office’s own fonts come first as soon as they are there, and the digest is another', { timeout: 60_000 }, async () => {
    const office = folder()
    const typesetter = begin(office)
    const before = await typesetter.fonts()
    // any font under a name the office uses would do; this one is named in its own file
    copyFileSync(serif, join(office, 'NotoSerifSC.ttf'))
    typesetter.renew()
    const after = await typesetter.fonts()
    expect(after.used.find(({ face }) => face === 'song')?.from).toBe('office')
    expect(before.used.find(({ face }) => face === 'song')?.from).not.toBe('office')
    expect(typesetter.processes()).toHaveLength(1)
  })
})
