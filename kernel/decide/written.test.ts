import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { saysSomething } from './written.ts'

describe('只写“同意”，不算批示 (F16)', () => {
  test('“同意”“已阅”“同意拟办意见”等不通知承办人；写了别的才通知', () => {
    for (const plain of [
      null,
      '',
      '同意',
      '同意。',
      ' 同意拟办意见。',
      '已阅，同意',
      '圈阅',
      '阅。',
      '按拟办意见办',
      '没意见',
      '原则同意',
      '好的'.slice(0, 1),
      'Agreed.',
      'OK',
      '同意！！',
    ])
      expect(saysSomething(plain), String(plain)).toBe(false)
    for (const written of ['同意，请住建局本周内报结果', '请许文涛同志阅处', '不宜公开', '阅后退我', '同意第二方案', '可先试点', 'Agreed, but by Friday'])
      expect(saysSomething(written), written).toBe(true)
  })
  test('标点和空格从不把“同意”变成批示，也从不把批示变没', () => {
    const marks = fc.array(fc.constantFrom('，', '。', ' ', '！', '.', '—', '\n'), { maxLength: 4 }).map((list) => list.join(''))
    fc.assert(
      fc.property(marks, marks, marks, (a, b, c) => {
        expect(saysSomething(`${a}同意${b}已阅${c}`)).toBe(false)
        expect(saysSomething(`${a}同意${b}请督办${c}`)).toBe(true)
      }),
    )
  })
})
