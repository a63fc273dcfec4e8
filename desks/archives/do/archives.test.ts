/** 档案 on a real database: drafts, 归档, numbers, catalogue, and who finds what. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { z } from 'zod'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { Desk } from '../../../kernel/desk.ts'
import type { FileId, MatterId, PersonId, UnitId } from '../../../kernel/ids.ts'
import { isAudience, loadAudiences } from '../../../kernel/people/audience.ts'
import { sightOf, visiblePage } from '../../../kernel/people/sight.ts'
import { readSearch } from '../../../kernel/reading/search.ts'
import { RefusalError } from '../../../kernel/refusal.ts'
import { rulesOf } from '../../../kernel/rules/in-force.ts'
import { indexSome } from '../../../kernel/search/build.ts'
import { deskMark, sightMarks } from '../../../kernel/search/marks.ts'
import { MINUTE } from '../../../kernel/time.ts'
import { type AnyAct, openOffice, type TrialOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { affairs } from '../../affairs/desk.ts'
import { people as affairsPeople } from '../../affairs/do/affairs-office.ts'
import { handleRegisterAffair } from '../../affairs/do/register-affair.ts'
import { handleRegisterVisit } from '../../affairs/do/register-visit.ts'
import { keeps } from '../../affairs/read/keeps.ts'
import * as affairsTables from '../../affairs/tables.ts'
import { readCatalogue, readGroups } from '../read/catalogue.ts'
import { readDrafts } from '../read/drafts.ts'
import { readItem } from '../read/item.ts'
import type { drafts, itemView, keptRow } from '../shape.ts'
import { archivesEntry, settled, table, withArchivist } from './archives-office.ts'
import { handleKeepItems } from './keep-items.ts'
import { handleDrawOld, handleLeaveItems, handleLeaveOld, handleTakeUp } from './leave-items.ts'
import { handleRenumberItem } from './renumber-item.ts'

const people = () =>
  withArchivist(affairsPeople(), {
    unit: idOf<UnitId>('affairs unit division'),
    archivist: personId('陶然'),
    borrowers: [personId('许文涛'), personId('魏来')],
    head: personId('张怀远'),
    desk: 'affairs',
  })
const registry = new Map<string, DeskEntry>([
  ['affairs', { desk: affairs as unknown as Desk, load: affairsTables.load, save: affairsTables.save, erase: affairsTables.erase, keeps }],
  ['archives', archivesEntry],
])

let trial: TrialDatabase
let o: TrialOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'archives-acts')
})
beforeEach(async () => {
  o = await openOffice(trial.db, { desks: registry, people: people(), at: '2026-11-23T01:00:00.000Z', rules: settled() })
})
afterEach(() => o.close())
afterAll(() => trial.close())

const as = async <T>(name: string, act: AnyAct, input: unknown): Promise<T> => (await o.as(name).run(act, input)) as T
async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code
    throw error
  }
}
const visit = { way: 'visit', title: '安置房楼道积水', body: '东湖安置房楼道积水。', name: '卢女士', phone: '138 0000 6177', answered: '已请物业当日清理。' }
/** A visit answered on the spot: registered, answered and closed in one act. */
function closed(more: object = {}) {
  o.pass(MINUTE)
  return as<{ id: string; number: string }>('孟佳', handleRegisterVisit, { ...visit, ...more })
}
type Drafts = z.output<typeof drafts.output>
const pile = (name = '陶然', input: object = {}) => as<Drafts>(name, readDrafts, input)
type Kept = { kept: { item: string; reference: string }[] }
const keep = (items: object[], name = '陶然') => as<Kept>(name, handleKeepItems, { items })
const one = async (more: object = {}) => {
  await closed(more)
  return (await pile()).rows[0] as Drafts['rows'][number]
}
const kept = async (more: object = {}) => (await keep([{ item: (await one()).item, ...more }])).kept[0] as Kept['kept'][number]
type Item = z.output<typeof itemView.output>

describe('归档方案 the draft (R-A01)', () => {
  test('closing a paper makes an archive draft in the very act: items, year, 机构 and a term with the row of the office’s table that suggests it (R-A01)', async () => {
    const affair = await closed()
    const { rows, table: version } = await pile()
    expect(version).toBe(1)
    expect(rows).toMatchObject([
      {
        matter: affair.id,
        own: affair.number,
        year: 2026,
        term: 'D10',
        row: { key: '1.1' },
        organ: 'MS',
        left: false,
        lacks: [],
        parts: [{ role: 'handling', slip: 'order', pages: 1, file: null }],
      },
    ])
  })
  test('what is open has no draft; what is handled again has none until it is closed again, and nothing is drawn twice (R-A01)', async () => {
    await as('孟佳', handleRegisterAffair, { title: '报供暖情况', body: '请报。', way: 'oral', asker: { person: personId('张怀远') } })
    expect((await pile()).rows).toEqual([])
    const draft = await one()
    expect(await as('陶然', handleDrawOld, { from: '2026-11-01', to: '2026-11-30' })).toEqual({ drawn: 0 })
    expect((await pile()).rows.map((row) => row.item)).toEqual([draft.item])
  })
  test('handled again before it was archived: no draft while it is open, one when it is closed again, of its last round (R-A01)', async () => {
    const draft = await one()
    const open = await o
      .as('孟佳')
      .do('reopen', { matter: draft.matter, piece: null, reason: '又积水了' }, 'affairs')
      .catch(() => o.as('唐晓峰').do('reopen', { matter: draft.matter, piece: null, reason: '又积水了' }, 'affairs'))
    expect(open.phase).toBe('working')
    expect((await pile()).rows).toEqual([])
    expect(await code(keep([{ item: draft.item }]))).toBe('archives.open-again')
    const by = open.owner.person.name
    const piece = open.stages.flatMap((s) => s.pieces).find((p) => p.lead && p.state === 'open')
    const accepted = piece?.acceptedAt ? open : await o.as(by).do('accept', { matter: draft.matter, piece: null }, 'affairs')
    await o.as(by).do('report', { matter: draft.matter, piece: null, version: accepted.version, result: 'done', text: '已修。' }, 'affairs')
    await o.as('孟佳').do('reply', { matter: draft.matter, piece: null, body: '已修。', via: 'phone' }, 'affairs')
    expect(await o.as('孟佳').do('close', { matter: draft.matter, piece: null }, 'affairs')).toMatchObject({ phase: 'closed', round: 2 })
    expect((await pile()).rows.map((row) => row.item)).toEqual([draft.item])
    expect(await run(o.tx(), 'select i.round from archives_item i where i.matter_id = $1', [draft.matter])).toEqual([{ round: 2 }])
  })
  test('without a table of the office’s own nothing is archived, and the pile says so (R-A01)', async () => {
    const draft = await one()
    o.rules = rulesOf([])
    expect(await pile()).toMatchObject({ table: null, rows: [{ lacks: ['table'], term: null }] })
    expect(await code(keep([{ item: draft.item }]))).toBe('archives.no-table')
  })
  test('missing items block 归档, the list says what is missing and who gives it; a part on paper makes it whole (R-A01)', async () => {
    const draft = await one()
    o.rules = settled({ ...table, organs: [{ code: 'ZH', name: '综合', units: ['inspection'] }], rows: [table.rows[2]] })
    expect((await pile()).rows[0]).toMatchObject({ organ: null, term: 'D30', lacks: ['organ'], unit: { name: 'division' } })
    expect(await code(keep([{ item: draft.item }]))).toBe('archives.lacking')
    expect(await code(keep([{ item: draft.item, organ: 'XX' }]))).toBe('archives.no-organ')
    expect(await code(keep([{ item: draft.item, organ: 'ZH', parts: [{ role: 'original', pages: 2 }] }]))).toBe('archives.lacking')
    const whole = [
      { role: 'original', pages: 2 },
      { role: 'handling', slip: 'order', pages: 1 },
    ]
    const { kept: done } = await keep([{ item: draft.item, organ: 'ZH', parts: whole }])
    expect(await as<Item>('陶然', readItem, { id: done[0]?.item })).toMatchObject({
      pages: 3,
      parts: [
        { role: 'original', paper: true },
        { slip: 'order', paper: false },
      ],
    })
  })
  test('a file whose pages nobody has counted blocks it, and no file of another matter gets in (R-A01)', async () => {
    const affair = await closed()
    const other = await closed({ title: '路灯不亮' })
    const file = async (matter: string, pages: number | null): Promise<FileId> => {
      const id = o.ids.next<FileId>()
      await run(o.tx(), `insert into file (id, matter_id, act_id, digest, name, name_salt, kind, size) values ($1, $2, $3, $4, '来访材料.pdf', '00', 'pdf', 9)`, [
        id,
        matter,
        o.ids.next(),
        'ab'.repeat(32),
      ])
      await run(o.tx(), `update file_text set state = 'none', pages = $2 where file_id = $1`, [id, pages])
      return id
    }
    const own = await file(affair.id, null)
    const draft = (await pile()).rows.find((row) => row.matter === affair.id) as Drafts['rows'][number]
    expect(draft).toMatchObject({ lacks: ['pages'], parts: [{ role: 'original', file: own, name: '来访材料.pdf' }, { role: 'handling' }] })
    expect(await code(keep([{ item: draft.item }]))).toBe('archives.lacking')
    const foreign = await file(other.id, 4)
    const slip = { role: 'handling', slip: 'order', pages: 1 }
    const taking = { item: draft.item, parts: [{ role: 'original', file: foreign, pages: 4 }, slip] }
    expect(await code(keep([taking]))).toBe('archives.not-its-file')
    const beside = (await pile()).rows.find((row) => row.matter === other.id) as Drafts['rows'][number]
    expect(await code(keep([taking, { item: beside.item }]))).toBe('archives.not-its-file')
    expect(await code(keep([{ item: draft.item, parts: [{ role: 'original', file: own, pages: 4 }, slip] }]))).toBe('done')
  })
  test('不归档 has a reason, stays on the list of what was left out, and is taken up again (R-A01)', async () => {
    const draft = await one()
    await as('陶然', handleLeaveItems, { items: [draft.item], why: '重份' })
    expect((await pile()).rows).toEqual([])
    expect((await pile('陶然', { state: 'left' })).rows).toMatchObject([{ item: draft.item, leftWhy: '重份' }])
    await as('陶然', handleTakeUp, { item: draft.item })
    expect(await code(as('陶然', handleTakeUp, { item: draft.item }))).toBe('archives.not-left')
    expect((await keep([{ item: draft.item }])).kept).toHaveLength(1)
    expect(await code(as('陶然', handleLeaveItems, { items: [draft.item], why: '重份' }))).toBe('archives.kept-already')
  })
  test('an old register brought over goes off the pile in one act, by the days it was closed; what is archived stays, and one paper is taken up again (R-A01)', async () => {
    const item = await kept()
    for (const n of [1, 2]) await closed({ title: `旧登记之${n}` })
    const days = { from: '2026-11-01', to: '2026-11-30', why: '启用前已在原系统归档' }
    expect(await as('陶然', handleLeaveOld, { ...days, to: '2026-11-22' })).toEqual({ left: 0 })
    expect(await as('陶然', handleLeaveOld, { ...days, desk: 'letters' })).toEqual({ left: 0 })
    expect(await as('陶然', handleLeaveOld, days)).toEqual({ left: 2 })
    expect((await pile()).rows).toEqual([])
    const { rows } = await pile('陶然', { state: 'left' })
    expect(rows).toMatchObject([{ leftWhy: days.why }, { leftWhy: days.why }])
    expect(await as<Item>('陶然', readItem, { id: item.item })).toMatchObject({ reference: item.reference })
    await as('陶然', handleTakeUp, { item: rows[0]?.item })
    expect((await pile()).rows).toHaveLength(1)
  })
  test('a closed list stays closed: a work secret has no archive draft, by whichever way it was closed (R-C04)', async () => {
    const affair = await closed()
    await run(o.tx(), `update matter set readers = 'named' where id = $1`, [affair.id])
    expect((await pile()).rows).toEqual([])
    expect(await as('陶然', handleDrawOld, { from: '2026-11-01', to: '2026-11-30' })).toEqual({ drawn: 0 })
  })
})

describe('档号 (R-A02)', () => {
  test('件号 runs without gaps within year, term and 机构, in the order of the pile; the 档号 says all of it (R-A02)', async () => {
    for (const n of [1, 2, 3]) await closed({ title: `来访之${n}` })
    const rows = [...(await pile()).rows].reverse()
    const { kept: done } = await keep(rows.map((row, n) => ({ item: row.item, ...(n === 1 ? { term: 'Y' } : {}) })))
    expect(done.map((row) => row.reference)).toEqual(['J001-WS·2026-D10-MS-0001', 'J001-WS·2026-Y-MS-0001', 'J001-WS·2026-D10-MS-0002'])
    expect(await code(keep([{ item: rows[0]?.item ?? '' }]))).toBe('archives.kept-already')
    expect((await kept()).reference).toBe('J001-WS·2026-D10-MS-0003')
  })
  test('one refused paper in the pile and none is archived: no number is lost (R-A02)', async () => {
    const first = await one()
    const second = await one({ title: '第二件' })
    expect(await code(keep([{ item: second.item }, { item: first.item, organ: 'XX' }]))).toBe('archives.no-organ')
    expect((await keep([{ item: second.item }])).kept[0]?.reference).toBe('J001-WS·2026-D10-MS-0001')
  })
  test('a 档号 changes only by a recorded renumbering: those behind move up, every old number is on record and still found (R-A02)', async () => {
    for (const n of [1, 2, 3]) await closed({ title: `来访之${n}` })
    const { kept: done } = await keep([...(await pile()).rows].reverse().map(({ item }) => ({ item })))
    const [first, second] = done.map((row) => row.item)
    const to = { item: first, year: 2026, term: 'Y', organ: 'MS' }
    expect(await code(as('陶然', handleRenumberItem, { ...to, term: 'D10', reason: '期限有误' }))).toBe('archives.same-run')
    expect(await as('陶然', handleRenumberItem, { ...to, reason: '期限有误' })).toEqual({ reference: 'J001-WS·2026-Y-MS-0001', moved: 3 })
    expect((await as<{ rows: z.output<typeof keptRow>[] }>('陶然', readCatalogue, {})).rows.map((row) => row.reference)).toEqual([
      'J001-WS·2026-D10-MS-0001',
      'J001-WS·2026-D10-MS-0002',
      'J001-WS·2026-Y-MS-0001',
    ])
    expect((await as<Item>('陶然', readItem, { id: second })).renumbered).toMatchObject([
      { was: 'J001-WS·2026-D10-MS-0002', isNow: 'J001-WS·2026-D10-MS-0001', by: { name: '陶然' }, reason: '期限有误' },
    ])
    expect((await as<Item>('陶然', readItem, { id: first })).lastYear).toBeNull()
    expect((await kept()).reference).toBe('J001-WS·2026-D10-MS-0003')
  })
  test('the database refuses a gap, a repeat and a number taken behind the office’s back (R-A02)', async () => {
    const item = await kept()
    const sql = async (text: string) => {
      await run(o.tx(), 'savepoint behind', [])
      const said = await (async () => {
        try {
          await run(o.tx(), text, [item.item])
          await run(o.tx(), 'set constraints all immediate', [])
          return 'done'
        } catch (error) {
          return (error as Error).message
        }
      })()
      await run(o.tx(), 'rollback to savepoint behind', [])
      return said
    }
    expect(await sql(`update archives_series set last = last + 1 where $1::uuid is not null`)).toContain('number-gap')
    expect(await sql(`insert into archives_series values ('J001', 2027, 'Y', 'MS', 3) returning $1::uuid`)).toContain('number-gap')
    expect(await sql(`update archives_item set state = 'draft' where id = $1`)).toContain('check')
  })
})

describe('归档文件目录 the catalogue (R-A05)', () => {
  test('terms end, and what is to be handed over, are computed: ten years are over after 2036, a permanent paper goes to the archive with 2046 (R-A05)', async () => {
    await kept()
    await kept({ term: 'Y' })
    await kept({ term: 'D30' })
    const rows = async (filter: object) =>
      (await as<{ rows: z.output<typeof keptRow>[] }>('陶然', readCatalogue, filter)).rows.map((row) => [row.reference.split('-')[2], row.lastYear, row.handOver])
    expect(await rows({})).toEqual([
      ['D10', 2036, null],
      ['D30', 2056, 2046],
      ['Y', null, 2046],
    ])
    expect(await rows({ overBy: 2036 })).toEqual([])
    expect(await rows({ overBy: 2037 })).toEqual([['D10', 2036, null]])
    expect(await rows({ handOverBy: 2046 })).toHaveLength(2)
    expect((await as<{ rows: { count: number; name: string }[] }>('陶然', readGroups, {})).rows).toMatchObject([{ count: 1, name: '秘书科' }, { count: 1 }, { count: 1 }])
  })
  test('it is walked page by page without losing or repeating one, and any text of it is found', async () => {
    for (const n of [1, 2, 3, 4, 5]) await closed({ title: `来访之${n}` })
    await keep((await pile()).rows.map(({ item }, n) => ({ item, ...(n % 2 ? { term: 'Y' } : {}) })))
    const seen: string[] = []
    let before: string | undefined
    do {
      const page = await as<{ rows: z.output<typeof keptRow>[]; next: string | null }>('陶然', readCatalogue, { size: 2, ...(before ? { before } : {}) })
      seen.push(...page.rows.map((row) => row.reference))
      before = page.next ?? undefined
    } while (before)
    expect(seen).toHaveLength(5)
    expect(new Set(seen).size).toBe(5)
    const find = async (text: string) => (await as<{ rows: unknown[] }>('陶然', readCatalogue, { text })).rows.length
    expect([await find('来访之3'), await find('2026-D10'), await find('没有的')]).toEqual([1, 3, 0])
  })
  test('archived papers are found by their 档号 in the search everybody uses, also by the one they had before, and only by whoever may see them (invariant 14)', async () => {
    const item = await kept()
    const find = (name: string, q: string) =>
      readSearch(
        { tx: o.tx(), office: o.office, calendar: { days: new Map(), years: new Set() }, now: o.now, who: { person: personId(name) as PersonId }, desks: registry } as never,
        new Map(),
        { q, size: 5 },
      )
    expect((await find('陶然', item.reference)).exact).toMatchObject({ desk: 'affairs' })
    expect((await find('孟佳', ` ${item.reference} `)).exact).not.toBeNull()
    expect((await find('魏来', item.reference)).exact).toBeNull()
    // by its words, with the archive's sight alone
    await indexSome(o.tx(), registry, 100)
    o.office = { ...o.office, holdings: o.office.holdings.filter((h) => h.person !== personId('陶然')) }
    expect((await find('陶然', '楼道积水')).titles.map((row) => row.title)).toEqual(['安置房楼道积水'])
    expect((await find('魏来', '楼道积水')).titles).toEqual([])
    o.office = people()
    await as('陶然', handleRenumberItem, { item: item.item, year: 2026, term: 'Y', organ: 'MS', reason: '期限有误' })
    expect((await find('陶然', item.reference)).exact).not.toBeNull()
  })
  test('whoever keeps the archive sees what is closed and nothing that is in hand; whoever does not see a paper finds no 件 of it (invariant 14)', async () => {
    const open = await as<{ id: string }>('孟佳', handleRegisterAffair, { title: '报供暖情况', body: '请报。', way: 'oral', asker: { person: personId('张怀远') } })
    const done = await closed()
    expect(await code(o.as('陶然').see(open.id as MatterId))).toBe('done') // of his own division
    o.office = { ...o.office, holdings: o.office.holdings.filter((h) => h.person !== personId('陶然')) }
    expect(await code(o.as('陶然').see(open.id as MatterId))).toBe('kernel.not-found')
    expect((await o.as('陶然').see(done.id as MatterId)).phase).toBe('closed')
    // the four ways sight is asked say the same: one matter, a page, the live line, and which marks the search looks under
    const sight = sightOf(o.office, personId('陶然'), o.now)
    const { rows } = await sql<{ id: string }>`select v.id from ${visiblePage(sight, { limit: 50 })} v`.execute(o.tx())
    expect(rows.map((row) => row.id)).toEqual([done.id])
    const audiences = await loadAudiences(o.tx(), [open.id, done.id] as MatterId[])
    expect(audiences.filter((one) => isAudience(sight, one)).map((one) => one.id)).toEqual([done.id])
    expect(sightMarks(sight)).toContain(deskMark('affairs'))
    const item = await kept()
    expect(await code(as('魏来', readItem, { id: item.item }))).toBe('kernel.not-found')
    expect((await as<{ rows: unknown[] }>('魏来', readCatalogue, {})).rows).toEqual([])
    expect(await code(as('魏来', readDrafts, {}))).toBe('done') // its route asks for the power; beneath it he sees nothing
    expect((await pile('魏来')).rows).toEqual([])
  })
})
