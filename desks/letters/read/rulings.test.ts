import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { run } from '../../../kernel/write/tx.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import { handleCallBack } from '../do/call-back.ts'
import { call, type Letter, type LettersOffice, lettersOffice, unitOf } from '../do/letters-office.ts'
import { handleRecheck } from '../do/recheck.ts'
import { handleRegisterLetter } from '../do/register-letter.ts'
import { tellPassed } from '../do/tell-passed.ts'
import { readPassed, readRulings, readSample } from './rulings.ts'

let trial: TrialDatabase
let o: LettersOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'letters-rulings')
  o = await lettersOffice(trial.db)
}, 60_000)
afterAll(async () => {
  await o.office.close()
  await trial.close()
})
const on = (letter: { readonly id: string }) => ({ matter: letter.id, piece: null })
const byTheHour = { contract: { input: { parse: (x: unknown) => x } }, run: (ctx: never) => tellPassed(ctx) } as never
const assign = (letter: Letter, unit: string) => o.office.as('何雨桐').do('assign', { ...on(letter), lead: { unit: unitOf(unit) }, ask: '请办理' })

describe('裁定先例、推诿预警 rulings remembered, letters passed on (R-H05, GN-36, HA-70)', () => {
  test('the second refusal goes to the arbiter; what he ruled is told beside the next letter like it, to those who may see', async () => {
    const letter = (await o.as('何雨桐', handleRegisterLetter, { ...call, title: '翠屏桥夜间施工噪声扰民', assign: { lead: { unit: unitOf('housing') } } })) as Letter
    await o.office.as('许文涛').do('refuse', { ...on(letter), ground: '不归我局。' })
    await assign(letter, 'housing')
    await o.office.as('许文涛').do('refuse', { ...on(letter), ground: '仍不归我局。' })
    expect((await o.as('何雨桐', readRulings, { title: '翠屏桥施工噪声' })).rows).toEqual([]) // asked, not yet ruled
    const piece = (await o.see('张怀远', letter)).stages.flatMap((s) => s.pieces).find((p) => p.kind === 'say' && p.state === 'open')?.id
    await o.office.as('张怀远').do('sign', { matter: letter.id, piece, agree: false, opinion: '由市住建局牵头，不得再退。' })
    expect((await o.as('何雨桐', readRulings, { title: '翠屏桥施工噪声' })).rows).toMatchObject([
      { matter: letter.id, unit: '市住建局', mustHandle: true, opinion: '由市住建局牵头，不得再退。', by: '张怀远' },
    ])
    expect((await o.as('何雨桐', readRulings, { title: '老年证怎么办理' })).rows).toEqual([])
    expect((await o.as('魏来', readRulings, { title: '翠屏桥施工噪声' })).rows).toEqual([])
    await o.office.as('许文涛').do('accept', on(letter))
  })
  test('three hands and not a word of work: it is on the list with who passed it on last; a word of what was done takes it off', async () => {
    const letter = (await o.as('何雨桐', handleRegisterLetter, { ...call, title: '团结路路面塌陷', assign: { lead: { unit: unitOf('housing') } } })) as Letter
    const list = async (name: string) => (await o.as(name, readPassed, {})).rows.filter((row) => row.matter === letter.id)
    await o.office.as('许文涛').do('accept', on(letter))
    const hour = () => o.office.as('何雨桐').run(byTheHour, {})
    expect(await hour()).toBe(0)
    for (const [from, to] of [
      ['许文涛', 'streets'],
      ['魏来', 'housing'],
      ['许文涛', 'streets'],
    ] as const) {
      expect(await list('高敏')).toEqual([])
      await o.office.as(from).do('handOver', { ...on(letter), to: { unit: unitOf(to) }, ask: '请办理' })
      await o.office.as(to === 'streets' ? '魏来' : '许文涛').do('accept', on(letter))
    }
    expect(await list('高敏')).toMatchObject([{ times: 3, last: '许文涛' }])
    // told once to the heads of the division, and to nobody of the units
    expect([await hour(), await hour()]).toEqual([1, 0])
    const told = await run<{ name: string; payload: object }>(
      o.office.tx(),
      `select p.name, x.payload from outbox x join person p on p.id = x.to_person where x.kind = 'passed-on' order by p.name`,
      [],
    )
    expect(told).toEqual(['陆青', '高敏'].map((name) => ({ name, payload: { matter: letter.id, times: 3 } })))
    await o.office.as('魏来').do('note', { ...on(letter), text: '已到现场围挡。' })
    expect(await list('高敏')).toEqual([])
  })
  test('抽查: closed as solved is asked about once; not solved after all is with the same unit again, in a new round', async () => {
    const made: Letter[] = []
    for (const title of ['抽查一', '抽查二']) {
      const answered = await o.letter('answered', { title })
      const answer = (await o.see('何雨桐', answered)).answers[0]?.id
      made.push((await o.as('何雨桐', handleCallBack, { ...on(answered), answer, reached: true, responded: true, solved: 'yes', satisfied: 'yes' })) as Letter)
    }
    const [first, second] = made as [Letter, Letter]
    const list = async () => (await o.as('高敏', readSample, {})).rows.map((row) => row.matter).sort()
    expect(await list()).toEqual([first.id, second.id].sort())
    expect(await list()).toEqual(await list())
    expect(await o.as('高敏', handleRecheck, { matter: first.id, solved: true })).toEqual({ reopened: false })
    expect(await o.as('高敏', handleRecheck, { matter: second.id, solved: false, text: '又漏了。' })).toEqual({ reopened: true })
    expect(await o.see('许文涛', second)).toMatchObject({ round: 2, state: 'working', owner: { person: { name: '许文涛' } } })
    expect(await list()).toEqual([])
    expect(await o.code('高敏', handleRecheck, { matter: first.id, solved: false, text: '再查' })).toBe('letters.rechecked')
  })
})
