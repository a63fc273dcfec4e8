import { describe, expect, test } from 'vitest'
import type { ContactId } from '../../kernel/ids.ts'
import { noRules, rulesOf } from '../../kernel/rules/in-force.ts'
import { instant } from '../../kernel/time.ts'
import { progressOf } from './progress.ts'
import { office, type Rehearsal, rating, rehearse, steps, upTo } from './rehearsal.ts'

const settled = { office, calendar: { days: new Map(), years: new Set([2026]) }, rules: noRules }
const told = (letter: Rehearsal) => {
  const facts = letter.facts()
  return progressOf(facts, settled, { at: instant('2026-11-23T08:59:00+08:00'), contact: facts.answers[0]?.to_contact ?? null })
}
const keys = (letter: Rehearsal) => told(letter).steps.map((step) => step.key)

describe('公开进度 what a citizen may know', () => {
  test('已登记还没交办：只说收到，不许诺日期', () => {
    expect(told(rehearse())).toMatchObject({ state: 'received', by: null, answers: [], mayRate: false })
    expect(keys(rehearse())).toEqual(['received', 'registered'])
  })
  test('交办以后有一个最晚的日子：承办时限加答复时限，到了报结就是答复时限本身 (R-H06, R-H08)', () => {
    const given = told(upTo('assign'))
    expect(given.steps.at(-1)).toMatchObject({ key: 'given', units: ['市住建局'] })
    expect(given.by).toBe('2026-12-02T16:00:00.000Z') // five working days from Monday 23, and two more: the end of Wednesday 2 December
    const reported = told(upTo('report'))
    expect(reported.state).toBe('working')
    expect(reported.by).toBe('2026-11-25T16:00:00.000Z')
    expect(reported.steps.at(-1)?.key).toBe('found')
  })
  test('办公室改了答复时限，从那天起交办的照新的许诺；已经说过的日子不动 (HB-44)', () => {
    const version = (from: string) =>
      rulesOf([
        { kind: 'clock', key: 'letters.replying', version: 1, value: { runs: { unit: 'workdays', n: 4 }, dayOne: 'next day' }, from_at: instant(from), basis: '办公室规定' },
      ])
    const by = (from: string) => progressOf(upTo('assign').facts(), { ...settled, rules: version(from) }, { at: instant('2026-11-23T08:59:00+08:00'), contact: null }).by
    expect(by('2026-11-20T00:00:00+08:00')).toBe('2026-12-04T16:00:00.000Z')
    expect(by('2026-11-24T00:00:00+08:00')).toBe('2026-12-02T16:00:00.000Z')
  })
  test('协办单位一起列出；退单的不算交过，换一家重新写', () => {
    const letter = rehearse()
    letter.do('何雨桐', 'assign', { ...steps.assign.input, helpers: [{ unit: 'streets' }] })
    expect(told(letter).steps.at(-1)?.units).toEqual(['市住建局', '市城管局'])
    letter.do('许文涛', 'refuse', { ground: '不属本局职责' })
    expect(keys(letter)).toEqual(['received', 'registered'])
    letter.do('何雨桐', 'assign', { ...steps.assign.input, lead: { unit: 'streets' } })
    expect(told(letter).steps.at(-1)).toMatchObject({ key: 'given', units: ['市城管局'] })
  })
  test('报结、拟稿、核稿都看不到一个字，答复发出才是原文 (HA-45)', () => {
    for (const at of ['report', 'draft', 'submit', 'agree'] as const) {
      const seen = told(upTo(at))
      expect(seen.answers, at).toEqual([])
      expect(JSON.stringify(seen), at).not.toContain('已修复')
    }
    expect(told(upTo('reply'))).toMatchObject({ state: 'answered', mayRate: true, answers: [{ text: '已修复，请查看。', rated: null }] })
  })
  test('哪一步都没有办事人员的名字 (R-C18)', () => {
    for (const at of Object.keys(steps) as (keyof typeof steps)[])
      for (const person of office.persons.values()) expect(JSON.stringify(told(upTo(at))), `${at} ${person.name}`).not.toContain(person.name)
  })
  test('评价满意就办完；没解决就接着办，评价留在那次答复上，再答再评 (promise 2)', () => {
    const well = upTo('reply')
    well.do('何雨桐', 'rate', rating(well))
    expect(told(well)).toMatchObject({ state: 'closed', mayRate: false, by: null })
    expect(keys(well).at(-1)).toBe('closed')
    const again = upTo('reply')
    again.do('何雨桐', 'rate', { ...rating(again), solved: 'no' })
    const seen = told(again)
    expect(seen).toMatchObject({ state: 'working', mayRate: false, answers: [{ rated: { solved: 'no' } }] })
    expect(seen.steps.map((step) => step.key).slice(-2)).toEqual(['answered', 'again'])
  })
  test('作废的说不再办理，并看得到给他的话；别人的答复看不到', () => {
    const letter = rehearse()
    letter.do('何雨桐', 'void', { reason: '重复登记', told: { via: 'phone', body: '您的来信与前日登记的为同一件，合并办理。' } })
    letter.do('高敏', 'sign', { agree: true, opinion: null })
    expect(told(letter)).toMatchObject({ state: 'void', answers: [{ text: '您的来信与前日登记的为同一件，合并办理。' }] })
    const other = progressOf(upTo('reply').facts(), settled, { at: instant('2026-11-23T01:00:00Z'), contact: '01a00000-0000-7000-8000-000000000000' as ContactId })
    expect(other.answers).toEqual([])
    expect(other.state).toBe('working')
  })
})
