import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type TrialDatabase, trialDatabase } from '../../tools/trial-database.ts'
import { replayMatter } from '../history/replay.ts'
import type { ContactId, MatterId } from '../ids.ts'
import { loadStanding } from '../people/load.ts'
import { openOffice, personId, postId, type TrialOffice, unitId } from '../trial/office.ts'
import { guardRefusal } from '../write/guard.ts'
import { run } from '../write/tx.ts'
import { readTrail } from './trail.ts'

describe('办结留存 a closed matter reads as on the day it was closed', () => {
  let trial: TrialDatabase
  let office: TrialOffice
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'names-then')
    office = await openOffice(trial.db)
  }, 60_000)
  afterAll(async () => {
    await office.close()
    await trial.close()
  })
  async function letter(closed: boolean): Promise<MatterId> {
    const matter = office.ids.next<MatterId>()
    await office.as('刘洋').do('register', {
      matter,
      title: '路灯不亮',
      origin: 'public',
      unit: unitId('letters'),
      askers: [{ contact: office.ids.next<ContactId>() }],
      detail: { marked: null },
    })
    await office.as('刘洋').do('assign', { matter, lead: { unit: unitId('housing') }, ask: '请办理' })
    await office.as('赵强').do('accept', { matter })
    if (!closed) return matter
    const { version } = await office.as('赵强').see(matter)
    await office.as('赵强').do('report', { matter, version, result: 'solved', text: '已修' })
    const { answers } = await office.as('刘洋').do('reply', { matter, body: '已修好', via: 'phone' })
    office.pass(60_000)
    await office.as('陈晨').do('rate', { matter, answer: answers[0]?.id, responded: true, solved: 'yes', satisfied: 'yes' })
    return matter
  }
  const reading = async (matter: MatterId) => {
    const reader = { tx: office.tx(), who: { person: personId('刘洋') }, now: office.now, office: office.office } as Parameters<typeof readTrail>[0]
    const [view, { lines }] = [await office.as('刘洋').see(matter), await readTrail(reader, matter)]
    const pieces = view.stages.flatMap((s) => s.pieces).map((p) => [p.unit.name, p.person?.name, p.post])
    return { owner: view.owner, pieces, reports: view.reports.map((r) => r.by.name), trail: lines.map((l) => [l.actor.name, l.post, l.to]) }
  }

  test('a unit renamed, a person renamed and moved, a post retitled: the closed one stands, the open one follows', async () => {
    const [closed, open] = [await letter(true), await letter(false)]
    const [was, went] = [await reading(closed), await reading(open)]
    expect(JSON.stringify(was)).toContain('赵强')
    office.pass(86_400_000)
    await sql`update unit set name = '市住房和城市更新局' where id = ${unitId('housing')}`.execute(office.tx())
    await sql`update person set name = '赵强（改）' where id = ${personId('赵强')}`.execute(office.tx())
    await sql`update post set title = '联络专员' where unit = ${unitId('housing')}`.execute(office.tx())
    await run(office.tx(), `insert into holding (person, post, kind, from_at, to_at) values ($1, $2, 'main', $3, null)`, [personId('赵强'), postId('traffic-clerk'), office.now])
    const before = office.office
    office.office = (await loadStanding(office.tx())).office
    expect(await reading(closed)).toEqual(was)
    const follows = await reading(open)
    expect(follows).not.toEqual(went)
    expect(JSON.stringify(follows)).toContain('市住房和城市更新局')
    office.office = before
  })
  test('one row for each round; it is not changed and not taken away, and replay is as before (不变量 17)', async () => {
    const matter = await letter(true)
    const rows = await run<{ round: number; number: string; texts: boolean }>(
      office.tx(),
      `select s.round, s.body -> 'matter' ->> 'number' as number, s.body::text ~ '路灯|已修|请办理|_salt' as texts from snapshot s where s.matter_id = $1`,
      [matter],
    )
    expect(rows).toEqual([{ round: 1, number: (await office.as('刘洋').see(matter)).number, texts: false }])
    expect(await replayMatter(office.tx(), matter)).toEqual([])
    const { rows: granted } = await sql<{ privilege_type: string }>`select p.privilege_type from information_schema.role_table_grants p
      where p.table_name = 'snapshot' and p.grantee = 'huiyin_act' order by 1`.execute(office.tx())
    expect(granted.map((g) => g.privilege_type)).toEqual(['INSERT', 'SELECT'])
    await office.close()
    const committed = await openOffice(trial.db, { own: true, seed: 7 })
    office = committed
    await letter(true)
    for (const text of [`update snapshot set body = '{}'`, 'delete from snapshot', 'truncate snapshot'])
      expect(
        await trial.asOwner(text).then(
          () => 'accepted',
          (e: unknown) => guardRefusal(e)?.code,
        ),
      ).toBe('guard.row-frozen')
  })
})
