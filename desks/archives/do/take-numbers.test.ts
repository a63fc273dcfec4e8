/** 件号 under concurrency: acts that really commit, several archivists at once, some of them refused. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { DeskEntry } from '../../../kernel/ctx.ts'
import type { Desk } from '../../../kernel/desk.ts'
import type { UnitId } from '../../../kernel/ids.ts'
import { RefusalError } from '../../../kernel/refusal.ts'
import { MINUTE } from '../../../kernel/time.ts'
import { openOffice, type TrialOffice } from '../../../kernel/trial/office.ts'
import { idOf, personId } from '../../../kernel/trial/people.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { affairs } from '../../affairs/desk.ts'
import { people } from '../../affairs/do/affairs-office.ts'
import { handleRegisterVisit } from '../../affairs/do/register-visit.ts'
import { keeps } from '../../affairs/read/keeps.ts'
import * as affairsTables from '../../affairs/tables.ts'
import { archivesEntry, settled, withArchivist } from './archives-office.ts'
import { handleKeepItems } from './keep-items.ts'
import { handleRenumberItem } from './renumber-item.ts'

let trial: TrialDatabase
let o: TrialOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'archives-numbers')
  const office = withArchivist(people(), {
    unit: idOf<UnitId>('affairs unit division'),
    archivist: personId('陶然'),
    borrowers: [],
    head: personId('张怀远'),
    desk: 'affairs',
  })
  const desks = new Map<string, DeskEntry>([
    ['affairs', { desk: affairs as unknown as Desk, load: affairsTables.load, save: affairsTables.save, keeps }],
    ['archives', archivesEntry],
  ])
  o = await openOffice(trial.db, { desks, people: office, at: '2026-11-23T01:00:00.000Z', rules: settled(), own: true })
})
afterAll(() => trial.close())

const visit = { way: 'visit', title: '楼道积水', body: '楼道积水。', name: '卢女士', phone: '138 0000 6177', answered: '已清理。' }
async function fresh(count: number): Promise<string[]> {
  for (let n = 0; n < count; n++) {
    o.pass(MINUTE)
    await o.as('孟佳').run(handleRegisterVisit, visit)
  }
  const rows = await run<{ id: string }>(trial.db, `select i.id from archives_item i where i.state = 'draft' order by i.drawn_at, i.id`, [])
  return rows.map((row) => row.id)
}
const said = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code
    throw error
  }
}
const keep = (items: object[]) => said(o.as('陶然').run(handleKeepItems, { items }))
/** Every run as it stands: 1 … n, each once. */
async function whole(): Promise<void> {
  const rows = await run<{ key: string; numbers: number[] }>(
    trial.db,
    `select i.fonds || i.year || i.term || i.organ as key, array_agg(i.no order by i.no) as numbers from archives_item i where i.state = 'kept' group by 1`,
    [],
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { numbers } of rows) expect(numbers).toEqual(numbers.map((_, n) => n + 1))
}

describe('件号 when two archivists act at once (R-A02)', () => {
  test('two piles at the same moment: each paper one number, no gap, no repeat; the same paper twice is archived once (R-A02)', async () => {
    const items = await fresh(12)
    const pile = (from: number, to: number) => items.slice(from, to).map((item) => ({ item }))
    const answers = await Promise.all([keep(pile(0, 4)), keep(pile(4, 8)), keep(pile(8, 12)), keep(pile(2, 5))])
    expect(answers.filter((one) => one === 'done').length).toBeGreaterThanOrEqual(2)
    expect(answers.every((one) => one === 'done' || one === 'archives.kept-already')).toBe(true)
    await whole()
  })
  test('whatever is archived, refused and renumbered at once, every run is 1 … n (R-A02)', { timeout: 180_000 }, async () => {
    const step = fc.record({ act: fc.constantFrom('keep', 'refused', 'renumber'), term: fc.constantFrom('Y', 'D30', 'D10'), at: fc.nat(5) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 5 }), async (steps) => {
        const items = await fresh(steps.length)
        const kept = await run<{ id: string }>(trial.db, `select i.id from archives_item i where i.state = 'kept' order by i.id`, [])
        await Promise.all(
          steps.map(({ act, term, at }, n) => {
            const item = items[n]
            if (act === 'renumber') {
              const chosen = kept[at % Math.max(1, kept.length)]?.id ?? item
              return said(o.as('陶然').run(handleRenumberItem, { item: chosen, year: 2026, term, organ: 'MS', reason: '期限有误' }))
            }
            return keep([{ item, term, ...(act === 'refused' ? { organ: 'XX' } : {}) }])
          }),
        )
        await whole()
      }),
      { numRuns: 6, seed: 20261202 },
    )
  })
})
