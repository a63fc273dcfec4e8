import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { DAY } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { readFigures } from '../read/figures.ts'
import { readLearned } from '../read/learned.ts'
import { readLedger } from '../read/ledger.ts'
import { suggested } from '../read/suggest.ts'
import { readThemeLetters, readThemes } from '../read/themes.ts'
import { handleClassifyLetter } from './classify-letter.ts'
import { findThemes } from './find-themes.ts'
import { learnNightly } from './learn-nightly.ts'
import { call, type Letter, type LettersOffice, lettersOffice } from './letters-office.ts'
import { handlePaste } from './paste-letter.ts'
import { handleRegisterLetter } from './register-letter.ts'

let trial: TrialDatabase
let o: LettersOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'letters-suggest')
})
beforeEach(async () => {
  o = await lettersOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())

const register = (more: object) => o.as('何雨桐', handleRegisterLetter, { ...call, ...more }) as Promise<Letter>
const rows = <T extends object>(text: string) => run<T>(o.office.tx(), text, [])
/** Enquiries answered on the line are closed at once: the quickest closed letters there are. */
const closed = (title: string, body: string, category: string | null, more: object = {}) =>
  register({ kind: 'enquiry', title, body, category, answered: { text: '已告知。' }, ...more })
const learnNow = () => learnNightly((work) => work(o.office.tx()), o.office.rules, o.office.now as never)
async function monthOfLetters(n = 14): Promise<void> {
  for (let i = 0; i < n; i++) {
    await closed(`小区暖气不热怎么办${i}`, '换热站循环泵坏了，供热三天没有，温度只有十度', 'c010104')
    await closed(`工资被拖欠去哪里反映${i}`, '包工头拖欠三个月工资不给，讨薪无门', 'c050101')
  }
}

describe('事项类别 the category of a letter', () => {
  test('stands with the letter, in the ledger with all below it, and in the figures by first level (HB-44)', async () => {
    await register({ title: '团结路路灯不亮', category: 'c010103' })
    await register({ title: '一路公交太挤', category: 'c020101' })
    await register({ title: '说不清的事' })
    const titles = async (category: string) => (await o.as('高敏', readLedger, { category })).rows.map((r) => r.title)
    expect(await titles('c01')).toEqual(['团结路路灯不亮'])
    expect(await titles('c0201')).toEqual(['一路公交太挤'])
    expect(await titles('c03')).toEqual([])
    const figures = await o.as('高敏', readFigures, {})
    expect(new Map(figures.categories.map((c) => [c.category, c.figures[0]?.n]))).toEqual(
      new Map([
        ['c01', 1],
        ['c02', 1],
        [null, 1],
      ]),
    )
    expect(figures.all[0]).toMatchObject({ key: 'received', n: 3 })
    expect((await o.as('高敏', readFigures, { category: 'c01' })).all[0]).toMatchObject({ n: 1 })
  })
  test('is said later, or said better, by whoever dispatches, on record; not by the unit (HB-44)', async () => {
    const letter = await register({ title: '网上来的一件' })
    const on = { matter: letter.id, piece: null, category: 'c030101' }
    expect(await o.as('高敏', handleClassifyLetter, on)).toMatchObject({ detail: { category: 'c030101' } })
    expect((await o.office.history(letter.id as never)).at(-1)).toMatchObject({ move: 'classify', actor: expect.any(String) })
    expect(await o.code('许文涛', handleClassifyLetter, { ...on, category: 'c01' })).not.toBe('done')
    expect(await o.code('高敏', handleClassifyLetter, { ...on, category: 'nosuch' })).toBe('letters.category-out-of-use')
  })
  test('one the office does not have is refused', async () => {
    expect(await o.code('何雨桐', handleRegisterLetter, { ...call, category: 'nosuch' })).toBe('letters.category-out-of-use')
  })
})

describe('建议 suggestions while typing', () => {
  test('before anything was learned nothing is said', async () => {
    expect((await o.as('何雨桐', handlePaste, { text: '北苑小区暖气不热，换热站没人管' })).category).toBe(null)
  })
  test('a night after closed letters the category is proposed, with words of this very text as the reason', async () => {
    await monthOfLetters()
    expect(await learnNow()).toContainEqual({ what: 'category', letters: 28, used: true })
    const text = '北苑小区暖气不热怎么办，换热站循环泵坏了，供热三天没有，温度只有十度'
    const { category } = await o.as('何雨桐', handlePaste, { text })
    expect(category?.key).toBe('c010104')
    const words = [...(category?.because ?? '').matchAll(/“([^”]+)”/g)].map((m) => m[1] as string)
    expect(words.length).toBeGreaterThan(0)
    for (const word of words) expect(text).toContain(word)
    // what it has never seen it does not guess at
    expect((await o.as('何雨桐', handlePaste, { text: '老年证在哪里办理，要带什么材料' })).category).toBe(null)
    const began = performance.now()
    await suggested(o.office.tx(), { title: text, body: text })
    expect(performance.now() - began).toBeLessThan(500)
  })
  test('what named persons alone may know teaches nothing', async () => {
    await monthOfLetters(3)
    const before = await learnNow()
    await run(o.office.tx(), `update matter m set readers = 'named' where m.desk = 'letters' and m.title like '工资%'`, [])
    const after = await learnNow()
    expect(before.find((l) => l.what === 'category')?.letters).toBe(6)
    expect(after.find((l) => l.what === 'category')).toBe(undefined)
  })
  test('a model that is worse than the one in use is not used; both nights stand on record with counts and digest', async () => {
    await monthOfLetters()
    await learnNow()
    // a night after, the same words were filed at random
    await run(o.office.tx(), `update letters_letter l set category = case when get_byte(decode(md5(l.matter_id::text), 'hex'), 0) % 2 = 0 then 'c010104' else 'c050101' end`, [])
    expect(await learnNow()).toContainEqual({ what: 'category', letters: 28, used: false })
    const kept = await rows<{ what: string; letters: number; classes: number; digest: string; used: boolean }>(
      `select o.what, o.letters, o.classes, o.digest, o.body is not null as used from letters_model o where o.what = 'category' order by o.id`,
    )
    expect(kept.map((k) => k.used)).toEqual([true, false])
    expect(kept.every((k) => k.letters === 28 && k.classes === 2 && /^[0-9a-f]{64}$/.test(k.digest))).toBe(true)
    expect((await o.as('何雨桐', handlePaste, { text: '东湖小区暖气不热怎么办，换热站循环泵坏了，供热三天没有，温度只有十度' })).category?.key).toBe('c010104')
  })
  test('what was shown and what was registered is counted by day, and tells of no letter', async () => {
    const shown = { category: 'c010104', unit: null }
    await register({ category: 'c010104', suggested: shown })
    await register({ category: 'c010301', suggested: shown })
    await register({ category: 'c010301' })
    await monthOfLetters()
    await learnNow()
    expect(await o.as('高敏', readLearned, {})).toMatchObject({ rows: [{ what: 'category', letters: 28, classes: 2, silent: false, taken: 1, other: 1 }] })
    expect(await rows('select s.what, s.taken, s.other from letters_suggested s')).toEqual([{ what: 'category', taken: 1, other: 1 }])
  })
})

describe('热点 hot themes (HB-49)', () => {
  const phone = (n: number) => `138000060${String(n).padStart(2, '0')}`
  const heat = async (kind = 'help', from = 1) => {
    const made: Letter[] = []
    for (const [i, title] of ['北苑小区暖气不热', '请修北苑小区的暖气', '北苑小区没有暖气'].entries())
      made.push(await register({ kind, title, body: '住在北苑小区，暖气三天不热，换热站循环泵坏了没人管', place: '北苑小区', phone: phone(from + i) }))
    return made
  }
  const others = async () => {
    for (const [i, title] of ['一路公交改线', '学区如何划分', '低保怎么申请', '路口违章停车', '河水发黑发臭', '医保不能报销', '宅基地审批', '快递丢失'].entries())
      await register({ title, body: `${title}，问过几次没有结果，请答复`, place: null, phone: phone(40 + i) })
  }
  const find = () => findThemes((work) => work(o.office.tx()), o.office.office, o.office.ids, o.office.now as never)
  const notices = () => rows<{ to_person: string; payload: object }>(`select o.to_person, o.payload from outbox o where o.kind = 'theme'`)

  test('letters of three people about one estate are one theme with count, people, span and the very letters', async () => {
    const made = await heat()
    await others()
    await find()
    const { rows: themes } = await o.as('高敏', readThemes, {})
    expect(themes).toMatchObject([{ place: '北苑小区', letters: 3, people: 3, rising: true, affair: null }])
    expect(themes[0]?.trend.at(-1)).toBe(3)
    const letters = await o.as('高敏', readThemeLetters, { theme: themes[0]?.id })
    expect(letters.rows.map((r) => r.matter).sort()).toEqual(made.map((m) => m.id).sort())
  })
  test('a unit that may see none of the letters sees no theme and none of its letters', async () => {
    await heat()
    await others()
    await find()
    const theme = (await o.as('高敏', readThemes, {})).rows[0]?.id
    expect((await o.as('许文涛', readThemes, {})).rows).toEqual([])
    expect((await o.as('许文涛', readThemeLetters, { theme })).rows).toEqual([])
  })
  test('tips and letters whose writers asked for secrecy never stand in a theme', async () => {
    await heat('tip')
    for (const [i, title] of ['东湖小区偷排污水', '东湖小区又偷排污水', '东湖小区污水直排'].entries())
      await register({ title, body: '东湖小区夜里偷排污水，臭气熏天', place: '东湖小区', secret: true, phone: phone(20 + i) })
    await others()
    await find()
    expect((await o.as('高敏', readThemes, {})).rows).toEqual([])
  })
  test('the heads are told once when it begins to rise, and not again while it goes on', async () => {
    await heat()
    await others()
    expect(await find()).toEqual({ themes: 1, told: 1 })
    const first = (await o.as('高敏', readThemes, {})).rows[0]?.id
    expect((await notices()).length).toBeGreaterThan(0)
    for (const { payload } of await notices()) expect(payload).toEqual({ page: '/letters/themes', open: 'theme', at: first })
    await register({ title: '北苑小区暖气还是不热', body: '北苑小区暖气不热，换热站循环泵没修', place: '北苑小区', phone: phone(9) })
    expect(await find()).toEqual({ themes: 1, told: 0 })
    expect((await o.as('高敏', readThemes, {})).rows).toMatchObject([{ id: first, letters: 4 }])
    o.office.pass(100 * DAY)
    expect(await find()).toEqual({ themes: 0, told: 0 })
  })
})
