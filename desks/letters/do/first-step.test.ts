import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { exits, registerLetter } from '../shape.ts'
import { handleCallBack } from './call-back.ts'
import { call, type Letter, type LettersOffice, lettersOffice, unitOf } from './letters-office.ts'
import { handleRegisterLetter } from './register-letter.ts'
import { handleReplyLetter, handleSubmitReply, handleTellExtended, handleTellOnce } from './reply-letter.ts'
import { handleReportLetter } from './report-letter.ts'

let trial: TrialDatabase
let o: LettersOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'letters-exits')
})
beforeEach(async () => {
  o = await lettersOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
const land = async (more: object) => (await o.as('何雨桐', handleRegisterLetter, { ...call, ...more })) as Letter
const running = (letter: Letter) => letter.clocks.filter((c) => c.stoppedAt === null && ['handling', 'mayor', 'governor', 'emergency'].includes(c.key)).map((c) => c.key)

describe('受理出口 exits at intake (R-H03, GN-35)', () => {
  test('a lawful way is told to the caller: the words are kept as the answer, the result says so, and it is closed', async () => {
    const letter = await land({ kind: 'complaint', exit: { way: 'legal', to: 'arbitration' }, answered: { text: '请到劳动仲裁委，电话 12333。' } })
    expect(letter).toMatchObject({ state: 'closed', detail: { exit: 'legal', exitTo: 'arbitration' }, answers: [{ body: '请到劳动仲裁委，电话 12333。', via: 'phone' }] })
    expect(letter.reports).toMatchObject([{ result: 'otherChannel' }])
  })
  test('told again with nothing new: the earlier letter is named, its progress told, and the two stay linked', async () => {
    const first = await o.letter('working')
    const letter = await land({ exit: { way: 'repeat' }, arisesFrom: first.id, answered: { text: `已登记 ${first.number}，正在办理。` } })
    expect(letter).toMatchObject({ state: 'closed', detail: { exit: 'repeat' } })
    const links = await run<{ n: number }>(o.office.tx(), `select count(*)::int as n from link l where l.from_matter = $1 and l.to_matter = $2 and l.kind = 'arises'`, [
      first.id,
      letter.id,
    ])
    expect(links).toEqual([{ n: 1 }])
  })
  test('every exit but the emergency needs what the citizen was told; the lawful one its way, the repeated one its earlier letter', () => {
    for (const way of exits) expect(registerLetter.input.safeParse({ ...call, exit: { way } }).success, way).toBe(way === 'emergency')
    expect(registerLetter.input.safeParse({ ...call, exit: { way: 'legal' }, answered: { text: '请到法院。' } }).success).toBe(false)
    expect(registerLetter.input.safeParse({ ...call, exit: { way: 'repeat' }, answered: { text: '正在办理。' } }).success).toBe(false)
  })
  test('a word of praise is thanked for on the line, or goes to the unit it is about (表扬)', async () => {
    expect(await land({ kind: 'praise', answered: { text: '感谢您的肯定，已转告。' } })).toMatchObject({ state: 'closed', detail: { kind: 'praise' } })
    expect(await land({ kind: 'praise', assign: { lead: { unit: unitOf('housing') } } })).toMatchObject({ state: 'assigned' })
  })
})

describe('疑似突发 one key to an emergency (R-H10)', () => {
  test('the officer on duty has it in the same act, for half an hour, marked as most urgent, and cannot pass it back', async () => {
    const letter = await land({ exit: { way: 'emergency' } })
    expect(letter).toMatchObject({ state: 'assigned', urgency: 'extra', detail: { exit: 'emergency' } })
    expect(running(letter)).toEqual(['emergency'])
    const clock = letter.clocks.find((c) => c.key === 'emergency')
    expect(Date.parse(clock?.dueAt ?? '') - Date.parse(letter.registeredAt)).toBe(30 * 60_000)
    expect(await o.see('邵军', letter)).toMatchObject({ may: { accept: { allowed: true }, refuse: { allowed: false, code: 'kernel.bound' } } })
    const told = await run<{ kind: string }>(o.office.tx(), 'select n.kind from outbox n join person p on p.id = n.to_person where p.name = $1', ['邵军'])
    expect(told.map((n) => n.kind)).toContain('given')
  })
})

describe('延期告知 an extension told to the citizen (R-H08)', () => {
  test('agreed, the centre has it to tell; until it is told the letter is not closed, and what was said stands as an answer in between', async () => {
    const letter = await o.letter('working')
    const on = { matter: letter.id, piece: null }
    await o.office.as('许文涛').do('extend', { ...on, until: '2026-12-04T16:00:00.000Z', reason: '管材未到' })
    const open = async (name: string) => (await o.see(name, letter)).stages.flatMap((s) => s.pieces).filter((p) => p.state === 'open')
    expect((await open('何雨桐')).some((p) => p.role === 'tellExtended')).toBe(false) // nothing to tell before it is agreed
    await o.office.as('高敏').do('sign', { matter: letter.id, piece: (await open('高敏')).find((p) => p.kind === 'say')?.id, agree: true })
    expect((await open('何雨桐')).some((p) => p.role === 'tellExtended')).toBe(true)
    const told = (await o.as('何雨桐', handleTellExtended, { ...on, text: '管材未到，至迟12月4日答复您。' })) as Letter
    expect(told.answers.filter((a) => a.kind === 'interim')).toMatchObject([{ body: '管材未到，至迟12月4日答复您。', via: 'phone' }])
    expect(told.stages.flatMap((s) => s.pieces).filter((p) => p.role === 'tellExtended')).toMatchObject([{ ending: 'done' }])
    expect(await o.office.owed(letter.id as never)).toHaveLength(1)
  })
})

describe('一次性告知 told once (BZ-47)', () => {
  test('every paper in one go; asked again only with a reason, which stays on record beside the count', async () => {
    const letter = await o.letter('working')
    const on = { matter: letter.id, piece: null }
    const once = (await o.as('许文涛', handleTellOnce, { ...on, text: '身份证、房产证、物业证明各一份。' })) as Letter
    expect(once).toMatchObject({ state: 'working', detail: { supplements: 1 } })
    expect(once.answers.filter((a) => a.kind === 'interim')).toMatchObject([{ body: '身份证、房产证、物业证明各一份。' }])
    expect(await o.code('许文涛', handleTellOnce, { ...on, text: '还要户口簿。' })).toBe('letters.told-once')
    const again = (await o.as('许文涛', handleTellOnce, { ...on, text: '还要户口簿。', reason: '新规定上周施行' })) as Letter
    expect(again).toMatchObject({ detail: { supplements: 2 } })
    const notes = await run<{ text: string }>(o.office.tx(), 'select n.text from note n where n.matter_id = $1', [letter.id])
    expect(notes.map((n) => n.text)).toContain('再次要求补充材料，未一次性告知的原因：新规定上周施行')
    expect(await o.office.owed(letter.id as never)).toHaveLength(1)
  })
})

describe('信箱与批示件 mailboxes and letters with a leader’s note', () => {
  test.each([
    ['mayor', 'mayor'],
    ['governor', 'governor'],
    ['letter', 'handling'],
  ] as const)('%s: exactly one clock of the whole letter runs, its own (HA-43)', async (channel, key) => {
    const letter = await land({ channel, assign: { lead: { unit: unitOf('housing') } } })
    expect(running(letter)).toEqual([key])
  })
  test('assigned later by the head, the mailbox’s own limit still runs (HA-43)', async () => {
    const letter = await land({ channel: 'governor' })
    await o.office.as('高敏').do('assign', { matter: letter.id, piece: null, lead: { unit: unitOf('housing') }, ask: '请办理' })
    expect(running(await o.see('高敏', letter))).toEqual(['governor'])
  })
  test('a leader wrote on it: his words stand on record, writer and leader are both answered, and only the writer is called back (HA-44)', async () => {
    const leader = o.office.office.persons
    const zhang = [...leader.values()].find((p) => p.name === '张怀远')?.id
    const letter = await land({ channel: 'letter', noted: { leader: zhang, note: '请住建局三日内解决。' }, assign: { lead: { unit: unitOf('housing') } } })
    const notes = await run<{ text: string }>(o.office.tx(), 'select n.text from note n where n.matter_id = $1', [letter.id])
    expect(notes.map((n) => n.text)).toEqual(['张怀远批示：请住建局三日内解决。'])
    expect(await o.office.owed(letter.id as never)).toHaveLength(2)
    const on = { matter: letter.id, piece: null }
    await o.office.as('许文涛').do('accept', on)
    let now = await o.see('许文涛', letter)
    await o.as('许文涛', handleReportLetter, { ...on, version: now.version, result: 'solved', text: '已修复。' })
    await o.as('刘梦琪', handleSubmitReply, { ...on, text: '您好，已修复。' })
    now = await o.see('高敏', letter)
    await o.office.as('高敏').do('sign', { ...on, agree: true, draft: now.draft })
    await o.as('刘梦琪', handleReplyLetter, { ...on, via: 'phone' })
    await o.office.as('张怀远').do('read', { matter: letter.id })
    const asked = (await o.see('何雨桐', letter)).answers.find((a) => a.settledAt !== null && a.to === 'contact') ?? (await o.see('何雨桐', letter)).answers[0]
    const done = (await o.as('何雨桐', handleCallBack, { ...on, answer: asked?.id, reached: true, responded: true, solved: 'yes', satisfied: 'yes' })) as Letter
    expect(done).toMatchObject({ state: 'closed' })
    expect(done.answers.every((a) => a.settledAt !== null)).toBe(true)
  })
})
