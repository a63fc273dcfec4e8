import { describe, expect, test } from 'vitest'
import type { Draft, DraftBlock } from '../../kernel/drafts/draft.ts'
import type { OfficeDate } from '../../kernel/time.ts'
import { type DraftFrame, toOfficial } from '../../typeset/draft/to-official.ts'
import { layOut } from '../../typeset/official/lay-out.ts'
import { layDraft } from './lay-draft.ts'

const organ = '云溪市人民政府办公室'
const frame: DraftFrame = {
  form: 'paper',
  organs: [organ],
  copyNumber: null,
  urgency: null,
  number: null,
  signers: [],
  names: [],
  signature: { organs: [organ], date: '2026-12-01' as OfficeDate, sealed: true, by: null },
  printed: { by: organ, on: '2026-12-01' as OfficeDate },
}
const words = '各级各部门要坚持问题导向，逐件登记、逐件交办、逐件答复，做到件件有着落、事事有回音，不得推诿。'
const paragraphs = (n: number): DraftBlock[] => Array.from({ length: n }, (_, at) => ({ id: `p${at}`, kind: 'paragraph' as const, text: words.repeat(3) }))
const draft = (n: number): Draft => ({
  title: '关于做好供热工作的通知',
  addressees: ['各县（区）人民政府'],
  body: paragraphs(n),
  attachments: [],
  remark: null,
  copyTo: ['市委各部门'],
})
const upTo = (all: Draft, n: number): Draft => ({ ...all, body: all.body.slice(0, n), copyTo: [] })

describe('边写边看的页数 (R-M20, R-E02)', () => {
  test('光标往后走，页码、行号只增不减，一页不超过二十二行', () => {
    const all = draft(40)
    const at = all.body.map((_, n) => {
      const laid = layDraft(all, upTo(all, n + 1), frame)
      if (!('sides' in laid)) throw new Error(laid.code)
      return laid.at
    })
    for (const [n, one] of at.entries()) {
      const before = at[n - 1]
      if (before) expect(one.page > before.page || (one.page === before.page && (one.line ?? 0) > (before.line ?? 0)), `${n}`).toBe(true)
    }
    expect(at[0]).toEqual({ page: 1, line: 6 })
    expect(at.every((one) => (one.line ?? 0) <= 22)).toBe(true)
  })
  test('最后一行随署名到了下一页，光标也在下一页', () => {
    const carried = Array.from({ length: 30 }, (_, n) => n + 1).flatMap((n) => {
      const all = { ...draft(0), body: Array.from({ length: n }, (_, at): DraftBlock => ({ id: `p${at}`, kind: 'paragraph', text: '按时供热。' })) }
      const laid = layOut(toOfficial(all, frame))
      if (!('sides' in laid)) throw new Error(laid.code)
      expect(layDraft(all, all, frame)).toMatchObject({ at: { page: laid.end.side + 1, line: laid.end.lines } })
      return laid.end.lines === 1 && laid.end.side > 0 ? [n] : []
    })
    expect(carried.length).toBeGreaterThan(1)
  })
  test('光标在附件里，说它在第几页；还没有正文，先在第一页；排不出来，说明为什么', () => {
    const all = { ...draft(20), attachments: [{ title: '任务分工表', body: paragraphs(8) }] }
    const whole = layDraft(all, all, frame)
    const early = layDraft(all, { ...all, attachments: [{ title: '任务', body: [] }] }, frame)
    if (!('sides' in whole) || !('sides' in early)) throw new Error('not laid out')
    expect(whole.at.page).toBe(whole.sides)
    expect(whole.at.page).toBeGreaterThan(early.at.page)
    expect(layDraft(all, { ...draft(0), title: '关于' }, frame)).toMatchObject({ at: { page: 1, line: null } })
    expect(layDraft({ ...all, attachments: [{ title: '', body: [] }] }, all, frame)).toMatchObject({ code: 'typeset.attachment-untitled' })
  })
  test('十页的稿，停手以后算出页数和光标的位置，不到半秒', () => {
    const all = draft(32)
    const laid = layDraft(all, all, frame)
    if (!('sides' in laid)) throw new Error(laid.code)
    expect(laid.sides).toBeGreaterThanOrEqual(9)
    const began = performance.now()
    for (let n = 0; n < 5; n++) layDraft(all, all, frame)
    const each = (performance.now() - began) / 5
    console.log(`${laid.sides} pages laid out with the cursor in ${each.toFixed(1)} ms`)
    expect(each).toBeLessThan(500)
  })
})
