import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FileLine } from '../../../kernel/reading/lines-shape.ts'
import { proposeFields } from './propose-fields.ts'

interface Row {
  readonly text: string
  readonly size?: number | null
  readonly stands?: FileLine['stands']
  readonly page?: number
}
const paper = (...rows: readonly (Row | string)[]): FileLine[] =>
  rows.map((row, n) => ({ page: 1, no: n + 1, size: 16, stands: 'left', box: null, ...(typeof row === 'string' ? { text: row } : row) }))
const head: Row = { text: '云溪市财政局文件', size: 36, stands: 'center' }
const number: Row = { text: '云财〔2026〕12号', stands: 'center' }
const title: Row = { text: '云溪市财政局关于核定公用经费的请示', size: 22, stands: 'center' }
const signed: Row[] = [
  { text: '云溪市财政局', stands: 'right' },
  { text: '2026年11月16日', stands: 'right' },
]
const values = (lines: readonly FileLine[]) => Object.fromEntries(Object.entries(proposeFields(lines)).map(([field, one]) => [field, one?.value ?? null]))

describe('字段建议 what a file says of itself', () => {
  test('each field has the place it was read from, and its ground', () => {
    const found = proposeFields(paper(head, number, title, '市政府：', '现将有关情况报告，请于11月30日前批复并反馈我局。', ...signed))
    expect(found.senderNumber).toMatchObject({ value: '云财〔2026〕12号', page: 1, line: 2, why: 'alone' })
    expect(found.title).toMatchObject({ value: title.text, line: 3, why: 'largest' })
    expect(found.paperType).toMatchObject({ value: 'request', why: 'titleEnd' })
    expect(found.sender).toMatchObject({ value: '云溪市财政局', line: 6, why: 'signed' })
    expect(found.writtenOn).toMatchObject({ value: '2026-11-16', line: 7, why: 'signed' })
    expect(found.answerBy).toMatchObject({ value: '2026-11-30', line: 5, why: 'asked' })
    expect(found.urgency).toBeNull()
  })
  test('a number, a date and an urgency that the text only speaks of are not the paper’s', () => {
    const found = values(
      paper(head, number, title, '市政府：', '《关于特急文件办理的通知》（云政办发〔2024〕7号）印发以来，', '2025年11月30日', '前已办结的特急件除外。', ...signed),
    )
    expect(found).toMatchObject({ senderNumber: '云财〔2026〕12号', urgency: null, answerBy: null })
  })
  test('two different numbers above the title: neither is proposed', () => {
    expect(values(paper(head, number, { text: '云教〔2026〕7号', stands: 'center' }, title, '市政府：', '正文。', ...signed)).senderNumber).toBeNull()
  })
  test('without a title in sight number, sender and day are still proposed, kind and title are not', () => {
    expect(values(paper(head, number, '市政府：', '现将有关材料送上。', ...signed))).toMatchObject({
      senderNumber: '云财〔2026〕12号',
      sender: '云溪市财政局',
      writtenOn: '2026-11-16',
      title: null,
      paperType: null,
    })
  })
  test('whoever signed comes before whoever the head names; joint signers stand in their order', () => {
    const both = [
      { text: '中共石桥县委', stands: 'right' as const },
      { text: '石桥县人民政府', stands: 'right' as const },
      { text: '2026年11月3日', stands: 'right' as const },
    ]
    expect(values(paper({ ...head, text: '中共石桥县委文件' }, title, '市委：', '正文。', ...both)).sender).toBe('中共石桥县委、石桥县人民政府')
  })
  test('an annex with a title and a day of its own changes nothing', () => {
    const annex: Row[] = [
      { text: '附件1', page: 2 },
      { text: '关于2025年决算的报告', size: 26, stands: 'center', page: 2 },
      { text: '2025年3月1日', stands: 'right', page: 2 },
    ]
    expect(values(paper(head, number, title, '市政府：', '正文。', '附件：1.关于2025年决算的', '报告', '2.项目表', ...signed, ...annex))).toMatchObject({
      title: title.text,
      writtenOn: '2026-11-16',
      attachmentsNamed: ['关于2025年决算的报告', '项目表'],
    })
  })
  test('a day that asks for an answer and is past, or is not asked of the reader, is not proposed; of several the first', () => {
    const by = (said: string) => values(paper(head, number, title, '市政府：', said, ...signed)).answerBy
    expect(by('请于2026年11月10日前反馈。')).toBeNull()
    expect(by('工程将于2026年12月10日前完工。')).toBeNull()
    expect(by('请于收到本函5个工作日内反馈。')).toBeNull()
    expect(by('请于12月20日前报送总结，并于12月5日（星期六）17:00前报送名单至市财政局。')).toBe('2026-12-05')
    expect(by('请于1月5日前反馈。')).toBe('2027-01-05')
  })
  test('whatever the lines say, it answers, and every place it names is a line of the file', () => {
    const word = fc.constantFrom(
      '关于',
      '的通知',
      '云财〔2026〕1号',
      '附件：',
      '1.',
      '2026年11月3日',
      '请于11月5日前反馈',
      '云溪市财政局',
      '特急',
      '：',
      '。',
      '（',
      '）',
      '文件',
      '甲',
      ' ',
      '　',
    )
    const row = fc.record({
      page: fc.integer({ min: 1, max: 3 }),
      text: fc.array(word, { minLength: 1, maxLength: 6 }).map((all) => all.join('')),
      size: fc.constantFrom(null, 14, 16, 22, 36),
      stands: fc.constantFrom('left' as const, 'center' as const, 'right' as const, null),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const lines = rows.map((one, n): FileLine => ({ ...one, no: n + 1, box: null }))
        for (const one of Object.values(proposeFields(lines))) if (one) for (const line of one.lines) expect(lines).toContain(line)
      }),
    )
  })
})
