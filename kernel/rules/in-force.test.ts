import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueOf } from '../clock/due.ts'
import type { Desk } from '../desk.ts'
import { isRefusal } from '../refusal.ts'
import { addMillis, DAY, type Instant, instant } from '../time.ts'
import { memoryOffice } from '../trial/memory.ts'
import { personId, trialCalendar, trialPeople } from '../trial/people.ts'
import { letter } from '../trial/story.ts'
import { clockAt, clockOf, clockVersion } from './clock-rule.ts'
import { entriesAt, inUse } from './dictionary.ts'
import { inForce, type RuleVersion, rulesOf, versionsOf } from './in-force.ts'
import { beginsAt, checkProposal, mayDecide } from './proposal.ts'
import { quotaAt } from './quotas.ts'

const start = instant('2026-03-02T01:00:00.000Z')
const version = (no: number, from_at: Instant, value: unknown, more: Partial<RuleVersion> = {}): RuleVersion => ({
  kind: 'clock',
  key: 'trial.handling',
  version: no,
  value,
  from_at,
  basis: `云政办〔2026〕${no}号`,
  ...more,
})
const workdays = (n: number) => ({ runs: { unit: 'workdays', n }, dayOne: 'next day' })

describe('执行中的规则 what is in force', () => {
  test('任何时刻恰有一个版本在执行，第一个生效以前是系统初设 (HB-44)', () => {
    const offsets = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(offsets, fc.integer({ min: -500, max: 500 }), (days, asked) => {
        const versions = days.map((day, n) => version(n + 1, addMillis(start, day * DAY), workdays(n + 1)))
        const at = addMillis(start, asked * DAY)
        const found = inForce(rulesOf(versions), 'clock', 'trial.handling', at)
        // said another way: a version is in force from its beginning until the first beginning of one that comes after it
        const inForceThen = versions.filter(
          (one) =>
            one.from_at <= at && !versions.some((other) => other.from_at <= at && (other.from_at > one.from_at || (other.from_at === one.from_at && other.version > one.version))),
        )
        expect(inForceThen).toHaveLength(versions.some((one) => one.from_at <= at) ? 1 : 0)
        expect(found).toBe(inForceThen[0] ?? null)
      }),
    )
  })
  test('每个版本都有执行的时段，没有空档：过了它的生效时刻，以后总有一个 (HB-44)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 }), (days) => {
        const rules = rulesOf(days.map((day, n) => version(n + 1, addMillis(start, day * DAY), workdays(n + 1))))
        const first = Math.min(...days)
        for (let day = 0; day <= 61; day++) expect(inForce(rules, 'clock', 'trial.handling', addMillis(start, day * DAY)) === null).toBe(day < first)
        expect(versionsOf(rules, 'clock', 'trial.handling').map((one) => one.version)).toEqual(days.map((_, n) => n + 1))
      }),
    )
  })
  test('生效时刻不早于批准时刻：定在今天的，自批准起执行 (HB-44)', () => {
    expect(beginsAt('2026-03-02' as never, start)).toBe(start)
    expect(beginsAt('2026-03-05' as never, start)).toBe('2026-03-04T16:00:00.000Z')
  })
})

describe('时限 clocks', () => {
  const register = (office: ReturnType<typeof memoryOffice>) => letter(office, 'registered')
  test('规则改了，在办的按原时限，改后登记的按新时限；各自写明所用版本 (HB-44, R-S13)', () => {
    const office = memoryOffice()
    const desk = office.desk as Desk
    const [key] = Object.entries(desk.clocks).find(([, def]) => def.anchor === 'register') ?? []
    if (!key) throw new Error('the trial desk starts no clock at registration')
    const before = register(office)
    office.rules = rulesOf([version(1, addMillis(office.now, DAY), workdays(17), { key: `${desk.key}.${key}` })])
    const stillBefore = register(office)
    office.pass(2 * DAY)
    const after = register(office)
    const clock = (matter: typeof before) => office.see(matter).clocks.find((c) => c.key === key)
    expect([before, stillBefore, after].map((m) => clock(m)?.rule)).toEqual([`${desk.key}.${key}`, `${desk.key}.${key}`, `${desk.key}.${key}@1`])
    const shipped = desk.clocks[key]
    if (!shipped) throw new Error('no clock')
    const dueBy = (matter: typeof before, span: typeof shipped.runs) => dueOf(clock(matter)?.started_at as Instant, span, shipped.dayOne ?? 'next day', trialCalendar).due
    expect(clock(before)?.due_at).toBe(dueBy(before, shipped.runs))
    expect(clock(after)?.due_at).toBe(dueBy(after, { unit: 'workdays', n: 17 }))
    expect(clock(after)?.first_due_at).toBe(clock(after)?.due_at)
    // the old one is read by its own rule as long as it runs
    expect(clockOf(desk, office.rules, clock(before) as never)?.runs).toEqual(shipped.runs)
    expect(clockOf(desk, office.rules, clock(after) as never)).toMatchObject({ runs: { unit: 'workdays', n: 17 }, basis: '云政办〔2026〕1号', alarms: shipped.alarms })
    expect([clockVersion('trial.handling'), clockVersion('trial.handling@12')]).toEqual([0, 12])
  })
  test('在办的暂停、恢复仍按起办时的规则顺延：原来按自然日计的，规则改为工作日后还按自然日 (HB-44, R-T05)', () => {
    const office = memoryOffice()
    const key = `${office.desk.key}.handling`
    office.rules = rulesOf([version(1, office.now, { runs: { unit: 'days', n: 10 }, dayOne: 'next day' }, { key })])
    const matter = letter(office, 'working')
    const clock = () => office.see(matter).clocks.find((c) => c.key === 'handling')
    const first = clock()
    expect(first).toMatchObject({ rule: `${key}@1`, due_at: '2026-03-12T16:00:00.000Z' })
    // the rule changes while it is under way: two working days
    office.rules = rulesOf([...versionsOf(office.rules, 'clock', key), version(2, office.now, workdays(2), { key })])
    office.pass(4 * DAY) // Friday
    office.do('赵强', 'pause', { matter, until: addMillis(office.now, 3 * DAY), reason: '等待材料' })
    office.do('周海平', 'sign', { matter, agree: true })
    office.pass(3 * DAY) // Monday
    office.do('赵强', 'resume', { matter })
    // three natural days, not the one working day
    expect(clock()).toMatchObject({ rule: `${key}@1`, due_at: '2026-03-16T16:00:00.000Z', first_due_at: first?.first_due_at })
    const later = letter(office, 'working')
    expect(office.see(later).clocks.find((c) => c.key === 'handling')?.rule).toBe(`${key}@2`)
  })
  test('提醒的时刻也是规则：新起办的按新的响，在办的按原来的；没有写提醒的，仍按本台的 (HB-44)', () => {
    const office = memoryOffice()
    const desk = office.desk as Desk
    const key = `${desk.key}.handling`
    const before = letter(office, 'working')
    const alarms = [
      { when: { share: 0.5 }, act: 'remind' },
      { when: { after: { unit: 'hours', n: 4 } }, act: 'escalate' },
    ]
    office.rules = rulesOf([version(1, office.now, { ...workdays(5), alarms }, { key })])
    const after = letter(office, 'working')
    const clock = (matter: typeof before) => office.see(matter).clocks.find((c) => c.key === 'handling')
    const half = (clock(after)?.next_alarm_at ?? '') < (clock(before)?.next_alarm_at ?? '')
    expect(half, 'half of the limit comes before two thirds').toBe(true)
    expect(clockOf(desk, office.rules, clock(after) as never)?.alarms).toEqual(alarms)
    expect(clockOf(desk, office.rules, clock(before) as never)?.alarms).toEqual(desk.clocks.handling?.alarms)
    const without = rulesOf([version(1, start, workdays(4), { key })])
    expect(clockAt(desk, without, 'handling', start)?.def.alarms).toEqual(desk.clocks.handling?.alarms)
  })
  test('补录以前办的事，按当时的规则计 (HB-44)', () => {
    const desk = memoryOffice().desk as Desk
    const key = Object.keys(desk.clocks)[0] as string
    const rules = rulesOf([version(1, start, workdays(9), { key: `${desk.key}.${key}` })])
    expect(clockAt(desk, rules, key, addMillis(start, -1))?.rule).toBe(`${desk.key}.${key}`)
    expect(clockAt(desk, rules, key, start)?.rule).toBe(`${desk.key}.${key}@1`)
    expect(clockAt(desk, rules, 'nosuch', start)).toBeNull()
  })
})

describe('字典和限额 dictionaries and quotas', () => {
  const desk = { key: 'letters', results: ['solved', 'explained'], dictionaries: { kinds: { keys: ['help', 'tip'], open: false } } }
  const entry = (key: string, on = true, zh: string | null = null) => ({ key, zh, en: zh && 'Name', on })
  test('停用的不能再选，改名的用新名；台上后来新增的排在后面 (HB-44)', () => {
    const rules = rulesOf([version(1, start, { entries: [entry('explained', false), entry('transferred', true, '已转办')] }, { kind: 'dictionary', key: 'letters.results' })])
    expect(entriesAt(desk, rules, 'results', start).map((e) => [e.key, e.on])).toEqual([
      ['explained', false],
      ['transferred', true],
      ['solved', true],
    ])
    expect(inUse(desk, rules, 'results', 'explained', start)).toBe(false)
    expect(inUse(desk, rules, 'results', 'explained', addMillis(start, -1))).toBe(true)
    expect(inUse(desk, rules, 'results', 'transferred', addMillis(start, -1))).toBe(false)
    expect(inUse(desk, rules, 'kinds', 'tip', start)).toBe(true)
  })
  test('限额先按系统初设，本办另有规定的按规定，并说明版本 (HB-44, R-M20)', () => {
    const rules = rulesOf([version(1, start, { n: 3000, unit: 'characters' }, { kind: 'quota', key: 'paper.characters' })])
    expect(quotaAt(rules, 'paper.characters', addMillis(start, -1))).toEqual({ n: 5000, unit: 'characters', version: 0 })
    expect(quotaAt(rules, 'paper.characters', start)).toEqual({ n: 3000, unit: 'characters', version: 1 })
  })
})

describe('提出与审批 proposing and deciding', () => {
  const desk = memoryOffice().desk as Desk
  const ground = { desks: [desk], office: trialPeople([desk.key]), rules: rulesOf([]), now: start }
  const clock = `${desk.key}.${Object.keys(desk.clocks)[0]}`
  const refusal = (asked: { kind: 'clock' | 'route' | 'dictionary' | 'quota'; key: string; value: unknown; from?: string }) => {
    const checked = checkProposal({ ...asked, from: (asked.from ?? '2026-03-05') as never }, ground)
    return isRefusal(checked) ? checked.code : null
  }
  test('提出时就核对：没有这一条、内容不对、日期已过、与现行相同的，都不收 (HB-44)', () => {
    expect(refusal({ kind: 'clock', key: clock, value: workdays(31) })).toBeNull()
    expect(refusal({ kind: 'clock', key: 'trial.nosuch', value: workdays(3) })).toBe('rule.unknown')
    expect(refusal({ kind: 'clock', key: clock, value: workdays(0) })).toBe('rule.bad-value')
    expect(refusal({ kind: 'clock', key: clock, value: { ...workdays(3), alarms: [] } })).toBe('rule.bad-value')
    expect(refusal({ kind: 'clock', key: clock, value: workdays(31), from: '2026-03-01' })).toBe('rule.day-passed')
    const def = Object.values(desk.clocks)[0]
    expect(refusal({ kind: 'clock', key: clock, value: { dayOne: def?.dayOne ?? 'next day', runs: def?.runs } })).toBe('rule.nothing-changes')
    expect(refusal({ kind: 'clock', key: clock, value: { ...workdays(31), alarms: [{ when: { share: 1.5 }, act: 'urge' }] } })).toBe('rule.bad-value')
    expect(refusal({ kind: 'quota', key: 'paper.pages', value: { n: 8, unit: 'pages' } })).toBeNull()
    expect(refusal({ kind: 'quota', key: 'paper.weight', value: { n: 8, unit: 'pages' } })).toBe('rule.unknown')
  })
  test('办理路线里的岗位和动作须是有的；字典不能删去原有的 (HB-44)', () => {
    const step = (more: object) => ({ steps: [{ role: '审核', kind: 'say', who: [{ head: 'owner' }], ...more }] })
    expect(refusal({ kind: 'route', key: `${desk.key}.joint`, value: step({}) })).toBeNull()
    expect(refusal({ kind: 'route', key: 'nodesk.joint', value: step({}) })).toBe('rule.unknown')
    expect(refusal({ kind: 'route', key: `${desk.key}.joint`, value: step({ who: [{ post: 'nobody' }] }) })).toBe('rule.unknown-post')
    expect(refusal({ kind: 'route', key: `${desk.key}.joint`, value: step({ move: 'fly' }) })).toBe('rule.unknown-move')
    const results = `${desk.key}.results`
    const all = desk.results.map((key) => ({ key, zh: null, en: null, on: true }))
    expect(refusal({ kind: 'dictionary', key: results, value: { entries: all.slice(1) } })).toBe('rule.entry-missing')
    expect(refusal({ kind: 'dictionary', key: results, value: { entries: [...all, { key: 'own', zh: '自定', en: null, on: true }] } })).toBe('rule.entry-unnamed')
    expect(refusal({ kind: 'dictionary', key: results, value: { entries: [...all, { key: 'own', zh: '自定', en: 'Own', on: true }] } })).toBeNull()
  })
  test('自己提的自己不能批，也不能自己说不同意；别人不能替他撤回；办过的不再办 (HB-44)', () => {
    const [li, shen] = [personId('李明'), personId('沈丽')]
    const proposal = { proposed_by: li, outcome: null, from_day: '2026-03-05' as never }
    const code = (act: 'approve' | 'refuse' | 'withdraw', who: typeof li, more: object = {}, now = start) => mayDecide({ ...proposal, ...more }, act, who, now)?.code ?? null
    expect([code('approve', li), code('refuse', li), code('withdraw', shen)]).toEqual(['rule.own-proposal', 'rule.own-proposal', 'rule.not-the-proposer'])
    expect([code('approve', shen), code('refuse', shen), code('withdraw', li)]).toEqual([null, null, null])
    expect(code('approve', shen, { outcome: 'refused' })).toBe('rule.decided')
    expect(code('approve', shen, {}, addMillis(start, 5 * DAY))).toBe('rule.day-passed')
    expect(code('refuse', shen, {}, addMillis(start, 5 * DAY))).toBeNull()
  })
})
