import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { type LettersOffice, lettersOffice } from '../do/letters-office.ts'
import { markTexts } from '../do/mark-texts.ts'
import { marksOf, packMarks } from '../text-marks.ts'
import { readSimilar } from './similar.ts'

let trial: TrialDatabase
let o: LettersOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'letters-similar')
  o = await lettersOffice(trial.db)
}, 60_000)
afterAll(async () => {
  await o.office.close()
  await trial.close()
})
describe('可能重复 possible duplicates (C «same caller, place, similar text»)', () => {
  test('told in nearly the same words under quite another title, it is found by its text; to whoever may not see it nothing is told (invariant 14)', async () => {
    const body = '和平路十八号门前的下水道堵了一个星期，污水漫到人行道上，老人出门都要绕道，打了物业电话没人来修。'
    const first = await o.letter('registered', { title: '请求疏通管网', body, place: '和平路' })
    const marks = packMarks(marksOf(body.replace('一个星期', '十来天').replace('老人', '我们')))
    const ask = { title: '污水横流何时有人管', marks }
    expect((await o.as('何雨桐', readSimilar, ask)).rows[0]).toMatchObject({ matter: first.id, likeness: 'high', sameText: true })
    expect((await o.as('何雨桐', readSimilar, { title: '污水横流何时有人管' })).rows.map((row) => row.matter)).not.toContain(first.id)
    expect((await o.as('魏来', readSimilar, ask)).rows.map((row) => row.matter)).not.toContain(first.id)
    // one from before its text had marks gets them by the hour; of a letter that is here its own are taken
    await run(o.office.tx(), 'update letters_letter set marks = null where matter_id = $1', [first.id])
    expect((await o.as('何雨桐', readSimilar, ask)).rows.map((row) => row.matter)).not.toContain(first.id)
    expect(await markTexts({ inTx: (work) => work(o.office.tx()) })).toBe(1)
    expect((await o.as('何雨桐', readSimilar, ask)).rows[0]).toMatchObject({ matter: first.id, sameText: true })
    const again = await o.letter('registered', { title: '又来一件', body })
    expect((await o.as('何雨桐', readSimilar, { title: '又来一件', except: again.id })).rows[0]).toMatchObject({ matter: first.id, sameText: true })
  })
})
