import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { RefusalError } from '../../kernel/refusal.ts'
import type { LedgerPaper } from '../../typeset/paper/paper.ts'
import { quiet } from '../ctx/house.ts'
import { openTypesetter, type Typesetter, type TypesetterOptions } from './typesetter.ts'

const paper = (rows = 3): LedgerPaper => ({
  template: 'ledger',
  language: 'zh-CN',
  name: '台账',
  printed: '',
  mark: null,
  code: null,
  titles: ['台账'],
  left: '',
  right: '',
  below: '',
  columns: [{ head: '标题', width: 44, centred: false }],
  rows: Array.from({ length: rows }, (_, n) => [`第${n}件`]),
})
let open: Typesetter | null = null
const begin = (more: Partial<TypesetterOptions> = {}): Typesetter => {
  open = openTypesetter({ fonts: join(mkdtempSync(join(tmpdir(), 'huiyin-fonts-')), 'fonts'), log: quiet, most: 1, ...more })
  return open
}
afterEach(() => open?.close())
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof RefusalError ? error.refusal.code : String(error)),
  )
const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('排版 the typesetter', () => {
  test('nothing runs before the first paper, one process sets them one after the other, and none is left when it closes', { timeout: 30_000 }, async () => {
    const typesetter = begin()
    expect(typesetter.processes()).toEqual([])
    const set = await Promise.all([typesetter.set(paper()), typesetter.set(paper()), typesetter.set(paper(200))])
    for (const one of set) expect(Buffer.from(one.pdf).subarray(0, 5).toString()).toBe('%PDF-')
    expect(set[2]?.pages).toBeGreaterThan(3)
    const [pid = 0, ...others] = typesetter.processes()
    expect(others).toEqual([])
    expect(alive(pid)).toBe(true)
    await typesetter.close()
    await expect.poll(() => alive(pid)).toBe(false)
  })
  test('it ends when nothing was printed for a while, and begins again', { timeout: 30_000 }, async () => {
    const typesetter = begin({ seconds: { start: 20, page: 2, idle: 0.2 } })
    await typesetter.set(paper())
    const [first = 0] = typesetter.processes()
    await expect.poll(() => typesetter.processes(), { timeout: 5_000 }).toEqual([])
    await expect.poll(() => alive(first)).toBe(false)
    expect((await typesetter.set(paper())).pages).toBe(1)
  })
  test('a process that is killed over a paper costs that paper alone, in words; the next is set by another', { timeout: 30_000 }, async () => {
    const typesetter = begin()
    await typesetter.set(paper())
    const [pid = 0] = typesetter.processes()
    const lost = code(typesetter.set(paper(1_500), 80))
    const waits = code(typesetter.set(paper()))
    process.kill(pid, 'SIGKILL')
    expect(await lost).toBe('print.failed')
    expect(await waits).toBe('done')
    expect(typesetter.processes()).not.toContain(pid)
  })
  test('killed while it rests: nobody notices', { timeout: 30_000 }, async () => {
    const typesetter = begin()
    await typesetter.set(paper())
    process.kill(typesetter.processes()[0] ?? 0, 'SIGKILL')
    await expect.poll(() => typesetter.processes()).toEqual([])
    expect(await code(typesetter.set(paper()))).toBe('done')
  })
  test('a paper that takes too long is given up, and the next does not wait for it', { timeout: 30_000 }, async () => {
    const typesetter = begin({ seconds: { start: 0.05, page: 0, idle: 60 } })
    expect(await code(typesetter.set(paper(2_000)))).toBe('print.too-slow')
    await expect.poll(() => typesetter.processes()).toEqual([])
  })
  test('when too many wait, one more is refused at once', { timeout: 30_000 }, async () => {
    const typesetter = begin({ queue: 2 })
    const all = Array.from({ length: 6 }, () => code(typesetter.set(paper())))
    const said = await Promise.all(all)
    expect(said.filter((one) => one === 'done')).toHaveLength(3)
    expect(said.filter((one) => one === 'print.busy')).toHaveLength(3)
  })
  test('a template that cannot be set is refused, and takes nothing with it', { timeout: 30_000 }, async () => {
    const typesetter = begin()
    expect(await code(typesetter.set({ ...paper(), template: 'nothing' as never }))).toBe('print.failed')
    expect(await code(typesetter.set(paper()))).toBe('done')
  })
})
