import { describe, expect, test } from 'vitest'
import { leadOf } from '../decide/run.ts'
import { memoryOffice } from '../trial/memory.ts'
import { personId, postId, trialPeople, unitId, without } from '../trial/people.ts'
import { letter } from '../trial/story.ts'

describe('登记、交办、签收：首问负责 nothing is with nobody', () => {
  test('from the instant it is registered it has an owner, a running clock and an answer owed (承诺 1)', () => {
    const office = memoryOffice()
    const f = office.see(letter(office, 'registered'))
    expect(f.matter).toMatchObject({ owner_person: personId('刘洋'), owner_unit: unitId('letters'), phase: 'registered', round: 1, version: 1 })
    expect(f.assignments).toMatchObject([{ lead: true, kind: 'do', state: 'open', person: personId('刘洋'), accepted_at: office.now }])
    expect(f.clocks).toMatchObject([{ key: 'dispatch', whole: true, stopped_at: null }])
    expect(f.answers).toMatchObject([{ kind: 'final', sent_at: null, settled_at: null }])
    expect(f.rounds).toMatchObject([{ no: 1, why: 'registered', closed_at: null }])
  })
  test('registered only in the name of a unit one belongs to, and only with the power', () => {
    const office = memoryOffice()
    expect(office.code('刘洋', 'register', { title: '一', origin: 'own', unit: unitId('housing'), askers: [{ holder: { person: personId('王芳') } }] })).toBe(
      'kernel.not-your-unit',
    )
    expect(office.code('赵强', 'register', { title: '一', origin: 'own', unit: unitId('housing'), askers: [{ holder: { person: personId('王芳') } }] })).toBe('kernel.no-power')
  })
  test('what arrives by itself is accepted by whoever holds the receiving post at that minute; while nobody does, it cannot', () => {
    const office = memoryOffice()
    const arrives = { title: '网上来信', origin: 'public', unit: unitId('city'), askers: [{ contact: office.ids.next() }] }
    const { matter } = office.do('system', 'register', arrives)
    expect(office.see(matter).matter).toMatchObject({ owner_unit: unitId('letters'), owner_person: personId('刘洋') })
    office.office = without(office.office, '刘洋', office.now)
    expect(office.see(office.do('system', 'register', arrives).matter).matter.owner_person).toBe(personId('陈晨'))
    office.office = without(office.office, '陈晨', office.now)
    expect(office.code('system', 'register', arrives)).toBe('kernel.no-receiver')
  })
  test('交办: the giver owns and waits until the taker has signed; then custody passes, and the giver is out', () => {
    const office = memoryOffice()
    const matter = letter(office, 'assigned')
    const before = office.see(matter)
    expect(before.matter).toMatchObject({ state: 'assigned', owner_person: personId('刘洋') })
    expect(before.assignments.filter((a) => a.lead).map((a) => [a.role, a.state])).toEqual([
      ['registrar', 'waiting'],
      ['lead', 'open'],
    ])
    expect(before.clocks.map((c) => [c.key, c.stopped_at === null])).toEqual([
      ['dispatch', false],
      ['signFor', true],
      ['handling', true],
    ])
    office.do('赵强', 'accept', { matter })
    const after = office.see(matter)
    expect(after.matter).toMatchObject({ state: 'working', owner_person: personId('赵强'), owner_unit: unitId('housing') })
    expect(after.assignments.map((a) => [a.role, a.state, a.ending])).toEqual([
      ['registrar', 'ended', 'passed'],
      ['lead', 'open', null],
    ])
    expect(after.assignments[1]).toMatchObject({ post: postId('housing-liaison') })
  })
  test('a date set by the giver stands in place of the counted one, but not one gone by', () => {
    const office = memoryOffice()
    const matter = letter(office, 'registered')
    expect(office.code('刘洋', 'assign', { matter, lead: { unit: unitId('housing') }, ask: '办', due: '2026-03-01T01:00:00.000Z' })).toBe('kernel.due-in-past')
    office.do('刘洋', 'assign', { matter, lead: { unit: unitId('housing') }, ask: '办', due: '2026-03-20T16:00:00.000Z' })
    expect(office.see(matter).clocks.find((c) => c.key === 'handling')).toMatchObject({ due_at: '2026-03-20T16:00:00.000Z', first_due_at: '2026-03-20T16:00:00.000Z' })
  })
  test('dispatch to a unit whose receiving post nobody holds is refused; so is a unit that may not sign for it', () => {
    const office = memoryOffice()
    const matter = letter(office, 'registered')
    const give = (lead: unknown) => office.code('刘洋', 'assign', { matter, lead, ask: '办' })
    expect(give({ unit: unitId('leaders') })).toBe('kernel.no-receiver')
    expect(give({ person: personId('沈知远') })).toBe('kernel.cannot-accept')
    expect(give({ person: personId('刘洋') })).toBe('kernel.to-oneself')
    office.office = without(office.office, '赵强', office.now)
    expect(give({ unit: unitId('housing') })).toBe('kernel.no-receiver')
    expect(give({ person: personId('赵强') })).toBe('kernel.person-without-post')
  })
  test('退单: before acceptance, with its ground; the giver wakes and owns, the unit sees no more, the citizen’s clock runs on (R-H05)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'assigned', { assign: { helpers: [{ unit: unitId('city') }] } })
    const handling = office.see(matter).clocks.find((c) => c.key === 'handling')
    office.do('赵强', 'refuse', { matter, ground: '不属我局职责' })
    const f = office.see(matter)
    expect(f.matter).toMatchObject({ state: 'registered', owner_person: personId('刘洋') })
    expect(f.assignments.map((a) => [a.role, a.state, a.ending, a.sees])).toEqual([
      ['registrar', 'open', null, true],
      ['lead', 'ended', 'refused', false],
      ['helper', 'ended', 'dropped', true],
    ])
    expect(f.clocks.find((c) => c.key === 'handling')).toMatchObject({ stopped_at: null, due_at: handling?.due_at })
    expect(office.may('赵强', matter)).toEqual({})
    expect(office.code('赵强', 'note', { matter, text: '再看一眼' })).toBe('kernel.not-found')
  })
  test('refused and given again: submitted anew after a refusal (F2)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'assigned')
    office.do('赵强', 'refuse', { matter, ground: '不属我局职责' })
    office.do('刘洋', 'assign', { matter, lead: { unit: unitId('city') }, ask: '请办理' })
    office.do('韩雪', 'accept', { matter })
    expect(office.see(matter).matter.owner_unit).toBe(unitId('city'))
  })
  test('the second refusal goes to the arbiter; agreed, it runs; not agreed, it is only on record (R-H05)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'assigned')
    office.do('赵强', 'refuse', { matter, ground: '不属我局职责' })
    office.do('刘洋', 'assign', { matter, lead: { unit: unitId('city') }, ask: '请办理' })
    expect(office.may('韩雪', matter).refuse).toMatchObject({ allowed: true, consent: { power: 'arbitrate' } })
    office.do('韩雪', 'refuse', { matter, ground: '应由住建局办' })
    expect(office.see(matter).matter.state).toBe('assigned')
    office.do('周海平', 'sign', { matter, agree: false, opinion: '由你局办' })
    expect(office.see(matter).matter.state).toBe('assigned')
    office.do('韩雪', 'refuse', { matter, ground: '确无人手' })
    office.do('周海平', 'sign', { matter, agree: true })
    expect(office.see(matter).matter).toMatchObject({ state: 'registered', owner_person: personId('刘洋') })
    expect(
      office
        .see(matter)
        .assignments.filter((a) => a.ending === 'refused')
        .map((a) => a.opinion),
    ).toEqual(['不属我局职责', '确无人手'])
  })
  test('a designated unit may not refuse; nobody may after signing', () => {
    const office = memoryOffice()
    const bound = letter(office, 'assigned', { assign: { bound: true } })
    expect(office.code('赵强', 'refuse', { matter: bound, ground: '不属我局职责' })).toBe('kernel.bound')
    const signed = letter(office, 'working')
    expect(office.code('赵强', 'refuse', { matter: signed, ground: '不属我局职责' })).toBe('kernel.already-accepted')
    expect(office.code('赵强', 'accept', { matter: signed })).toBe('kernel.already-accepted')
  })
  test('转办: between holders the state stays; the holder owns until the next has signed; 首问负责 is the rule (GN-34)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    office.do('赵强', 'handOver', { matter, to: { unit: unitId('traffic') }, ask: '请接办' })
    expect(office.see(matter).matter).toMatchObject({ state: 'working', owner_person: personId('赵强') })
    expect(office.code('赵强', 'report', { matter, version: office.see(matter).matter.version, result: 'solved', text: '一' })).toBe('kernel.piece-waits')
    office.do('卫青', 'refuse', { matter, ground: '不归我管' })
    expect(office.see(matter).matter).toMatchObject({ state: 'working', owner_person: personId('赵强') })
    office.do('赵强', 'handOver', { matter, to: { person: personId('卫青') }, ask: '请接办' })
    office.do('卫青', 'accept', { matter })
    expect(office.see(matter).matter.owner_person).toBe(personId('卫青'))
  })
  test('work for a unit is signed for by a member with the power, work for its head by the head alone', () => {
    const office = memoryOffice()
    const unit = letter(office, 'assigned')
    office.do('钱多多', 'accept', { matter: unit })
    expect(office.see(unit).matter.owner_person).toBe(personId('钱多多'))
    const head = letter(office, 'assigned', { assign: { lead: { post: postId('housing-head') } } })
    expect(office.code('郑爽', 'accept', { matter: head })).toBe('kernel.not-yours')
    office.do('李明', 'accept', { matter: head })
    expect(office.see(head).matter.owner_person).toBe(personId('李明'))
  })
  test('a helper signs, refuses or does his piece; the matter stays where it is', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working', { assign: { helpers: [{ unit: unitId('city') }, { person: personId('褚卫国') }] } })
    office.do('韩雪', 'accept', { matter })
    office.do('褚卫国', 'refuse', { matter, ground: '与我队无关' })
    office.do('韩雪', 'done', { matter, opinion: '已清理' })
    const f = office.see(matter)
    expect(f.matter).toMatchObject({ state: 'working', owner_person: personId('赵强') })
    expect(f.assignments.filter((a) => a.role === 'helper').map((a) => a.ending)).toEqual(['done', 'refused'])
    expect(office.code('赵强', 'done', { matter })).toBe('kernel.lead-reports')
  })
  test('报结 hears every helper, or names him and why not', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working', { assign: { helpers: [{ unit: unitId('city') }] } })
    const report = { matter, version: office.see(matter).matter.version, result: 'solved', text: '已修复' }
    expect(office.code('赵强', 'report', report)).toBe('kernel.helpers-unheard')
    expect(office.code('赵强', 'report', { ...report, result: 'great' })).toBe('kernel.unknown-result')
    expect(office.code('韩雪', 'report', report)).toBe('kernel.not-yours')
    office.do('赵强', 'report', { ...report, withoutHelpers: [{ piece: office.piece(matter, '韩雪').id, why: '与本件无关' }] })
    expect(office.see(matter).matter.state).toBe('reported')
  })
  test('a stale version changes nothing and says which one is there now; a colleague’s signature does not make it stale (不变量 15)', () => {
    const office = memoryOffice()
    const matter = letter(office, 'working')
    const { version } = office.see(matter).matter
    office.do('赵强', 'circulate', { matter, to: [{ person: personId('李明') }], ask: '请审', kind: 'say' })
    office.do('李明', 'sign', { matter, agree: true })
    expect(office.see(matter).matter.version).toBe(version)
    const was = office.matters
    expect(office.attempt('赵强', 'report', { matter, version: version - 1, result: 'solved', text: '一' })).toMatchObject({
      code: 'kernel.stale',
      status: 409,
      facts: { version, yours: version - 1 },
    })
    expect(office.code('赵强', 'report', { matter, result: 'solved', text: '一' })).toBe('kernel.version-missing')
    expect(office.matters).toBe(was)
  })
  test('退回全件 to an earlier holder: he signs and goes on from there, or does and it comes straight back (F2, F5)', () => {
    const office = memoryOffice()
    const to = (matter: ReturnType<typeof letter>) => office.see(matter).assignments.find((a) => a.role === 'registrar')?.id
    const there = letter(office, 'working')
    office.do('赵强', 'returnWhole', { matter: there, to: to(there), reason: '材料不全', resume: 'there' })
    expect(office.see(there).matter.owner_person).toBe(personId('赵强'))
    office.do('刘洋', 'accept', { matter: there })
    expect(office.see(there).matter.owner_person).toBe(personId('刘洋'))
    const here = letter(office, 'working')
    office.do('赵强', 'returnWhole', { matter: here, to: to(here), reason: '请补材料', resume: 'here' })
    office.do('刘洋', 'done', { matter: here, opinion: '已补' })
    expect(office.piece(here, '赵强', 'lead')).toMatchObject({ state: 'open' })
    expect(office.see(here).matter.owner_person).toBe(personId('赵强'))
  })
  test('退回 of a report: it stays on record as returned, the lead wakes, the clock runs on as if never stopped; one’s own is not sent back', () => {
    const office = memoryOffice()
    const matter = letter(office, 'reported')
    const due = office.see(matter).clocks.find((c) => c.key === 'handling')?.due_at
    office.do('王芳', 'sendBack', { matter, reason: '未答所问' })
    const f = office.see(matter)
    expect(f.matter.state).toBe('working')
    expect(f.reports).toMatchObject([{ returned_by: personId('王芳'), result_text: '已修复' }])
    expect(f.rounds[0]?.report).toBeNull()
    expect(f.clocks.find((c) => c.key === 'handling')).toMatchObject({ stopped_at: null, due_at: due })
    expect(office.piece(matter, '赵强', 'lead').state).toBe('open')
    expect(f.assignments.find((a) => a.role === 'reply')?.ending).toBe('superseded')
    office.do('赵强', 'report', { matter, version: f.matter.version, result: 'solved', text: '重新报结' })
    expect(office.see(matter).reports.map((r) => [r.no, r.returned_at === null])).toEqual([
      [1, false],
      [2, true],
    ])
    const own = memoryOffice({
      office: {
        ...trialPeople(),
        powers: [...trialPeople().powers, { post: postId('housing-liaison'), person: null, key: 'trial.review', from_at: '2020-01-01T00:00:00.000Z' as never, to_at: null }],
      },
    })
    expect(own.code('赵强', 'sendBack', { matter: letter(own, 'reported'), reason: '自己退' })).toBe('kernel.own-work')
  })
  test('a whole that only its open part still held comes back to its owner when the part ends, on its own record (承诺 1、不变量 1)', () => {
    const office = memoryOffice()
    const whole = letter(office, 'reported')
    const part = letter(office, 'registered', { register: { partOf: whole } })
    expect(office.code('刘洋', 'done', { matter: whole })).toBe('done')
    expect(leadOf(office.see(whole))?.state).toBe('waiting')
    office.do('刘洋', 'void', { matter: part, reason: '重复', told: { via: 'phone', body: '并入前件。' } })
    office.do('周海平', 'sign', { matter: part, agree: true })
    expect(office.see(part).matter.phase).toBe('void')
    expect(office.see(whole)).toMatchObject({ openParts: 0 })
    expect(leadOf(office.see(whole))?.state).toBe('open')
    expect(office.see(whole).events[0]).toMatchObject({ move: 'partEnded' })
  })
})
