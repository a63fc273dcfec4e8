import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksOf, draftSchema, wordsOf } from '../../kernel/drafts/draft.ts'
import { draftText } from '../../kernel/drafts/text.ts'
import { htmlPieces } from './html-lines.ts'
import { normalise } from './normalise.ts'
import { anyDraft, sample } from './sample-drafts.ts'
import { draftHtml } from './to-html.ts'

const ids = () => {
  let n = 0
  return () => `b${++n}`
}
const read = (html: string) => normalise(html, ids())
const typed = (...lines: string[]) => read(lines.map((line) => `<p class="MsoNormal" style="text-indent:32pt">　　${line}</p>`).join('\n'))

describe('粘贴和读入归成一种稿 (standards §1.2–§1.5)', () => {
  test('从稿里复制出来，粘贴回去，一字不差', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        expect(draftSchema.safeParse(draft).success).toBe(true)
        expect(read(draftHtml(draft))).toEqual({ draft, aside: [] })
      }),
    )
  })

  test('归过一次，再归还是它', () => {
    const part = fc.constantFrom(
      '<p>一、总体要求</p>',
      '<p>附件：1.方案</p>',
      '<p>2.表</p>',
      '2026年1月5日',
      '云溪市人民政府办公室',
      '<br>',
      '<p>抄送：市委，市人大。</p>',
      '<ol><li>甲',
      '</li></ol>',
      '<table><tr><td>甲<td colspan=2>乙',
      '</table>',
      '<p>（联系人：何某）</p>',
      '各县区人民政府：',
      '关于供水的通知',
      '<h1>',
      '</h1>',
      '（一）目标。年内完成。',
      '出席：甲　乙',
      '附件',
      '<div>',
      '　　',
      '3.5万户',
      '<style>p{}</style>',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const once = read(parts.join('')).draft
        expect(read(draftHtml(once)).draft).toEqual(once)
        expect(draftSchema.safeParse(once).error).toBeUndefined()
      }),
      { numRuns: 400, examples: [[['<p>抄送：市委，市人大。</p>', '出席：甲　乙', '各县区人民政府：']]] },
    )
  })

  test('粘贴的字一个不丢：没有位置的，成为一段', () => {
    const text = fc.string({ unit: fc.constantFrom(...'通知：。，（）各县办公室年月日12〔〕号附件抄送主送请示 一二、.　'), minLength: 1, maxLength: 20 })
    const chars = (said: string) => [...said.replace(/[\s　]/g, '')].sort().join('')
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (lines) => {
        const html = lines.map((line) => `<p>${line}</p>`).join('')
        const { draft, aside } = read(html)
        const kept = [
          draft.title,
          ...draft.addressees,
          ...blocksOf(draft).flatMap(wordsOf),
          ...draft.attachments.map((one) => one.title),
          draft.remark ?? '',
          ...draft.copyTo,
          ...aside,
        ].join('')
        // what a draft says by its shape (numbers, 附件：, brackets, colons, commas) is no loss of what was typed
        const shape = /[一二三四五六七八九十0-9附件抄送：:，,、.．。（）]/g
        expect(chars(kept.replace(shape, ''))).toBe(chars(lines.join('').replace(shape, '')))
      }),
      { numRuns: 500 },
    )
  })

  test('按公文的样子认：标题、主送、各级、附件说明、署名日期、附注、抄送、印发', () => {
    const { draft, aside } = typed(
      '云溪市人民政府办公室文件',
      '云政办发〔2026〕12号',
      '云溪市人民政府办公室',
      '关于做好老旧小区改造工作的通知',
      '各县（市、区）人民政府，市政府各部门、各直属机构：',
      '现就有关事项通知如下。',
      '一、总体要求',
      '（一）目标任务。年内完成改造。',
      '1.摸清底数。3月底前完成调查。',
      '（1）逐户登记',
      '投入3.5亿元，比上年增长10.2%。',
      '二、保障措施',
      '附件：1.任务分解表',
      '2.资金安排',
      '云溪市人民政府办公室',
      '2026年1月5日',
      '（联系人：何雨桐，电话：0500-80001234）',
      '抄送：市委各部门，市人大常委会办公室（法工委）。',
      '云溪市人民政府办公室　2026年1月5日印发',
      '附件1',
      '任务分解表',
      '一、任务',
      '附件2',
      '资金安排',
      '市、县两级共同安排。',
    )
    expect(draft.title).toBe('云溪市人民政府办公室关于做好老旧小区改造工作的通知')
    expect(draft.addressees).toEqual(['各县（市、区）人民政府', '市政府各部门、各直属机构'])
    expect(draft.body.map(({ id: _, ...one }) => one)).toEqual([
      { kind: 'paragraph', text: '现就有关事项通知如下。' },
      { kind: 'heading', level: 1, text: '总体要求' },
      { kind: 'heading', level: 2, text: '目标任务。', runOn: '年内完成改造。' },
      { kind: 'heading', level: 3, text: '摸清底数。', runOn: '3月底前完成调查。' },
      { kind: 'heading', level: 4, text: '逐户登记' },
      { kind: 'paragraph', text: '投入3.5亿元，比上年增长10.2%。' },
      { kind: 'heading', level: 1, text: '保障措施' },
    ])
    expect(draft.attachments.map((one) => [one.title, one.body.length])).toEqual([
      ['任务分解表', 1],
      ['资金安排', 1],
    ])
    expect(draft.remark).toBe('联系人：何雨桐，电话：0500-80001234')
    expect(draft.copyTo).toEqual(['市委各部门', '市人大常委会办公室（法工委）'])
    expect(aside).toEqual(['云溪市人民政府办公室文件', '云政办发〔2026〕12号', '云溪市人民政府办公室', '2026年1月5日', '云溪市人民政府办公室　2026年1月5日印发'])
  })

  test('照稿打出来的字，归回来还是这一稿', () => {
    const { draft } = typed(...draftText(sample).flatMap((line) => (line.includes('\t') ? [] : [line])))
    expect(draft.title).toBe(sample.title)
    expect(draft.body).toEqual(sample.body)
    expect(draft.attachments.map((one) => one.title)).toEqual(sample.attachments.map((one) => one.title))
    expect([draft.remark, draft.copyTo]).toEqual([sample.remark, sample.copyTo])
  })

  test('一段正文粘进来，不会被当成标题、主送', () => {
    const { draft } = typed('三、保障措施', '各县（市、区）要落实资金。', '另有说明如下：')
    expect([draft.title, draft.addressees]).toEqual(['', []])
    expect(draft.body.map((one) => one.kind)).toEqual(['heading', 'paragraph', 'paragraph'])
  })

  test('Word、WPS、网页的粘贴：版式去掉，表格留下，看不见的不要，断行不成空格', () => {
    const { draft } = read(`<html><head><style>p{color:red}</style></head><body><!--[if gte mso 9]><xml><w:x>略</w:x></xml><![endif]-->
      <h1 style="text-align:center"><span lang="EN-US">关于供水的\n通知</span></h1><p class=MsoNormal>各区人民政府<o:p></o:p>：</p>
      <p>正文<b>加粗</b>&nbsp;和<a href="https://x">链接</a>\n分两行。</p>
      <table><tr><td rowspan=2>甲<td><p>乙一</p><p>乙二</p></tr><tr><td colspan=2>丙</td></tr></table><ol><li>自动编号的第一项</li><li>第二项<ol><li>下一层</li></ol></li></ol><script>x()</script></body></html>`)
    expect(draft.title).toBe('关于供水的通知')
    expect(draft.addressees).toEqual(['各区人民政府'])
    expect(draft.body.map(({ id: _, ...one }) => one)).toEqual([
      { kind: 'paragraph', text: '正文加粗 和链接分两行。' },
      {
        kind: 'table',
        columns: [1, 1],
        rows: [
          ['甲', '乙一 乙二'],
          ['丙', ''],
        ],
      },
      { kind: 'heading', level: 1, text: '自动编号的第一项' },
      { kind: 'heading', level: 1, text: '第二项' },
      { kind: 'heading', level: 2, text: '下一层' },
    ])
  })

  test('任何乱码、没有收尾的标记都读得完，读出来合规格', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', 'td', 'table', 'li', 'ol', '/', 'p', '"', "'", '&', '#0;', '甲', ' ', '\u0000', '\ud800', 'h1'), maxLength: 60 }),
        (html) => {
          const { draft } = read(html)
          expect(draftSchema.safeParse(draft).error).toBeUndefined()
          expect(new Set(blocksOf(draft).map((one) => one.id)).size).toBe(blocksOf(draft).length)
          expect(htmlPieces(html)).toEqual(htmlPieces(html))
        },
      ),
      { numRuns: 500 },
    )
  })
})
