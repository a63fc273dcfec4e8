import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { clientConfig, kyselyOver, openPool } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import type { Step } from '../decide/facts.ts'
import { textDigest } from '../history/digest.ts'
import type { MatterId } from '../ids.ts'
import { loadWorld, lockAndLoad } from './load.ts'
import { act, changed, closing, fresh, ids, noon, type SampleOffice, sampleLetter, sampleOffice, samplePiece, sampleStage } from './sample-rows.ts'
import type { KernelDb } from './tables.ts'
import type { Tx } from './tx.ts'
import { write } from './write.ts'

const saved = new Map<MatterId, unknown>()
const desks = new Map([
  [
    'letters',
    {
      desk: {} as never,
      load: async (_: Tx, matters: readonly MatterId[]) => new Map(matters.flatMap((m) => (saved.has(m) ? [[m, saved.get(m)] as const] : []))),
      save: async (_: Tx, rows: readonly { matter: MatterId; detail: unknown }[]) => {
        for (const row of rows) saved.set(row.matter, row.detail)
      },
    },
  ],
])

describe('一次写入 one act, one statement', () => {
  let database: TestDatabase
  let pool: pg.Pool
  let db: Tx
  let office: SampleOffice
  beforeAll(async () => {
    database = await cloneDatabase(inject('cluster'), 'write')
    pool = openPool(database, 'act')
    db = kyselyOver<KernelDb>(pool)
    office = await sampleOffice(db)
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })
  const commit = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  const register = async () => {
    const letter = sampleLetter(office)
    const { numbers } = await commit((tx) => write(tx, [letter.register], { desks, contacts: [letter.contact] }))
    return { letter, number: numbers.get(letter.matter.id) as string }
  }

  test('what is written is what is loaded, instants as UTC with milliseconds', async () => {
    const letter = sampleLetter(office)
    const pause = {
      id: ids.next(),
      matter_id: letter.matter.id,
      from_at: noon,
      until_at: noon.replace('03-02', '03-09') as typeof noon,
      to_at: null,
      reason: '等待材料',
      reason_salt: ids.salt(),
      act_id: letter.register.act,
    } as const
    const clock = {
      id: ids.next(),
      matter_id: letter.matter.id,
      round: 1,
      key: 'handling',
      whole: true,
      rule: 'letters.handling',
      anchor: 'register',
      started_at: noon,
      first_due_at: noon,
      due_at: noon,
      next_alarm_at: noon,
      alarm_no: 0,
      provisional: false,
      stopped_at: null,
      ending: null,
    } as const
    const asks = {
      ...sampleStage(letter.matter.id, { no: 2, kind: 'say', asks: { move: 'extend', input: { days: 5 }, by: office.wang, piece: letter.lead.id }, next: { step: 2 } }),
    }
    const rows = [...letter.register.changes, fresh('pause', pause as never), fresh('clock', clock as never), fresh('stage', asks)]
    const full = {
      ...letter.register,
      changes: rows,
      steps: [{ ...(letter.register.steps[0] as Step), rows }],
      details: [{ desk: 'letters', matter: letter.matter.id, detail: { onSite: true } }],
    }
    const { numbers, lastEvent } = await commit((tx) => write(tx, [full], { desks, contacts: [letter.contact] }))
    const facts = (await loadWorld(db, desks, [letter.matter.id], { events: true })).get(letter.matter.id)
    expect(facts).toMatchObject({
      matter: { ...letter.matter, number: numbers.get(letter.matter.id) },
      rounds: [letter.round],
      stages: [letter.stage, asks],
      assignments: [letter.lead],
      clocks: [clock],
      pauses: [pause],
      answers: [letter.answer],
      openParts: 0,
      detail: { onSite: true },
      events: [{ id: lastEvent, act_id: letter.register.act, move: 'register', at: noon, actor: office.wang }],
    })
    expect(numbers.get(letter.matter.id)).toMatch(/^信〔2026〕\d+号$/)
  })

  test('an event keeps the row with the digest of the personal text, never the text nor its salt (不变量 18)', async () => {
    const { letter, number } = await register()
    const [event] = await db.selectFrom('event').select(['effects', 'year']).where('matter_id', '=', letter.matter.id).execute()
    const kept = event?.effects.find((c) => c.table === 'matter')?.row as unknown as Record<string, unknown>
    expect(kept).toMatchObject({ id: letter.matter.id, number, title: textDigest(letter.matter.title_salt as string, '路灯不亮') })
    expect(kept).not.toHaveProperty('title_salt')
    expect(JSON.stringify(event)).not.toContain('路灯')
  })

  test('every event waits for the sealer, queued in the same statement', async () => {
    const { letter } = await register()
    const rows = await db
      .selectFrom('event as e')
      .innerJoin('unsealed as u', (j) => j.onRef('u.event_id', '=', 'e.id').onRef('u.year', '=', 'e.year'))
      .select('e.id')
      .where('e.matter_id', '=', letter.matter.id)
      .execute()
    expect(rows).toHaveLength(1)
  })

  test('register and close in one go, and an act over two steps leaves two events in order', async () => {
    const { letter, number } = await register()
    const close = closing(office, letter, number)
    const note = {
      matter: letter.matter.id,
      move: 'note',
      at: noon,
      actor: office.wang,
      holder: null,
      recorded_by: null,
      evidence: null,
      undoes: null,
      said: { words: 1 },
      v: 1,
      rows: [],
    }
    await commit((tx) => write(tx, [{ ...close, steps: [...close.steps, note] }], { desks }))
    const facts = (await loadWorld(db, desks, [letter.matter.id], { events: true })).get(letter.matter.id)
    expect(facts?.matter.phase).toBe('closed')
    expect(facts?.events.map((e) => e.move)).toEqual(['note', 'close', 'register'])
  })

  test('a later notice with the same key replaces one not yet taken up; one already taken up is left', async () => {
    const { letter } = await register()
    const notice = (n: number) => ({ kind: 'urge', to: office.li, key: `urge:${letter.matter.id}`, payload: { n }, dueAt: noon })
    const urge = (n: number) => act(office, letter.matter.id, 'urge', [], { notices: [notice(n), notice(n + 100)] })
    await commit((tx) => write(tx, [urge(1)], { desks }))
    await commit((tx) => write(tx, [urge(2)], { desks }))
    const mine = () => db.selectFrom('outbox').selectAll().where('merge_key', '=', `urge:${letter.matter.id}`).orderBy('id').execute()
    expect(await mine()).toMatchObject([{ payload: { n: 102 }, attempts: 0, sent_at: null }])
    await db.updateTable('outbox').set({ claimed_until: noon }).where('merge_key', '=', `urge:${letter.matter.id}`).execute()
    await commit((tx) => write(tx, [urge(3)], { desks }))
    expect((await mine()).map((o) => o.payload)).toEqual([{ n: 102 }, { n: 103 }])
  })

  test('a row to be changed that is not there is a fault, and nothing is written', async () => {
    const { letter, number } = await register()
    const stray = samplePiece(office, letter.stage)
    const broken = act(office, letter.matter.id, 'accept', [changed('matter', { ...letter.matter, number }, { version: 2 }), changed('assignment', stray, { seen_at: noon })])
    await expect(commit((tx) => write(tx, [broken], { desks }))).rejects.toThrow('old_assignment: 1 rows to change, 0 found')
    expect((await loadWorld(db, desks, [letter.matter.id])).get(letter.matter.id)?.matter.version).toBe(1)
  })

  test('an act that would change what never changes is a fault, not silence (不变量 3)', async () => {
    const { letter } = await register()
    const other = act(office, letter.matter.id, 'x', [changed('assignment', letter.lead, { role: 'helper' })])
    await expect(commit((tx) => write(tx, [other], { desks }))).rejects.toThrow('old_assignment: 1 rows to change, 0 found')
  })

  test('one notification per act, after commit, ids only', async () => {
    const listener = new pg.Client(clientConfig(database, 'act'))
    await listener.connect()
    const heard: string[] = []
    listener.on('notification', (n) => heard.push(n.payload ?? ''))
    await listener.query('listen huiyin')
    const { letter } = await register()
    await expect.poll(() => heard.length).toBe(1)
    expect(JSON.parse(heard[0] as string)).toEqual({ event: expect.any(Number), matters: [letter.matter.id] })
    await listener.end()
  })

  test('two thousand five hundred letters at once, in chunks, each with its number and its event', async () => {
    const letters = Array.from({ length: 2_500 }, () => sampleLetter(office, { desk: 'letters' }))
    const started = performance.now()
    const { numbers } = await commit((tx) =>
      write(
        tx,
        letters.map((l) => l.register),
        { desks, contacts: letters.map((l) => l.contact) },
      ),
    )
    console.info(`2,500 letters written in ${Math.round(performance.now() - started)} ms`)
    expect(new Set(numbers.values()).size).toBe(2_500)
    const found = await db
      .selectFrom('event')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where(
        'matter_id',
        'in',
        letters.slice(0, 1000).map((l) => l.matter.id),
      )
      .executeTakeFirst()
    expect(found?.n).toBe(1000)
  })

  test('locks go from the root to the leaf, with what is merged; a chain that grew while waiting is read again (不变量 6)', async () => {
    const { letter: root } = await register()
    const part = sampleLetter(office, { part_of: root.matter.id })
    const twin = sampleLetter(office)
    const link = { from_matter: twin.matter.id, to_matter: part.matter.id, kind: 'merged', at: noon, ended_at: null } as const
    await commit((tx) => write(tx, [part.register, twin.register], { desks, contacts: [part.contact, twin.contact] }))
    let waiting: Promise<MatterId[]> | undefined
    await commit(async (holder) => {
      const held = await lockAndLoad(holder, desks, [part.matter.id, twin.matter.id])
      expect([...held.keys()]).toHaveLength(3)
      waiting = commit(async (tx) => [...(await lockAndLoad(tx, desks, [part.matter.id])).keys()])
      await new Promise((r) => setTimeout(r, 150))
      await write(holder, [act(office, twin.matter.id, 'merge', [fresh('link', link)])], { desks })
    })
    expect((await waiting)?.sort()).toEqual([root.matter.id, part.matter.id, twin.matter.id].sort())
  })
})
