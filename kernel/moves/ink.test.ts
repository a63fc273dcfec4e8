import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type TrialDatabase, trialDatabase } from '../../tools/trial-database.ts'
import { textDigest } from '../history/digest.ts'
import { maskRow } from '../history/event.ts'
import { compareRow, replayMatter } from '../history/replay.ts'
import type { ContactId, MatterId } from '../ids.ts'
import { addMillis, HOUR } from '../time.ts'
import { type MemoryOffice, memoryOffice } from '../trial/memory.ts'
import { openOffice } from '../trial/office.ts'
import { personId, unitId } from '../trial/people.ts'
import { letter } from '../trial/story.ts'
import { run } from '../write/tx.ts'
import { wordInput } from './inputs.ts'

const ink = '{"w":1000,"h":400,"s":[[100,100,0,40,50,10,16,60],[300,200,400,0]]}'
const to = (...names: string[]) => names.map((name) => ({ person: personId(name) }))
function asked(office: MemoryOffice, kind: 'say' | 'read'): MatterId {
  const matter = letter(office, 'working')
  office.do('赵强', 'circulate', { matter, to: to('李明', '褚卫国', '沈丽'), ask: '请批示', kind, blocks: kind === 'say' })
  return matter
}
const piece = (office: MemoryOffice, matter: MatterId, name: string) => office.see(matter).assignments.find((a) => a.person === personId(name) && a.kind !== 'do')
const told = (done: { readonly notices: readonly { readonly kind: string; readonly to: string }[] }) => done.notices.filter((n) => n.to === personId('赵强')).map((n) => n.kind)

describe('手写原迹 an opinion by hand (R-D24)', () => {
  test('签和阅都可以手写；怎么写的照实记：键入、口述、手写、代录', () => {
    const office = memoryOffice()
    const say = asked(office, 'say')
    office.do('李明', 'sign', { matter: say, agree: true, ink })
    office.do('褚卫国', 'sign', { matter: say, agree: true, opinion: '请住建局牵头', dictated: true })
    office.do('沈丽', 'sign', { matter: say, agree: true, opinion: '同意' })
    expect(piece(office, say, '李明')).toMatchObject({ ending: 'agreed', opinion: null, ink, via: 'handwritten', ink_salt: expect.any(String) })
    expect(piece(office, say, '褚卫国')).toMatchObject({ opinion: '请住建局牵头', ink: null, ink_salt: null, via: 'dictated' })
    expect(piece(office, say, '沈丽')).toMatchObject({ via: 'typed', ink: null })
    const read = asked(office, 'read')
    office.do('李明', 'read', { matter: read, ink, opinion: '已阅' })
    office.do('褚卫国', 'read', { matter: read })
    expect(piece(office, read, '李明')).toMatchObject({ ending: 'read', opinion: '已阅', ink, via: 'handwritten' })
    expect(piece(office, read, '褚卫国')).toMatchObject({ ending: 'read', ink: null, via: null })
  })
  test('不同意可以手写理由；什么都没写仍不行', () => {
    const office = memoryOffice()
    const matter = asked(office, 'say')
    expect(office.code('李明', 'sign', { matter, agree: false })).toBe('kernel.say-why')
    expect(office.code('李明', 'sign', { matter, agree: false, ink })).toBe('done')
    expect(piece(office, matter, '李明')).toMatchObject({ ending: 'disagreed', ink, via: 'handwritten' })
  })
  test('代录只附纸上原件，不由别人在手写板上代写 (代录)', () => {
    const office = memoryOffice()
    const matter = asked(office, 'say')
    office.pass(2 * HOUR)
    const recorded = { actor: personId('李明'), at: addMillis(office.now, -HOUR), relay: '口头', evidence: null, late: null }
    expect(office.code('刘洋', 'sign', { matter, agree: true, ink, recorded })).toBe('kernel.ink-recorded')
    office.do('刘洋', 'sign', { matter, agree: true, opinion: '请抓紧', recorded })
    expect(piece(office, matter, '李明')).toMatchObject({ via: 'recorded', opinion: '请抓紧', ink: null, acted_by: personId('李明') })
  })
  test('合同只收笔迹，不收别的字', () => {
    const on = { matter: memoryOffice().ids.next(), agree: true }
    expect(wordInput.sign.safeParse({ ...on, ink }).success).toBe(true)
    for (const bad of ['王女士', '<svg/>', '{"w":1,"h":1,"s":[["x"]]}']) expect(wordInput.sign.safeParse({ ...on, ink: bad }).success, bad).toBe(false)
  })
})

describe('写了才通知，只同意或者圈阅不打扰 (F16)', () => {
  test.each([
    ['同意', { opinion: '同意' }, []],
    ['同意拟办意见', { opinion: '同意拟办意见。' }, []],
    ['圈阅', { opinion: '圈阅' }, []],
    ['同意加标点', { opinion: '“同意”！！…… OK.' }, []],
    ['什么也没写', { opinion: null }, []],
    ['写了批示', { opinion: '请住建局本周内报结果' }, ['opinion']],
    ['只有手写', { opinion: null, ink }, ['opinion']],
    ['手写又选同意', { opinion: '同意', ink }, ['opinion']],
  ])('签：%s', (_, said, notices) => {
    const office = memoryOffice()
    expect(told(office.do('李明', 'sign', { matter: asked(office, 'say'), agree: true, ...said }))).toEqual(notices)
    expect(told(office.do('李明', 'read', { matter: asked(office, 'read'), ...said }))).toEqual(notices)
  })
  test('不同意、还有别人没签，交办人也随即知道为什么', () => {
    const office = memoryOffice()
    expect(told(office.do('李明', 'sign', { matter: asked(office, 'say'), agree: false, opinion: '经费未落实' }))).toEqual(['opinion'])
  })
  test('代录进来的批示同样告知，代录的同意不打扰；笔迹和字都不进通知', () => {
    const office = memoryOffice()
    const matter = asked(office, 'say')
    office.pass(2 * HOUR)
    const by = (name: string) => ({ actor: personId(name), at: addMillis(office.now, -HOUR), relay: '口头', evidence: null, late: null })
    expect(told(office.do('刘洋', 'sign', { matter, agree: true, opinion: '同意。', recorded: by('李明') }))).toEqual([])
    const done = office.do('刘洋', 'sign', { matter, agree: true, opinion: '请抓紧办', recorded: by('褚卫国') })
    expect(told(done)).toEqual(['opinion'])
    expect(JSON.stringify(done.notices)).not.toMatch(/抓紧|"w"/)
  })
})

describe('笔迹在历史里只留加盐杂凑 (不变量 17、18)', () => {
  let trial: TrialDatabase
  beforeAll(async () => {
    trial = await trialDatabase(inject('cluster'), 'ink')
  })
  afterAll(() => trial.close())
  const working = async () => {
    const office = await openOffice(trial.db)
    const matter = office.ids.next<MatterId>()
    await office
      .as('刘洋')
      .do('register', { title: '路灯', origin: 'public', unit: unitId('letters'), askers: [{ contact: office.ids.next<ContactId>() }], detail: { marked: null }, matter })
    await office.as('刘洋').do('assign', { matter, lead: { unit: unitId('housing') }, ask: '请办理' })
    await office.as('赵强').do('accept', { matter })
    await office.as('赵强').do('circulate', { matter, to: to('李明', '褚卫国'), ask: '请批示', kind: 'say', blocks: true })
    return { office, matter }
  }

  test('存了看得到，历史只有杂凑；重放与行相符；依法删除后仍相符，再删说已删', async () => {
    const { office, matter } = await working()
    const seen = await office.as('李明').do('sign', { matter, agree: true, ink })
    const shown = seen.stages.flatMap((s) => s.pieces).find((p) => p.ink !== null)
    expect(shown).toMatchObject({ ink, via: 'handwritten', opinion: null })
    const row = (await office.facts(matter)).assignments.find((a) => a.id === shown?.id)
    const [event] = await run<{ effects: string }>(office.tx(), `select e.effects::text as effects from event e where e.matter_id = $1 order by e.id desc limit 1`, [matter])
    expect(event?.effects).toContain(textDigest(row?.ink_salt ?? '', ink))
    expect(event?.effects).not.toMatch(/\[100,100|ink_salt/)
    expect(await replayMatter(office.tx(), matter)).toEqual([])
    const erase = { matter, table: 'assignment', key: shown?.id, column: 'ink', reason: '当事人依法申请' }
    await office.as('周海平').do('erase', erase)
    expect((await office.facts(matter)).assignments.find((a) => a.id === shown?.id)).toMatchObject({ ink: null, ink_salt: null, via: 'handwritten', ending: 'agreed' })
    expect(await replayMatter(office.tx(), matter)).toEqual([])
    expect(await office.as('周海平').code('erase', erase)).toBe('kernel.already-erased')
    await office.close()
  })
  test('写完就定了：改一笔、换成“键入”，数据库都不答应；背着系统改，核验指得出来', async () => {
    const { office, matter } = await working()
    await office.as('李明').do('sign', { matter, agree: true, ink })
    const [row] = (await office.facts(matter)).assignments.filter((a) => a.ink !== null)
    for (const change of [`ink = '${ink.replace('100,100', '101,100')}'`, `via = 'typed'`, `ink_salt = 'x'`]) {
      await run(office.tx(), 'savepoint hand', [])
      await expect(run(office.tx(), `update assignment set ${change} where id = $1`, [row?.id])).rejects.toThrow(/words-frozen|HY/)
      await run(office.tx(), 'rollback to savepoint hand', [])
    }
    const told = maskRow('assignment', row as object)
    expect(compareRow('assignment', told, row as never)).toEqual([])
    expect(compareRow('assignment', told, { ...row, ink: ink.replace('100,100', '101,100') } as never)).toEqual([{ kind: 'text-differs', column: 'ink' }])
    await office.close()
  })
  test('撤回以后重新签，笔迹留在撤回的那一件上，新的一件是空的', async () => {
    const { office, matter } = await working()
    await office.as('李明').do('sign', { matter, agree: true, ink })
    await office.as('李明').do('takeBack', { matter })
    const mine = (await office.facts(matter)).assignments.filter((a) => a.person === personId('李明') && a.kind === 'say')
    expect(mine.map((a) => [a.ending, a.ink === null, a.via])).toEqual([
      ['taken_back', false, 'handwritten'],
      [null, true, null],
    ])
    expect(await replayMatter(office.tx(), matter)).toEqual([])
    await office.close()
  })
})
