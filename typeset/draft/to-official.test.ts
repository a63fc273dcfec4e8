import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDraft } from '../../kernel/drafts/draft.ts'
import { marks } from '../../kernel/drafts/numbering.ts'
import { charactersOf, countOf, draftText } from '../../kernel/drafts/text.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { OfficeDate } from '../../kernel/time.ts'
import { forms } from '../official/document.ts'
import { plain, upward } from '../official/golden.ts'
import { layOut } from '../official/lay-out.ts'
import type { Laid } from '../official/page.ts'
import { anyDraft, sample } from './sample-drafts.ts'
import { type DraftFrame, toOfficial } from './to-official.ts'

const frameOf = (form: (typeof forms)[number]): DraftFrame => {
  const { title: _t, addressees: _a, body: _b, attachments: _c, remark: _r, colophon: _p, ...rest } = form === 'upward' ? upward : plain
  return { ...rest, form, printed: { by: '云溪市人民政府办公室', on: '2026-01-05' as OfficeDate } }
}
const textOf = (laid: Laid): string => laid.sides.flatMap((side) => side.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))).join('')

describe('稿成公文 (R-F20 … R-F23)', () => {
  for (const form of forms)
    test(`${form} 的稿排得出来：标题、主送、各级序号、附件、附注、抄送都在版面上`, () => {
      const laid = layOut(toOfficial(sample, frameOf(form)))
      expect(isRefusal(laid)).toBe(false)
      const said = textOf(laid as Laid).replace(/[\s　]/g, '')
      for (const piece of ['一、', '（一）', '1.', '（1）', '二、', '年内完成改造小区。', '资金由市、县两级共同安排。']) expect(said).toContain(piece)
      // an order has a colophon without 抄送 of its own; every other form tells it
      expect(said).toContain('市委各部门')
      expect((laid as Laid).sides.length).toBeGreaterThan(1)
    })

  test('编号以前也排得出来，空段不占行', () => {
    const frame = { ...frameOf('paper'), number: null }
    const gap = { ...sample, body: [...sample.body, { id: 'e', kind: 'paragraph', text: '　' } as const] }
    expect(layOut(toOfficial(gap, frame))).toEqual(layOut(toOfficial(sample, frame)))
  })

  test('没有标题的附件排不出来，说明白 (R-F22)', () => {
    expect(layOut(toOfficial({ ...sample, attachments: [{ title: '', body: [] }] }, frameOf('paper')))).toMatchObject({ code: 'typeset.attachment-untitled' })
  })
})

describe('字数与序号 (R-M20)', () => {
  test('字数照办公软件的算法：汉字和标点一个算一个，数字和外文词一串算一个，空格不算', () => {
    expect(charactersOf('全年改造42个小区，惠及1.8万户。')).toBe(15)
    expect(charactersOf('PDF/A-2b 格式　共 12 份')).toBe(6)
    expect(charactersOf('𠮷')).toBe(1)
    expect(countOf(emptyDraft)).toEqual({ body: 0, attachments: 0, all: 0 })
  })

  test('任何一稿：全文的字数是各行字数之和，正文连同序号', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const { body, attachments, all } = countOf(draft)
        expect(all).toBe(draftText(draft).reduce((n, line) => n + charactersOf(line), 0))
        expect(body + attachments).toBeLessThanOrEqual(all)
        expect(body).toBe(countOf({ ...emptyDraft, body: draft.body }).all)
      }),
    )
  })

  test('序号由层次算出：下一级从一数起，同级接着数，任何次序都是', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1, 2, 3, 4), { maxLength: 40 }), (levels) => {
        const said = marks(levels.map((level) => ({ kind: 'heading', level: level as 1, text: '题' })))
        for (const [n, level] of levels.entries()) {
          const since = levels.slice(0, n).findLastIndex((one) => one < level)
          const nth = levels.slice(since + 1, n + 1).filter((one) => one === level).length
          expect(said[n]).toContain(level > 2 ? String(nth) : ([...'一二三四五六七八九十'][nth - 1] ?? '十'))
        }
      }),
    )
  })
})
