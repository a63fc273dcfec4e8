import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { noRules, rulesOf } from '../../../kernel/rules/in-force.ts'
import { instant } from '../../../kernel/time.ts'
import { type TrialDatabase, trialDatabase } from '../../../tools/trial-database.ts'
import type { Paper } from '../do/move-paper.ts'
import { type OutgoingOffice, outgoingOffice } from '../do/outgoing-office.ts'
import { LETTERHEADS_RULE, letterheadsTable } from '../letterheads.ts'
import { frameOf } from './official.ts'

let trial: TrialDatabase
let o: OutgoingOffice
beforeAll(async () => {
  trial = await trialDatabase(inject('cluster'), 'outgoing-official')
}, 120_000)
beforeEach(async () => {
  o = await outgoingOffice(trial.db)
})
afterEach(() => o.office.close())
afterAll(() => trial.close())
const value = { names: ['云溪市'], rows: [{ code: '云政发', form: 'paper', mark: '云溪市人民政府', printer: '云溪市人民政府办公室' }] }
const settled = rulesOf([{ kind: 'table', key: LETTERHEADS_RULE, version: 1, value, from_at: instant('2026-01-01T00:00:00+08:00'), basis: '云政办〔2026〕1号' }])
const frame = (paper: Paper, rules = noRules) => frameOf({ office: o.office.office, rules, now: o.office.now }, paper)

test('成品 before it is signed it bears no number and the day of today; signed and numbered it bears both (R-D40, R-F20)', { timeout: 60_000 }, async () => {
  const drafted = await o.upTo('registered')
  expect(frame(drafted)).toMatchObject({ number: null, organs: ['云溪市人民政府'], signature: { date: '2026-11-23', sealed: true }, signers: [] })
  const numbered = await o.upTo('numbered')
  expect(frame(numbered).number).toMatch(/^云政发〔2026〕[1-9]\d*号$/)
  expect(frame(numbered).signature.date).toBe('2026-11-23')
})
test('版头表: the row of its 代字 and form says what stands over it and who prints it; without one its organ does (HB-44)', async () => {
  const paper = await o.upTo('registered')
  expect(frame(paper, settled)).toMatchObject({ organs: ['云溪市人民政府'], names: ['云溪市'], printed: { by: '云溪市人民政府办公室' } })
  expect(frame(paper)).toMatchObject({ names: [], printed: { by: '云溪市人民政府' } })
  const order = { ...paper, detail: { ...paper.detail, form: 'order' as const } }
  expect(frame(order)).toMatchObject({ organs: ['云溪市人民政府令'], printed: null })
  const minutes = { ...paper, detail: { ...paper.detail, form: 'minutes' as const } }
  expect(frame(minutes)).toMatchObject({ organs: ['云溪市人民政府会议纪要'], signature: { sealed: false } })
})
test('版头表: one 代字 and form has one row, a 代字 is Chinese alone', () => {
  expect(letterheadsTable.safeParse(value).success).toBe(true)
  expect(letterheadsTable.safeParse({ ...value, rows: [...value.rows, ...value.rows] }).success).toBe(false)
  expect(letterheadsTable.safeParse({ ...value, rows: [{ ...value.rows[0], code: 'YZF' }] }).success).toBe(false)
})
test('a paper upward names who signed it; a joint one bears the day of the last (R-F12, R-D25)', { timeout: 60_000 }, async () => {
  const signed = await o.upTo('signed')
  const joint = [{ organ: '云溪市财政局', signer: '高敏', signedOn: '2026-11-25', file: null, by: null }]
  const upward = { ...signed, detail: { ...signed.detail, form: 'upward' as const, joint } }
  expect(frame(upward)).toMatchObject({ signers: ['韩冬', '高敏'], signature: { date: '2026-11-25' } })
})
