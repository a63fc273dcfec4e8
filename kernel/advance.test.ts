/** Many hands at once, on real commits: what the lock, the deferred guards and the order of things are for. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { handle, runAct } from '../platform/ctx/handle.ts'
import { type House, quiet } from '../platform/ctx/house.ts'
import { closePools, openPools } from '../platform/database/connection.ts'
import { type TrialDatabase, trialDatabase } from '../tools/trial-database.ts'
import { whole } from '../tools/whole.ts'
import { advance, viewMatter } from './advance.ts'
import { act, onPiece } from './contract.ts'
import { replayMatters } from './history/replay.ts'
import type { ContactId, FileId, MatterId, PersonId } from './ids.ts'
import { wordInput } from './moves/inputs.ts'
import { RefusalError } from './refusal.ts'
import { instant } from './time.ts'
import { openOffice, type TrialOffice, trialEntry } from './trial/office.ts'
import { personId, trialPeople, unitId } from './trial/people.ts'

/** Who read the same circulated letter at once. */
const READERS = whole ? 500 : 100

const people = (...names: string[]) => names.map((name) => ({ person: personId(name) }))
const well = { responded: true, solved: 'yes', satisfied: 'yes' }

describe('同时办 many hands at once', () => {
  let trial: TrialDatabase
  let office: TrialOffice
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'advance', 24)
    office = await openOffice(trial.db, { own: true, at: '2026-03-02T01:00:00.000Z' })
  })
  beforeEach(() => office.pass(60_000))
  afterAll(() => trial.close())

  async function letter(until: 'registered' | 'working' | 'closed', more: object = {}): Promise<MatterId> {
    const matter = office.ids.next<MatterId>()
    await office.as('刘洋').do('register', {
      title: '路灯不亮',
      origin: 'public',
      unit: unitId('letters'),
      askers: [{ contact: office.ids.next<ContactId>() }],
      detail: { marked: null },
      matter,
      ...more,
    })
    if (until === 'registered') return matter
    await office.as('刘洋').do('assign', { matter, lead: { unit: unitId('housing') }, ask: '请办理' })
    await office.as('赵强').do('accept', { matter })
    if (until === 'working') return matter
    await close(matter)
    return matter
  }
  async function close(matter: MatterId) {
    const { version } = (await office.facts(matter)).matter
    await office.as('赵强').do('report', { matter, version, result: 'solved', text: '已修' })
    await office.as('刘洋').do('reply', { matter, body: '已修好', via: 'phone' })
    const answer = (await office.facts(matter)).answers.find((a) => a.rated_at === null)
    await office.as('陈晨').do('rate', { matter, answer: answer?.id, ...well })
  }
  /** What each attempt came to: `done` or the refusal. */
  const all = (attempts: readonly Promise<unknown>[]) =>
    Promise.all(
      attempts.map((a) =>
        a.then(
          () => 'done',
          (error) => {
            if (error instanceof RefusalError) return error.refusal.code
            throw error
          },
        ),
      ),
    )
  const sound = async (...matters: MatterId[]) => expect(await replayMatters(office.tx(), matters)).toEqual([])

  test('a lawful hand-over and a lawful close, each one act, pass the guards at commit (陷阱一)', async () => {
    const matter = await letter('working')
    await office.as('赵强').do('handOver', { matter, to: { unit: unitId('city') }, ask: '请接' })
    await office.as('韩雪').do('accept', { matter })
    expect((await office.facts(matter)).matter.owner_person).toBe(personId('韩雪'))
    const other = await letter('closed')
    expect((await office.facts(other)).matter.phase).toBe('closed')
    await sound(matter, other)
  })

  test('three signers at once: each is heard once, the join misses none, mine wakes once (不变量 7)', async () => {
    const matter = await letter('working')
    await office.as('赵强').do('circulate', { matter, to: people('李明', '褚卫国', '沈丽'), ask: '请会签', kind: 'say', blocks: true })
    const done = await all(['李明', '褚卫国', '沈丽'].map((name) => office.as(name).do('sign', { matter, agree: true })))
    expect(done).toEqual(['done', 'done', 'done'])
    const f = await office.facts(matter)
    expect(f.stages.at(-1)).toMatchObject({ outcome: 'well' })
    expect(f.assignments.filter((a) => a.kind === 'say').map((a) => a.ending)).toEqual(['agreed', 'agreed', 'agreed'])
    expect((await office.piece(matter, '赵强', 'lead')).state).toBe('open')
    await sound(matter)
  })

  test('或签 by three at once: one effect, the others are told who it was (不变量 7)', async () => {
    const matter = await letter('working')
    await office.as('赵强').do('circulate', { matter, to: people('李明', '褚卫国', '沈丽'), ask: '请签', kind: 'say', need: 1, blocks: true })
    const pieces = (await office.facts(matter)).assignments.filter((a) => a.kind === 'say')
    const done = await all(['李明', '褚卫国', '沈丽'].map((name, i) => office.as(name).do('sign', { matter, piece: pieces[i]?.id, agree: true })))
    expect(done.sort()).toEqual(['done', 'kernel.already-done', 'kernel.already-done'])
    const ended = (await office.facts(matter)).assignments.filter((a) => a.kind === 'say').map((a) => a.ending)
    expect(ended.sort()).toEqual(['agreed', 'not_needed', 'not_needed'])
  })

  test('two colleagues sign for the same letter at once: one owns it (不变量 2)', async () => {
    const matter = await letter('registered')
    await office.as('刘洋').do('assign', { matter, lead: { unit: unitId('housing') }, ask: '请办理' })
    const done = await all(['赵强', '钱多多', '郑爽'].map((name) => office.as(name).do('accept', { matter })))
    expect(done.filter((d) => d === 'done')).toHaveLength(1)
    const f = await office.facts(matter)
    expect(f.assignments.filter((a) => a.lead && a.state !== 'ended')).toMatchObject([{ person: f.matter.owner_person }])
  })

  test('a whole closing against its part reopening, again and again: never an open part under a closed whole (不变量 6)', async () => {
    const outcomes: string[] = []
    for (let i = 0; i < 8; i++) {
      const whole = await letter('working')
      const part = await letter('closed', { partOf: whole })
      const { version } = (await office.facts(whole)).matter
      await office.as('赵强').do('report', { matter: whole, version, result: 'solved', text: '已修' })
      await office.as('刘洋').do('reply', { matter: whole, body: '已修好', via: 'phone' })
      const answer = (await office.facts(whole)).answers[0]?.id
      const [closed, reopened] = await all([office.as('陈晨').do('rate', { matter: whole, answer, ...well }), office.as('王芳').do('reopen', { matter: part, reason: '又坏了' })])
      const [w, p] = [await office.facts(whole), await office.facts(part)]
      outcomes.push(`${closed} ${reopened}`)
      expect(reopened).toBe('done')
      expect(p.matter.phase).toBe('working')
      expect(['closed', 'void']).not.toContain(w.matter.phase)
      expect(w.openParts).toBe(1)
    }
    // whichever came first, the other was told, or opened it again
    for (const outcome of outcomes) expect(['done done', 'kernel.parts-open done']).toContain(outcome)
  })

  test('many receipts at once, while the holder works on the matter: none waits for him, nor makes his page stale (不变量 19)', async () => {
    const matter = await letter('working')
    const readers = Array.from({ length: READERS }, () => office.ids.next<PersonId>())
    const since = instant('2020-01-01T00:00:00Z')
    const post = [...trialPeople().posts.values()].find((p) => p.key === 'city-clerk')
    await office
      .tx()
      .insertInto('person')
      .values(readers.map((id, i) => ({ id, name: `读者${i}`, pinyin: '', active: true, username: null })))
      .execute()
    office.office = {
      ...office.office,
      persons: new Map([...office.office.persons, ...readers.map((id, i) => [id, { id, name: `读者${i}`, pinyin: '', active: true, username: null }] as const)]),
      holdings: [...office.office.holdings, ...readers.map((person) => ({ person, post: post?.id as never, kind: 'also' as const, from_at: since, to_at: null }))],
    }
    await office.as('赵强').do('circulate', { matter, to: readers.map((person) => ({ person })), ask: '请阅' })
    const f = await office.facts(matter)
    const pieces = new Map(f.assignments.filter((a) => a.role === 'circulate').map((a) => [a.person, a.id]))
    expect(pieces.size).toBe(READERS)
    const held = await trial.db.startTransaction().execute()
    const read: string[] = []
    try {
      await sql`select 1 from matter m where m.id = ${matter} for no key update`.execute(held)
      const waiting = [...readers]
      const hand = async () => {
        for (let person = waiting.shift(); person; person = waiting.shift()) read.push(...(await all([office.as(person).do('read', { matter, piece: pieces.get(person) })])))
      }
      await Promise.all(Array.from({ length: 20 }, hand))
    } finally {
      await held.rollback().execute()
    }
    expect(read).toHaveLength(READERS)
    expect(read.every((r) => r === 'done')).toBe(true)
    const after = await office.facts(matter)
    expect(after.assignments.filter((a) => a.role === 'circulate' && a.ending === 'read')).toHaveLength(READERS)
    expect(after.matter.version).toBe(f.matter.version)
    await office.as('赵强').do('report', { matter, version: f.matter.version, result: 'solved', text: '已修' })
    await sound(matter)
  })

  test('while one act holds the matter, what only points at it goes in (陷阱三); what needs it waits and then sees what was done', async () => {
    const matter = await letter('working')
    const held = await trial.db.startTransaction().execute()
    await sql`select 1 from matter m where m.id = ${matter} for no key update`.execute(held)
    const resting = await letter('registered', { arisesFrom: matter })
    expect((await office.facts(resting)).links).toHaveLength(1)
    const waiting = office.as('赵强').do('note', { matter, text: '等一下' })
    const first = await Promise.race([waiting.then(() => 'went'), new Promise((r) => setTimeout(r, 300, 'waits'))])
    expect(first).toBe('waits')
    await held.rollback().execute()
    await waiting
  })

  test('one key twenty times: one effect, the same answer (不变量 15)', async () => {
    const pools = openPools(trial.database, { max: 20 })
    const note = act('trial.note', { input: wordInput.note, output: z.object({ id: z.string(), desk: z.string(), may: z.record(z.string(), z.unknown()) }).loose() })
    const handled = handle(note, (ctx, input) => advance(ctx, trialEntry.desk, 'note', { input }) as never)
    const house = {
      address: trial.database,
      pools,
      clock: { now: () => office.now },
      box: {} as never,
      desks: office.desks,
      words: new Map(),
      view: (ctx: Parameters<typeof viewMatter>[0], _: string, matter: MatterId) => viewMatter(ctx, trialEntry.desk, matter),
      checkOutput: true,
      log: quiet,
    } as unknown as House
    const matter = await letter('working')
    const input = onPiece.extend({ text: z.string() }).parse({ matter, text: '已到现场' })
    const answers = await Promise.all(Array.from({ length: 20 }, () => runAct(house, handled, { who: { person: personId('赵强') }, key: 'key-0123456789', input })))
    expect(new Set(answers.map((a) => (a as { id: string }).id))).toEqual(new Set([matter]))
    expect((await office.facts(matter)).notes).toHaveLength(1)
    await expect(runAct(house, handled, { who: { person: personId('赵强') }, key: 'key-0123456789', input: { ...input, text: '另一句' } })).rejects.toMatchObject({
      refusal: { code: 'http.key-used' },
    })
    await closePools(pools)
  })

  test('uploads named by an act become files of its matter; another’s upload, or none, is refused and nothing is written', async () => {
    const matter = await letter('working')
    const id = office.ids.next<FileId>()
    await sql`insert into upload (id, digest, name, kind, size, by, at) values (${id}, ${'a'.repeat(64)}, ${'现场照片.jpg'}, 'image/jpeg', 10, ${personId('赵强')}, ${office.now})`.execute(
      office.tx(),
    )
    expect(await office.as('刘洋').code('note', { matter, text: '见照片', files: [id] })).toBe('kernel.no-such-file')
    await office.as('赵强').do('note', { matter, text: '见照片', files: [id] })
    const f = await office.facts(matter)
    expect(f.files).toMatchObject([{ id, name: '现场照片.jpg' }])
    expect(f.notes).toHaveLength(1)
    expect(await office.as('赵强').code('note', { matter, text: '再来', files: [office.ids.next<FileId>()] })).toBe('kernel.no-such-file')
    await sound(matter)
  })

  test('unknown, unseen and another desk’s: the same refusal from advance and from the page (不变量 14)', async () => {
    const matter = await letter('working')
    const unknown = office.ids.next<MatterId>()
    expect(await office.as('杨帆').code('note', { matter, text: '一' })).toBe('kernel.not-found')
    expect(await office.as('杨帆').code('note', { matter: unknown, text: '一' })).toBe('kernel.not-found')
    await expect(office.as('杨帆').see(matter)).rejects.toMatchObject({ refusal: { code: 'kernel.not-found', status: 404 } })
    await expect(office.as('杨帆').see(unknown)).rejects.toMatchObject({ refusal: { code: 'kernel.not-found', status: 404 } })
    expect(await office.as('刘洋').code('register', { title: '一', origin: 'public', unit: unitId('letters'), askers: [{ contact: office.ids.next() }], partOf: unknown })).toBe(
      'kernel.not-found',
    )
  })

  test('the answer to an act is the page as it then is: what may be done next, and taken back', async () => {
    const matter = await letter('registered')
    const given = await office.as('刘洋').do('assign', { matter, lead: { unit: unitId('housing') }, ask: '请办理' })
    expect(given.may.takeBack).toMatchObject({ allowed: true })
    const urged = await office.as('刘洋').do('urge', { matter, text: '请签收' })
    expect(urged.may.urge).toMatchObject({ allowed: false, code: 'kernel.urged-lately' })
    expect(await office.as('刘洋').see(matter)).toEqual(urged)
  })
})
