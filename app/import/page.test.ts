import { Readable } from 'node:stream'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeOfficeFolder, type OfficeFolder } from '../../journeys/office-folder.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { RefusalError } from '../../kernel/refusal.ts'
import { addMillis } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { systemIds } from '../../platform/clock.ts'
import { runAct } from '../../platform/ctx/handle.ts'
import { runReading, withReading } from '../../platform/ctx/reading.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { openFileStore } from '../../platform/files/store.ts'
import { prepareQueue } from '../../platform/jobs/queue.ts'
import { importNow, type Place, resumeImports, SILENT } from './at-work.ts'
import { importRoutes } from './routes.ts'

interface Row {
  readonly id: string
  readonly state: string
  readonly report: { written: number; before: number; refused: number; faults: { line: number; words: { zh: string } }[] } | null
}
describe('启用导入页 the cut-over on a page (R-S13)', () => {
  let office: OfficeFolder
  let place: Place
  let routes: ReturnType<typeof importRoutes>
  const people = new Map<string, PersonId>()
  beforeAll(async () => {
    office = await makeOfficeFolder()
    await prepareQueue(office.env.database)
    place = { house: office.house, files: openFileStore(office.env.folders.files), data: office.data }
    routes = importRoutes(place)
    for (const { id, name } of await rows<{ id: PersonId; name: string }>('select p.id, p.name from person p')) people.set(name, id)
  }, 120_000)
  afterAll(async () => {
    await office.close()
    office.remove()
  })
  const rows = <T extends object>(text: string, values: readonly unknown[] = []) => inAct(office.env.pools.act, (tx) => run<T>(tx, text, values))
  const who = (name: string) => ({ person: people.get(name) as PersonId })
  let keys = 0
  async function act<T>(name: string, key: string, input: unknown): Promise<T> {
    const handled = routes.acts.find((one) => one.contract.key === key)
    if (!handled) throw new Error(`no act ${key}`)
    return (await runAct(office.house, handled, { who: who(name), key: `page-test-${keys++}`, input })) as T
  }
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof RefusalError ? error.refusal.code : String(error)),
    )
  const [reading] = [() => routes.readings[0]]
  const runOf = async (name: string, id: string): Promise<Row> => {
    const handled = reading()
    if (!handled) throw new Error('no reading')
    const [row] = ((await runReading(office.house, handled, who(name), { id })) as { rows: Row[] }).rows
    if (!row) throw new Error('no such run')
    return row
  }
  async function upload(name: string, file: string, sheet: readonly (readonly unknown[])[]): Promise<string> {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([['封面']]), '说明')
    utils.book_append_sheet(book, utils.aoa_to_sheet(sheet as unknown[][]), '台账')
    const { digest, size, kind } = await place.files.put(Readable.from(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer), 10_000_000)
    const id = systemIds(() => office.house.clock.now()).next()
    await rows('insert into upload (id, digest, name, kind, size, by, at) values ($1, $2, $3, $4, $5, $6, now())', [id, digest, file, kind.kind, size, people.get(name)])
    return id
  }
  const sheet = [
    ['流水', '主题', '来信内容', '答复内容', '来文日期', '答复日期', '备注'],
    ['1', '供水', '三楼没有水。', '已修好。', '2025-03-05', '2025-03-20', ''],
    ['2', '供电', '停电两次。', '已更换线路。', '2025-04-05', '2025-04-20', ''],
    ['3', '供气', '气压低。', '已调压。', '不详', '2025-05-20', '旧'],
  ]
  const columns = { 流水: 'id', 主题: 'title', 来信内容: 'body', 答复内容: 'reply', 来文日期: 'receivedAt', 答复日期: 'repliedAt' }
  const start = async (name: string, file: string, more: object = {}) =>
    (await act<{ id: string }>(name, 'imports.start', { what: 'letters', file, sheet: '台账', source: '旧系统', columns, look: false, ...more })).id
  const work = (id: string) => importNow(place, id, new AbortController().signal)

  test('a workbook is looked at: sheets, headings with a few cells, what they seem to say; a saved mapping is taken instead', async () => {
    const file = await upload('高敏', '旧来信.xlsx', sheet)
    const looked = await act<{ sheets: string[]; headings: { heading: string; samples: string[]; field: string | null }[]; rows: number }>('高敏', 'imports.look', {
      what: 'letters',
      file,
      sheet: '台账',
    })
    expect(looked).toMatchObject({ sheets: ['说明', '台账'], rows: 3 })
    expect(looked.headings[0]).toEqual({ heading: '流水', samples: ['1', '2', '3'], field: null })
    expect(looked.headings.find((one) => one.heading === '主题')?.field).toBe('title')
    await act('高敏', 'imports.saveMapping', { what: 'letters', name: '信访旧系统', columns })
    expect(await act('高敏', 'imports.look', { what: 'letters', file, sheet: '台账', mapping: '信访旧系统' })).toMatchObject({
      mappings: ['信访旧系统'],
      headings: expect.arrayContaining([expect.objectContaining({ heading: '流水', field: 'id' })]),
    })
  })
  test('tried, nothing is written; imported, each comes in once; what did not is told by line, in a sheet of faults too', async () => {
    const file = await upload('高敏', '旧来信.xlsx', sheet)
    const count = async () => (await rows<{ n: number }>('select count(*)::int as n from letters_letter'))[0]?.n
    const trial = await start('高敏', file, { look: true })
    expect(await code(start('高敏', file)), 'one at a time').toBe('import.busy')
    expect((await runOf('高敏', trial)).state).toBe('waiting')
    await work(trial)
    expect(await runOf('高敏', trial)).toMatchObject({ state: 'done', report: { written: 2, refused: 1, faults: [{ line: 4, words: { zh: expect.stringMatching(/日期/) } }] } })
    expect(await count()).toBe(0)
    const real = await start('高敏', file)
    await work(real)
    await work(real) // the queue may hand it over twice
    expect((await runOf('高敏', real)).report).toMatchObject({ written: 2, before: 0 })
    const again = await start('高敏', file)
    await work(again)
    expect((await runOf('高敏', again)).report).toMatchObject({ written: 0, before: 2, refused: 1 })
    expect(await count()).toBe(2)
    const [get] = routes.gets
    const csv = await withReading(office.house, who('高敏'), 'signed-in', (ctx) => get?.fn(ctx, { params: { id: real }, query: {} }) as Promise<{ body: string }>)
    expect(csv.body).toMatch(/"4","3","bad-date"/)
    expect(csv.body).not.toContain('供气')
    await expect(withReading(office.house, who('张怀远'), 'signed-in', async (ctx) => get?.fn(ctx, { params: { id: real }, query: {} }))).rejects.toMatchObject({
      refusal: { code: 'kernel.not-found' },
    })
  })
  test('only whoever may import, his own file, columns that fit', async () => {
    const file = await upload('高敏', '旧来信.xlsx', sheet)
    expect(await code(act('丁一鸣', 'imports.look', { what: 'letters', file }))).toBe('session.not-allowed')
    expect(await code(start('张怀远', file))).toBe('session.not-allowed')
    expect(await code(act('张怀远', 'imports.look', { what: 'letters', file }))).toBe('kernel.no-such-file')
    expect(await code(start('高敏', file, { columns: {} }))).toBe('import.no-columns')
    expect(await code(start('高敏', file, { columns: { 流水: 'id', 备注: 'id' } }))).toBe('import.field-twice')
    expect(await code(start('高敏', file, { columns: { 流水: 'colour' } }))).toBe('import.unknown-field')
    expect(await code(start('高敏', file, { number: '{seq}' }))).toBe('import.bad-form')
    expect(await code(start('高敏', file, { desk: 'affairs' }))).toBe('import.letters-only')
  })
  test('broken off between two batches it goes on after the next start, and brings nothing twice', async () => {
    const many = [sheet[0] as string[], ...Array.from({ length: 250 }, (_, n) => [`m${n}`, `第${n}件`, '内容。', '答复。', '2025-03-05', '2025-03-20', ''])]
    const file = await upload('高敏', '许多.xlsx', many)
    const id = await start('高敏', file, { source: '许多' })
    const closing = new AbortController()
    const going = importNow(place, id, closing.signal)
    const some = async () => (await rows<{ n: number }>(`select count(*)::int as n from letters_letter l where l.source = '许多'`))[0]?.n ?? 0
    while ((await some()) === 0) await new Promise((done) => setTimeout(done, 10))
    closing.abort()
    await expect(going).rejects.toThrow(/closing/)
    expect(await some()).toBeLessThan(250)
    // silent for two minutes: in the queue again
    await rows('update import_run r set beat_at = $2 where r.id = $1', [id, addMillis(office.house.clock.now(), -SILENT - 1)])
    expect((await runOf('高敏', id)).state).toBe('silent')
    await resumeImports(office.house)
    expect(await rows(`select 1 from graphile_worker.jobs j where j.key = $1`, [`import:${id}`])).toHaveLength(1)
    await work(id)
    expect(await some()).toBe(250)
    expect((await runOf('高敏', id)).report).toMatchObject({ written: expect.any(Number), before: expect.any(Number), refused: 0 })
  })
})
