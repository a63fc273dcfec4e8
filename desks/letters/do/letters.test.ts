import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { replayMatter } from '../../../kernel/history/replay.ts'
import { personId } from '../../../kernel/trial/people.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { readLedger } from '../read/ledger.ts'
import { handleCallBack } from './call-back.ts'
import { call, type Letter, type LettersOffice, lettersOffice, unitOf } from './letters-office.ts'
import { handleCallerHistory, handleOpenContact } from './open-contact.ts'
import { handlePaste } from './paste-letter.ts'
import { handleRegisterLetter } from './register-letter.ts'
import { handleReplyLetter, handleSaveDraft, handleSubmitReply, handleUnanswerable } from './reply-letter.ts'
import { handleReportLetter } from './report-letter.ts'

let trial: TrialDatabase
let o: LettersOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'letters-acts')
})
beforeEach(async () => {
  o = await lettersOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
const on = (letter: { readonly id: string }) => ({ matter: letter.id, piece: null })
const answerOf = async (letter: Letter) => (await o.see('何雨桐', letter)).answers.at(-1)?.id
const rated = { reached: true, responded: true, solved: 'yes', satisfied: 'yes' } as const

describe('登记 register (R-H01, R-H02)', () => {
  test('the letter has a number, an owner and a clock; whoever took it owns it', async () => {
    const letter = await o.letter('registered')
    expect(letter).toMatchObject({
      number: '信〔2026〕1号',
      state: 'registered',
      owner: { person: { name: '何雨桐' } },
      detail: { channel: 'call', kind: 'help', reachable: true, attempts: 0 },
    })
    expect(letter.clocks.map((c) => c.key)).toContain('dispatch')
    expect(await o.office.owed(letter.id as never)).toHaveLength(1)
  })
  test('with a unit it is with the unit in the same act; the registrar still owns it', async () => {
    const letter = (await o.as('何雨桐', handleRegisterLetter, { ...call, assign: { lead: { unit: unitOf('housing') } } })) as Letter
    expect(letter).toMatchObject({ state: 'assigned', owner: { person: { name: '何雨桐' } } })
    expect((await o.office.history(letter.id as never)).map((e) => e.move)).toEqual(['register', 'assign'])
    expect(await o.see('许文涛', letter)).toMatchObject({ may: { accept: { allowed: true }, report: { allowed: false } } })
  })
  test('an enquiry answered on the line is closed in one act, and no rating is invented', async () => {
    const letter = (await o.as('何雨桐', handleRegisterLetter, { ...call, kind: 'enquiry', answered: { text: '带身份证到社区办理。' } })) as Letter
    expect(letter).toMatchObject({ state: 'closed', answers: [{ via: 'phone', body: '带身份证到社区办理。', satisfied: null, ratedAt: null }] })
    expect(await o.code('何雨桐', handleRegisterLetter, { ...call, answered: { text: '知道了。' } })).toBe('letters.not-an-enquiry')
  })
  test('工作秘密: marked by whoever may, known to those it is given to and to nobody else, and answered like any other (R-C04)', async () => {
    expect(await o.code('何雨桐', handleRegisterLetter, { ...call, named: true })).toBe('letters.may-not-mark')
    const letter = (await o.as('高敏', handleRegisterLetter, { ...call, named: true, assign: { lead: { unit: unitOf('housing') } } })) as Letter
    expect(letter.readers).toBe('named')
    expect(letter.stages.flatMap((s) => s.pieces).findLast((p) => p.lead)).toMatchObject({ person: { name: '许文涛' } })
    const sees = async () => {
      const seen: string[] = []
      for (const name of ['高敏', '许文涛', '何雨桐', '刘梦琪']) if ((await o.as(name, readLedger, { size: 50 })).rows.length > 0) seen.push(name)
      return seen
    }
    expect(await sees()).toEqual(['高敏', '许文涛'])
    await o.office.as('许文涛').do('accept', on(letter))
    const { version } = await o.see('许文涛', letter)
    const reported = (await o.as('许文涛', handleReportLetter, { ...on(letter), version, result: 'solved', text: '已更换循环泵。' })) as Letter
    expect(reported.state).toBe('reported')
    const drafter = reported.stages.flatMap((s) => s.pieces).find((p) => p.role === 'reply')?.person?.name
    expect(drafter).toBeDefined() // a person, not a post: the list is closed
    expect(new Set(await sees())).toEqual(new Set(['高敏', '许文涛', drafter]))
  })
  test('定为工作秘密 after registration: sight follows in the same act, for lists too; who holds it is not struck off; opened again, its units see it (R-C04, HB-55)', async () => {
    const letter = await o.letter('assigned')
    const sees = async () => {
      const seen: string[] = []
      for (const name of ['何雨桐', '高敏', '刘梦琪', '许文涛', '魏来']) if ((await o.as(name, readLedger, { size: 50 })).rows.length > 0) seen.push(name)
      return seen
    }
    const list = (name: string, move: string, more: object = {}) => o.office.as(name).do(move, { ...on(letter), reason: '涉及未公开的拆迁方案', ...more })
    await expect(list('许文涛', 'closeList')).rejects.toMatchObject({ refusal: { code: 'kernel.no-power' } })
    await list('高敏', 'closeList')
    expect(await sees()).toEqual(['何雨桐', '高敏', '许文涛'])
    expect(await o.see('高敏', letter)).toMatchObject({ readers: 'named', known: [{ name: '何雨桐' }, { name: '许文涛' }, { name: '高敏' }] })
    await expect(o.see('刘梦琪', letter)).rejects.toMatchObject({ refusal: { code: 'kernel.not-found' } })
    await list('高敏', 'changeList', { add: [personId('魏来')] })
    expect(await sees()).toContain('魏来')
    await list('高敏', 'changeList', { remove: [personId('魏来')] })
    expect(await sees()).not.toContain('魏来')
    await expect(list('高敏', 'changeList', { remove: [personId('许文涛')] })).rejects.toMatchObject({ refusal: { code: 'kernel.listed-holds', facts: { name: '许文涛' } } })
    await list('高敏', 'openList')
    expect(await sees()).toEqual(['何雨桐', '高敏', '刘梦琪', '许文涛'])
    expect((await o.office.history(letter.id as never)).map((e) => e.move)).toEqual(['register', 'assign', 'closeList', 'changeList', 'changeList', 'openList'])
    expect(await replayMatter(o.office.tx(), letter.id as never)).toEqual([])
  })
  test('the list of a closed letter is closed and changed as well (R-C04)', async () => {
    const letter = await o.letter('answered')
    const closed = (await o.as('何雨桐', handleCallBack, { ...on(letter), answer: await answerOf(letter), ...rated })) as Letter
    expect(closed.state).toBe('closed')
    await o.office.as('高敏').do('closeList', { ...on(letter), add: [personId('魏来')], reason: '涉及举报人' })
    expect((await o.as('魏来', readLedger, { size: 50 })).rows).toHaveLength(1)
    await o.office.as('高敏').do('changeList', { ...on(letter), remove: [personId('魏来'), personId('许文涛')], reason: '不再需要知悉' })
    for (const name of ['魏来', '许文涛']) expect((await o.as(name, readLedger, { size: 50 })).rows).toHaveLength(0)
    expect(await replayMatter(o.office.tx(), letter.id as never)).toEqual([])
  })
  test('who may not register is refused, and nothing is left behind', async () => {
    expect(await o.code('许文涛', handleRegisterLetter, call)).toBe('kernel.no-power')
    expect(await run(o.office.tx(), 'select 1 from letters_letter', [])).toEqual([])
  })
  test('a date that has passed is refused', async () => {
    expect(await o.code('何雨桐', handleRegisterLetter, { ...call, assign: { lead: { unit: unitOf('housing') }, due: '2026-11-20T00:00:00Z' } })).toBe('letters.bad-due')
  })
  test.each([
    ['no text', { body: '  ' }],
    ['a title of two lines', { title: 'a\nb' }],
    ['too long a text', { body: '长'.repeat(20_001) }],
    ['a telephone that is none', { phone: "1' or '1'='1" }],
    ['an unknown kind', { kind: 'petition' }],
    ['a wrong type', { body: { $ne: null } }],
    ['assigned and answered at once', { assign: { lead: { unit: unitOf('housing') } }, answered: { text: 'x' } }],
  ])('%s does not pass the contract', (_, wrong) => expect(handleRegisterLetter.contract.input.safeParse({ ...call, ...wrong }).success).toBe(false))
  test('SQL and script in every text are only text', async () => {
    const odd = `'); drop table matter; -- <script>alert(1)</script>`
    const letter = (await o.as('何雨桐', handleRegisterLetter, { ...call, title: odd, body: odd, place: odd, name: odd.slice(0, 50) })) as Letter
    expect(letter).toMatchObject({ title: odd, detail: { body: odd, place: odd } })
  })
})

describe('来信人 who wrote (R-C18)', () => {
  test('is sealed in the database; events and the outbox never name him (不变量 18)', async () => {
    const letter = await o.letter('answered')
    const [row] = await run<{ name: Buffer; all: string }>(o.office.tx(), `select c.name_cipher as name, c::text as all from contact c where c.matter_id = $1`, [letter.id])
    expect(row?.name.toString('utf8')).toBe('sealed(王女士)')
    const told = await run<{ text: string }>(o.office.tx(), `select (e.said::text || e.effects::text) as text from event e union all select payload::text from outbox`, [])
    for (const { text } of told) {
      expect(text).not.toContain('王女士')
      expect(text).not.toContain('6027')
      expect(text).not.toContain('循环泵')
      expect(text).not.toContain('暖气')
    }
  })
  test('is opened by the centre, on record; the unit that handles it has no such power', async () => {
    const letter = await o.letter('working')
    expect(await o.as('何雨桐', handleOpenContact, { matter: letter.id, why: '回电' })).toEqual({
      contacts: [{ name: '王女士', phone: '138 0000 6027', address: null, other: null }],
    })
    expect(await run(o.office.tx(), 'select l.matter_id, l.what from looked l', [])).toMatchObject([{ matter_id: letter.id, what: 'contact: 回电' }])
    expect(handleOpenContact.gate).toEqual({ power: 'letters.contact' })
    expect(o.office.office.powers.some((p) => p.key === 'letters.contact' && o.office.office.posts.get(p.post as never)?.key === 'liaison')).toBe(false)
  })
  test('the number that calls again finds its earlier letters, however it is written', async () => {
    await o.letter('registered')
    await o.letter('registered', { phone: '13900000001' })
    expect(await o.as('何雨桐', handleCallerHistory, { phone: '13700000000' })).toMatchObject({ count: 0, rows: [] })
    expect(await o.as('何雨桐', handleCallerHistory, { phone: '+86 13800006027' })).toMatchObject({ count: 1 })
    expect(await o.as('何雨桐', handleCallerHistory, { phone: '138-0000-6027' })).toMatchObject({ count: 1, rows: [{ title: call.title }] })
  })
})

describe('报结 report (HA-45)', () => {
  test('the lead unit reports; the letter waits for its reply and nothing is closed', async () => {
    const letter = await o.letter('reported')
    expect(letter).toMatchObject({ state: 'reported', phase: 'reported', may: { report: { allowed: false, code: 'kernel.not-in-this-state' } } })
    expect((await o.office.history(letter.id as never)).at(-1)).toEqual({ move: 'report', actor: '许文涛' })
    expect(await o.office.owed(letter.id as never)).toHaveLength(1)
  })
  test('a unit that only helps may not', async () => {
    const letter = await o.letter('registered')
    await o.office.as('何雨桐').do('assign', { ...on(letter), lead: { unit: unitOf('housing') }, helpers: [{ unit: unitOf('streets') }], ask: '请办理' })
    await o.office.as('许文涛').do('accept', on(letter))
    await o.office.as('魏来').do('accept', on(letter))
    const report = { ...on(letter), version: (await o.see('魏来', letter)).version, result: 'solved', text: '已办' }
    expect(await o.code('魏来', handleReportLetter, report)).toBe('kernel.not-yours')
    expect(await o.code('许文涛', handleReportLetter, { ...report, version: (await o.see('许文涛', letter)).version })).toBe('kernel.helpers-unheard')
  })
  test('a stale version changes nothing (不变量 15)', async () => {
    const letter = await o.letter('working')
    expect(await o.code('许文涛', handleReportLetter, { ...on(letter), version: letter.version - 1, result: 'solved', text: '已办' })).toBe('kernel.stale')
    expect(await o.see('许文涛', letter)).toMatchObject({ state: 'working', reports: [] })
  })
  test('a visit was asked for: the day is kept with the letter', async () => {
    const letter = await o.letter('working', { visit: true })
    const report = { ...on(letter), version: letter.version, result: 'solved', text: '已到现场。' }
    expect(await o.code('许文涛', handleReportLetter, report)).toBe('letters.no-site-evidence')
  })
})

describe('拟复、核稿、答复 the reply', () => {
  const text = '您好，您反映的暖气问题已经解决。'
  test('what is typed is saved, and only by whoever drafts', async () => {
    const letter = await o.letter('reported')
    expect(await o.as('刘梦琪', handleSaveDraft, { matter: letter.id, text })).toMatchObject({ savedAt: o.office.now })
    expect(await o.code('许文涛', handleSaveDraft, { matter: letter.id, text })).toBe('letters.not-drafting')
    expect((await o.see('刘梦琪', letter)).draft).toBeNull()
  })
  test('submitted, agreed, sent: exactly these words, and the call-back follows', async () => {
    const letter = await o.letter('answered')
    expect(letter).toMatchObject({ state: 'answered', draft: 1, answers: [{ via: 'phone', body: '您好，经查系循环泵故障，现已更换，昨日上门测温二十度。' }] })
    expect(letter.stages.flatMap((s) => s.pieces).find((p) => p.role === 'callBack')).toMatchObject({ state: 'open', post: '话务员' })
  })
  test('changed after it was agreed: not sent', async () => {
    const letter = await o.letter('agreed')
    await o.as('刘梦琪', handleSaveDraft, { matter: letter.id, text: `${text}另有一句。` })
    expect(await o.code('刘梦琪', handleReplyLetter, { ...on(letter), via: 'letter' })).toBe('letters.draft-changed')
    await o.as('刘梦琪', handleSubmitReply, { ...on(letter), text: `${text}另有一句。` })
    expect(await o.code('刘梦琪', handleReplyLetter, { ...on(letter), via: 'letter' })).toBe('letters.not-reviewed')
  })
  test('a misprint is corrected without a new review, and stands on record', async () => {
    const letter = await o.letter('agreed')
    await o.as('刘梦琪', handleSubmitReply, { ...on(letter), text: '您好，经查系循环泵故障，现已更换，昨日上门测温 20 度。', change: 'trivial' })
    const sent = (await o.as('刘梦琪', handleReplyLetter, { ...on(letter), via: 'letter' })) as Letter
    expect(sent).toMatchObject({ state: 'answered', draft: 2 })
  })
  test('somebody else submitted meanwhile: the draft judged is no longer the one there', async () => {
    const letter = await o.letter('submitted')
    expect(await o.code('刘梦琪', handleSubmitReply, { ...on(letter), draft: 0, text: '另一稿' })).toBe('kernel.stale-draft')
  })
  test('nobody can be told: a ground, a second person, closed', async () => {
    const letter = await o.letter('reported', { phone: null, name: null })
    await o.as('刘梦琪', handleUnanswerable, { ...on(letter), ground: '未留联系方式。' })
    const closed = (await o.office.as('高敏').do('sign', { ...on(letter), agree: true })) as Letter
    expect(closed).toMatchObject({ state: 'closed', answers: [{ via: 'none', ground: '未留联系方式。' }] })
  })
})

describe('回访 call back (R-H09, promise 2)', () => {
  test('solved and satisfied: closed, and history folds to the rows (不变量 17)', async () => {
    const letter = await o.letter('answered')
    const closed = (await o.as('何雨桐', handleCallBack, { ...on(letter), answer: await answerOf(letter), ...rated })) as Letter
    expect(closed).toMatchObject({ state: 'closed', answers: [{ responded: true, solved: 'yes', satisfied: 'yes' }] })
    expect(await replayMatter(o.office.tx(), letter.id as never)).toEqual([])
  })
  test('dissatisfied: opened again in the same act, a second round for the same person', async () => {
    const letter = await o.letter('answered')
    const again = (await o.as('何雨桐', handleCallBack, { ...on(letter), answer: await answerOf(letter), ...rated, satisfied: 'no', text: '还是不热。' })) as Letter
    expect(again).toMatchObject({ state: 'working', round: 2, owner: { person: { name: '许文涛' } } })
    expect(await o.office.owed(letter.id as never)).toHaveLength(1)
    expect(await replayMatter(o.office.tx(), letter.id as never)).toEqual([])
  })
  test('all three are asked, apart', async () => {
    const letter = await o.letter('answered')
    expect(await o.code('何雨桐', handleCallBack, { ...on(letter), answer: await answerOf(letter), reached: true, responded: true, solved: 'yes' })).toBe('letters.marks-missing')
  })
  test('three calls in vain: on record each, then closed as not asked', async () => {
    const letter = await o.letter('answered')
    const answer = await answerOf(letter)
    const states: string[] = []
    for (let n = 0; n < 3; n++) {
      const seen = (await o.as('何雨桐', handleCallBack, { ...on(letter), answer, reached: false })) as Letter
      states.push(`${seen.state} ${seen.detail.attempts}`)
      o.office.pass(3_600_000)
    }
    expect(states).toEqual(['answered 1', 'answered 2', 'closed 3'])
    expect(await o.see('何雨桐', letter)).toMatchObject({ answers: [{ ratedAt: null, satisfied: null }] })
  })
  test('who answered does not call back', async () => {
    const letter = await o.letter('answered')
    expect(await o.code('刘梦琪', handleCallBack, { ...on(letter), answer: await answerOf(letter), ...rated })).toBe('kernel.own-work')
  })
})

describe('一贴即办 paste', () => {
  test("reads with this office's units and calendar, and stores nothing", async () => {
    const read = await o.as('何雨桐', handlePaste, { text: '请住建局三日内答复：北苑小区楼顶漏水。联系人：周女士 13800006027' })
    expect(read).toMatchObject({ units: [{ name: '市住建局' }], phone: '13800006027', name: '周女士', due: { at: '2026-11-26T16:00:00.000Z' } })
    expect(await run(o.office.tx(), 'select 1 from matter', [])).toEqual([])
  })
})
