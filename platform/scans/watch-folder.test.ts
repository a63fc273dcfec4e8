import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { desks } from '../../app/desks.ts'
import { pdfOf } from '../files/inside/samples.ts'
import { faults } from '../http/test-server.ts'
import { type Asked, pile, type ScansOffice, scansOffice, slipOf } from './scans-office.ts'
import { type Looked, lookIntoFolder, TWO_SIDED } from './watch-folder.ts'

let office: ScansOffice
let letter: Asked
let folder: string
let looked: Looked
beforeAll(async () => {
  office = await scansOffice(inject('cluster'), 'scans-folder', desks)
  letter = await office.asked('北苑小区供暖不足')
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-scans-'))
  looked = new Map()
  await mkdir(join(folder, 'hejing'))
})
afterAll(async () => {
  await office.server.close()
  expect(faults).toEqual([])
})
const look = () => lookIntoFolder({ house: office.server.serving, files: office.server.serving.files, folder }, looked)
const trayOf = async (view = 'ready') =>
  (await office.secretary.get(`/api/scans/tray?view=${view}`)).json as { pages: { no: number; backs: string[] }[]; batches: { name: string; twoSided: boolean }[] }

describe('监视文件夹 the watched folder', () => {
  test('a scan that has stood still is taken for the person whose folder it lies in, then moved to done', async () => {
    await writeFile(join(folder, 'hejing', '早上.pdf'), pile([slipOf(letter)]))
    expect(await look()).toEqual({ taken: 0, refused: 0 }) // it may still be on its way
    expect(await look()).toEqual({ taken: 1, refused: 0 })
    expect(await readdir(join(folder, 'hejing'))).toEqual(['done'])
    expect(await readdir(join(folder, 'hejing', 'done'))).toEqual([expect.stringMatching(/早上\.pdf$/)])
    await office.split()
    expect(await trayOf()).toMatchObject({ pages: [{ no: 1 }], batches: [{ name: '早上.pdf', twoSided: false }] })
  }, 60_000)
  test('one that is still growing waits', async () => {
    const path = join(folder, 'hejing', '正在扫.pdf')
    const bytes = pile([slipOf(letter), { code: null }])
    await writeFile(path, bytes.subarray(0, 5000))
    await look()
    await writeFile(path, bytes)
    expect(await look()).toEqual({ taken: 0, refused: 0 })
    expect(await look()).toEqual({ taken: 1, refused: 0 })
  }, 60_000)
  test('双面 has a folder of its own inside', async () => {
    await mkdir(join(folder, 'hejing', TWO_SIDED))
    await writeFile(join(folder, 'hejing', TWO_SIDED, '两面.pdf'), pile([slipOf(letter), { code: null, blank: true }]))
    await look()
    await look()
    await office.split()
    const { pages, batches } = await trayOf()
    expect(batches[0]).toMatchObject({ name: '两面.pdf', twoSided: true })
    expect(pages.at(-1)?.backs).toHaveLength(1)
  }, 60_000)
  test.each([
    ['hejing', '不是扫描件.pdf', 'x = 1; y', '回录托盘只接收 PDF'],
    ['hejing', '机密★1年 方案.pdf', '%PDF-1.4 x', '密级'],
    ['muyang', '别处.pdf', '%PDF-1.4 x', '权限'],
    ['nobody', '谁的.pdf', '%PDF-1.4 x', '登录名'],
    ['', '放错地方.pdf', '%PDF-1.4 x', '登录名'],
    ['hejing', '扫描.pdf', pdfOf(['某项工作的方案', '机密★3年']), '密级'],
  ])('refused, moved aside with a text that says why: %s/%s', async (own, name, bytes, words) => {
    await mkdir(join(folder, own), { recursive: true })
    await writeFile(join(folder, own, name), bytes)
    await look()
    expect(await look()).toEqual({ taken: 0, refused: 1 })
    const moved = (await readdir(join(folder, own, 'refused'))).sort()
    expect(moved).toEqual([expect.stringMatching(/\.pdf$/), expect.stringMatching(/\.pdf\.txt$/)])
    expect(await readFile(join(folder, own, 'refused', moved[1] ?? ''), 'utf8')).toContain(words)
    expect(await look()).toEqual({ taken: 0, refused: 0 })
  })
  test('a link that leads out of the folder is not followed', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'huiyin-elsewhere-'))
    await writeFile(join(elsewhere, '外面.pdf'), pile([slipOf(letter)]))
    await symlink(join(elsewhere, '外面.pdf'), join(folder, 'hejing', '链接.pdf'))
    await symlink(elsewhere, join(folder, 'hejing', TWO_SIDED))
    await look()
    expect(await look()).toEqual({ taken: 0, refused: 0 })
    expect(await readdir(elsewhere)).toEqual(['外面.pdf'])
    await rm(elsewhere, { recursive: true })
  })
})
