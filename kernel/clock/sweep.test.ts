import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { desk } from '../../desks/letters/rehearsal.ts'
import { kyselyOver, openPool, withClient } from '../../platform/database/connection.ts'
import { cloneDatabase, type TestDatabase } from '../../platform/database/test-cluster.ts'
import type { ClockRow, PauseRow } from '../decide/rows.ts'
import { replayMatters } from '../history/replay.ts'
import type { ClockId, MatterId, PauseId } from '../ids.ts'
import { loadStanding } from '../people/load.ts'
import { isRefusal } from '../refusal.ts'
import { addMillis, atTime, DAY, type Instant, instant, type OfficeDate } from '../time.ts'
import { changed, fresh, ids, type SampleOffice, sampleLetter, sampleOffice, act as step } from '../write/sample-rows.ts'
import type { KernelDb } from '../write/tables.ts'
import type { Tx } from '../write/tx.ts'
import { write } from '../write/write.ts'
import { coverYear, importYear, loadCalendar, packagedCalendar, seedCalendar, setDay } from './calendar.ts'
import { readCalendarFile } from './calendar-file.ts'
import { dueOf, lastDay } from './due.ts'
import { recount } from './recount.ts'
import { endPauses, soundAlarms, sweep } from './sweep.ts'
import type { Sweeper } from './sweeper.ts'

const clockOf = (text: string): Instant => instant(`${text.replace(' ', 'T')}:00+08:00`)
const desks: Sweeper['desks'] = new Map([['letters', { desk, load: async () => new Map(), save: async () => undefined }]])

describe('每分钟的巡检', () => {
  let database: TestDatabase
  let pool: pg.Pool
  let db: Tx
  let office: SampleOffice
  beforeEach(async () => {
    database = await cloneDatabase(inject('cluster'), 'sweep')
    pool = openPool(database, 'act')
    db = kyselyOver<KernelDb>(pool)
    office = await sampleOffice(db)
    await commit(seedCalendar)
  })
  afterEach(async () => {
    await pool.end()
    await database.drop()
  })
  const commit = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
  const sweeper = async (tx: Tx): Promise<Sweeper> => ({ ...(await loadStanding(tx)), desks, ids })
  const handling = desk.clocks.handling as NonNullable<(typeof desk.clocks)[string]>
  /** A letter assigned on a day, under the citizen's clock of five working days. */
  async function letterUnder(started: Instant, patch: Partial<ClockRow> = {}, pause?: Partial<PauseRow>) {
    const letter = sampleLetter(office)
    const matter = letter.matter.id
    const calendar = await loadCalendar(db)
    const { due, provisional } = dueOf(started, handling.runs, handling.dayOne, calendar)
    const clock: ClockRow = {
      id: ids.next<ClockId>(),
      matter_id: matter,
      round: 1,
      key: 'handling',
      whole: true,
      rule: 'letters.handling',
      anchor: 'assign',
      started_at: started,
      first_due_at: due,
      due_at: due,
      next_alarm_at: atTime('2026-03-05' as OfficeDate),
      alarm_no: 0,
      provisional,
      stopped_at: null,
      ending: null,
      ...patch,
    }
    const paused: PauseRow = {
      id: ids.next<PauseId>(),
      matter_id: matter,
      from_at: started,
      until_at: addMillis(started, DAY),
      to_at: null,
      reason: null,
      reason_salt: null,
      act_id: letter.register.act,
      ...pause,
    }
    const { numbers } = await commit((tx) => write(tx, [letter.register], { desks, contacts: [letter.contact] }))
    const rows = [
      changed('matter', { ...letter.matter, number: numbers.get(matter) as string }, { state: 'working', phase: 'working' }),
      fresh('clock', clock),
      changed('assignment', letter.lead, { clock_id: clock.id, due_at: clock.due_at }),
    ]
    await commit((tx) => write(tx, [step(office, matter, 'assign', pause ? [...rows, fresh('pause', paused)] : rows)], { desks }))
    return { matter, clock }
  }
  const clockRow = async (id: ClockId) => (await db.selectFrom('clock').selectAll().where('id', '=', id).executeTakeFirstOrThrow()) as ClockRow
  const notices = () => db.selectFrom('outbox').select(['kind', 'to_person', 'payload', 'due_at']).orderBy('id').execute()
  const events = (matter: MatterId) => db.selectFrom('event').select(['move', 'said']).where('matter_id', '=', matter).orderBy('id').execute()

  test('到了三分之二提醒承办人，写入历史，接着等下一次 (HA-91)', async () => {
    const { matter, clock } = await letterUnder(clockOf('2026-03-02 09:00'))
    expect(await commit(async (tx) => soundAlarms(tx, clockOf('2026-03-05 23:59'), await sweeper(tx)))).toBe(0)
    expect(await commit(async (tx) => soundAlarms(tx, clockOf('2026-03-06 00:00'), await sweeper(tx)))).toBe(1)
    expect(await clockRow(clock.id)).toMatchObject({ alarm_no: 1, next_alarm_at: clock.due_at })
    expect(await notices()).toEqual([
      { kind: 'remind', to_person: office.wang, payload: { matter, desk: 'letters', clock: 'handling', due: clock.due_at }, due_at: clockOf('2026-03-06 08:00') },
    ])
    expect((await events(matter)).at(-1)).toMatchObject({ move: 'alarm', said: { system: true, clock: 'handling', act: 'remind', told: [office.wang] } })
    expect(await commit((tx) => replayMatters(tx, [matter]))).toEqual([])
    expect(await commit(async (tx) => soundAlarms(tx, clockOf('2026-03-06 00:01'), await sweeper(tx)))).toBe(0)
  })
  test('停机错过几次，只说最后一次，都算响过；同时两个巡检，各响一次 (R-T05)', async () => {
    const { clock } = await letterUnder(clockOf('2026-03-02 09:00'))
    const now = clockOf('2026-03-10 10:00')
    const sounded = await Promise.all([1, 2, 3].map(() => commit(async (tx) => soundAlarms(tx, now, await sweeper(tx)))))
    expect(sounded.reduce((a, b) => a + b)).toBe(1)
    expect((await notices()).map((n) => [n.kind, n.due_at])).toEqual([['urge', now]])
    expect(await clockRow(clock.id)).toMatchObject({ alarm_no: 2, next_alarm_at: atTime('2026-03-11' as OfficeDate) })
    await commit(async (tx) => soundAlarms(tx, clockOf('2026-03-12 09:00'), await sweeper(tx)))
    expect(await clockRow(clock.id)).toMatchObject({ alarm_no: 3, next_alarm_at: null })
  })
  test('挂起期间不响；到期自动恢复，期限顺延，留下系统的记录 (R-T05)', async () => {
    const started = clockOf('2026-03-02 09:00')
    const { matter, clock } = await letterUnder(started, {}, { from_at: clockOf('2026-03-03 09:00'), until_at: clockOf('2026-03-06 09:00') })
    expect(await commit(async (tx) => soundAlarms(tx, clockOf('2026-03-06 08:00'), await sweeper(tx)))).toBe(0)
    expect(await commit(async (tx) => endPauses(tx, clockOf('2026-03-06 08:59'), await sweeper(tx)))).toEqual({ resumed: 0, refused: [] })
    const swept = await sweep(commit, clockOf('2026-03-06 09:00'), sweeper)
    expect(swept).toEqual({ resumed: 1, refused: [], alarms: 0, reservations: 0 })
    const after = await clockRow(clock.id)
    expect(lastDay(after.due_at)).toBe('2026-03-12')
    expect(after.first_due_at).toBe(clock.first_due_at)
    expect((await events(matter)).at(-1)).toMatchObject({ move: 'resume', said: { system: true } })
    expect(await commit((tx) => replayMatters(tx, [matter]))).toEqual([])
  })
  test('有人正在办的件，留到下一分钟，谁也不等', async () => {
    const { matter } = await letterUnder(clockOf('2026-03-02 09:00'))
    await commit(async (tx) => {
      await tx.selectFrom('matter').select('id').where('id', '=', matter).forNoKeyUpdate().execute()
      expect(await commit(async (other) => soundAlarms(other, clockOf('2026-03-06 10:00'), await sweeper(other)))).toBe(0)
    })
    expect(await commit(async (tx) => soundAlarms(tx, clockOf('2026-03-06 10:01'), await sweeper(tx)))).toBe(1)
  })

  test('工作日历：2004 至 2026 年整年覆盖，每行有出处；装过的不再装 (R-T01、R-T02)', async () => {
    const { days, years } = packagedCalendar()
    expect([years[0]?.year, years.at(-1)?.year, years.length]).toEqual([2004, 2026, 23])
    expect(days.at(-1)?.day).toBe('2026-10-10')
    const seven = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆节']
    for (const holiday of seven) expect(days.some((d) => d.day.startsWith('2026') && !d.workday && d.name === holiday)).toBe(true)
    expect(days.every((d) => d.source.includes('chinese-days 1.5.7'))).toBe(true)
    expect(await commit(seedCalendar)).toBe(0)
    const calendar = await loadCalendar(db)
    expect([calendar.years.has(2026), calendar.years.has(2027), calendar.days.size]).toEqual([true, false, days.length])
  })
  test('2027 年的安排公布以后，跨年的期限重算，记入历史，首次期限不动 (R-T02)', async () => {
    const { matter, clock } = await letterUnder(clockOf('2026-12-29 09:00'))
    expect([clock.provisional, lastDay(clock.due_at)]).toEqual([true, '2027-01-05'])
    const byHand = await letterUnder(clockOf('2026-12-29 09:00'), { due_at: clockOf('2027-02-01 18:00'), provisional: false })
    const recounted = await commit(async (tx) => {
      const before = await loadCalendar(tx)
      const days = (['2027-01-01', '2027-01-02', '2027-01-03'] as OfficeDate[]).map((day) => ({ day, workday: false, name: '元旦' }))
      await importYear(tx, 2027, days, '国务院办公厅关于2027年部分节假日安排的通知')
      return recount(tx, clockOf('2026-12-30 09:00'), await sweeper(tx), before, '2027-01-01' as OfficeDate)
    })
    expect(recounted).toEqual([{ matter, clock: 'handling', from: clock.due_at, to: atTime('2027-01-06' as OfficeDate), provisional: false }])
    const after = await clockRow(clock.id)
    expect(after).toMatchObject({ provisional: false, due_at: atTime('2027-01-06' as OfficeDate), first_due_at: clock.first_due_at })
    expect((await clockRow(byHand.clock.id)).due_at).toBe(clockOf('2027-02-01 18:00'))
    const piece = await db.selectFrom('assignment').select('due_at').where('clock_id', '=', clock.id).executeTakeFirstOrThrow()
    expect(piece.due_at).toBe(after.due_at)
    expect((await events(matter)).at(-1)).toMatchObject({ move: 'recount', said: { clocks: [{ key: 'handling', from: clock.due_at, to: after.due_at }] } })
    expect(await commit((tx) => replayMatters(tx, [matter]))).toEqual([])
  })
  test('临时改一天：在办的期限跟着走，改回来又回去', async () => {
    const { clock } = await letterUnder(clockOf('2026-03-02 09:00'))
    const change = (workday: boolean | null) =>
      commit(async (tx) => {
        const before = await loadCalendar(tx)
        await setDay(tx, { day: '2026-03-09' as OfficeDate, workday, name: '全市停工', source: '市政府通告' })
        return recount(tx, clockOf('2026-03-03 09:00'), await sweeper(tx), before, '2026-03-09' as OfficeDate)
      })
    expect(await change(false)).toHaveLength(1)
    expect(lastDay((await clockRow(clock.id)).due_at)).toBe('2026-03-10')
    expect(await change(null)).toHaveLength(1)
    expect((await clockRow(clock.id)).due_at).toBe(clock.due_at)
    await commit((tx) => coverYear(tx, 2027, '试'))
    expect((await loadCalendar(db)).years.has(2027)).toBe(true)
  })
  test('重算与巡检之外，业务角色改不动首次期限 (不变量 3)', async () => {
    await letterUnder(clockOf('2026-03-02 09:00'))
    await expect(withClient(database, 'act', (client) => client.query(`update clock set first_due_at = now()`))).rejects.toMatchObject({ code: '42501' })
  })
})

describe('日历文件 (R-T01)', () => {
  const ics = (summary: string, from: string, to?: string) =>
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', `DTSTART;VALUE=DATE:${from}`, ...(to ? [`DTEND;VALUE=DATE:${to}`] : []), `SUMMARY:${summary}`, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')
  test('JSON 与 ICS 读出同样的日子', () => {
    const days = [
      { day: '2027-01-01', workday: false, name: '元旦' },
      { day: '2027-01-02', workday: false, name: '元旦' },
    ]
    expect(readCalendarFile(JSON.stringify({ holidays: { '2027-01-01': '元旦', '2027-01-02': "New Year's Day,元旦,1" } }))).toEqual(days)
    expect(readCalendarFile(ics('元旦(休)', '20270101', '20270103'))).toEqual(days)
    expect(readCalendarFile(ics('国庆节(班)', '20271010'))).toEqual([{ day: '2027-10-10', workday: true, name: '国庆节调休上班' }])
  })
  test.each(['{', '{}', '{"holidays":{"2027-02-30":"x"}}', 'hello', ics('开会', '20270101'), ics('元旦(休)', '2027')])('读不出的文件说明停在哪里：%#', (text) => {
    const read = readCalendarFile(text)
    expect(isRefusal(read) && read.code).toBe('kernel.calendar-unreadable')
  })
})
