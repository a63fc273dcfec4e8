import { describe, expect, test } from 'vitest'
import { isNumber, readPaperCode } from './paper-code.ts'

const code = (more: Partial<Record<'level' | 'urgency' | 'written' | 'number' | 'title', string>> = {}) =>
  `GB0626-2005^SZF20261130000012340001^省人民政府办公厅^通知^${more.number ?? '省政办发〔2026〕88号'}^各市、县人民政府^${more.title ?? '关于做好冬季供暖工作的通知'}^${more.level ?? '无'}^${more.urgency ?? '特急'}^${more.written ?? '20261128'}^公开^省人民政府办公厅^20261129^^|`

describe('公文二维条码 the code on an upper-level paper', () => {
  test('sender, number, title, kind, urgency and date of GB0626-2005, in the order of its elements', () =>
    expect(readPaperCode(code())).toEqual({
      kind: 'paper',
      serial: 'SZF20261130000012340001',
      sender: '省人民政府办公厅',
      type: '通知',
      number: '省政办发〔2026〕88号',
      title: '关于做好冬季供暖工作的通知',
      urgency: 'most_urgent',
      writtenOn: '2026-11-28',
    }))
  test('further elements of an office’s own after the fourteenth change nothing', () =>
    expect(readPaperCode(`${code().slice(0, -2)}^12^有附件^|`)).toMatchObject({ kind: 'paper', number: '省政办发〔2026〕88号' }))
  test.each([
    ['急件', 'urgent'],
    ['无', 'normal'],
    ['', 'normal'],
    ['EMERGENCY_04', null],
  ])('urgency «%s» is %s; a word that is not known is nothing', (urgency, means) => expect(readPaperCode(code({ urgency }))).toMatchObject({ urgency: means }))
  test('无 and a date that is none are nothing', () => expect(readPaperCode(code({ number: '无', written: '20261399' }))).toMatchObject({ number: null, writtenOn: null }))
  test.each(['机密', '秘密', '绝密', '秘密★1年', '机 密'])('a code that says %s gives nothing but that (R-C01)', (level) =>
    expect(readPaperCode(code({ level }))).toEqual({ kind: 'secret' }),
  )
  test.each(['无', '', '公开', '内部', '工作秘密'])('a code that says «%s» is no state secret', (level) => expect(readPaperCode(code({ level }))).toMatchObject({ kind: 'paper' }))
  test('a layout that is not known is kept as it was read, and nothing guessed', () => {
    expect(readPaperCode('BQZNJH200802^1^2^3^|')).toEqual({ kind: 'unknown', raw: 'BQZNJH200802^1^2^3^|' })
    expect(readPaperCode('6901234567892')).toEqual({ kind: 'unknown', raw: '6901234567892' })
  })
  test('a code read only in part is unknown, never half a paper', () => expect(readPaperCode(code().slice(0, 60))).toMatchObject({ kind: 'unknown' }))
  test('an unknown layout with a mark in a field of its own is no less secret (R-C01)', () => expect(readPaperCode('QGWS^机密^关于名单^|')).toEqual({ kind: 'secret' }))
  test.each([
    ['国办发〔2026〕12号', true],
    ['云政办函[2026]7号', true],
    ['6901234567892', false],
    ['通知', false],
  ])('«%s» is a 发文字号: %s', (text, is) => expect(isNumber(text)).toBe(is))
})
