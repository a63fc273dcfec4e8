import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { addMillis, HOUR } from '../../../kernel/time.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { type Letter, type LettersOffice, lettersOffice } from '../do/letters-office.ts'
import { handleReportLetter } from '../do/report-letter.ts'
import { readFigureMatters, readFigures } from './figures.ts'

let trial: TrialDatabase
let o: LettersOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'letters-promises')
  o = await lettersOffice(trial.db)
}, 60_000)
afterAll(async () => {
  await o.office.close()
  await trial.close()
})

describe('承诺兑现 promises kept and broken (HA-102)', () => {
  const promise = (letter: Letter, hours: number) =>
    o.office.as('何雨桐').do('urge', {
      matter: letter.id,
      piece: null,
      text: '请抓紧。',
      phone: { number: '63120001', answeredBy: '许文涛', promised: '按时报结', promisedBy: addMillis(o.office.now, hours * HOUR) },
    })
  const report = (letter: Letter) => o.as('许文涛', handleReportLetter, { matter: letter.id, piece: null, version: letter.version, result: 'solved', text: '已办。' })
  const figure = async (more: object = {}) => {
    const { n, of } = (await o.as('高敏', readFigures, more)).all.find((one) => one.key === 'promises') ?? { n: -1, of: -1 }
    return [n, of]
  }
  const behind = async (part: 'n' | 'rest', more: object = {}) => (await o.as('高敏', readFigureMatters, { figure: 'promises', part, ...more })).rows.map((row) => row.title).sort()
  test('reported by the day promised: kept; that day over without a report: broken, for good; not over yet, or nothing promised: not counted', async () => {
    const [kept, broken, none] = [await o.letter('working', { title: '守约' }), await o.letter('working', { title: '失约' }), await o.letter('working', { title: '未承诺' })]
    await promise(kept, 48)
    await promise(broken, 24)
    expect(await figure()).toEqual([0, 0])
    o.office.pass(20 * HOUR)
    await report(kept)
    await report(none)
    const then = o.office.now
    expect(await figure()).toEqual([1, 1])
    o.office.pass(10 * HOUR)
    expect(await figure()).toEqual([1, 2])
    expect([await behind('n'), await behind('rest')]).toEqual([['守约'], ['失约']])
    o.office.pass(20 * HOUR)
    // too late is broken; and as things stood before, they still stand
    await report(broken)
    expect(await figure()).toEqual([1, 2])
    expect(await figure({ cutOff: then })).toEqual([1, 1])
    expect(await behind('rest', { cutOff: then })).toEqual([])
  })
})
