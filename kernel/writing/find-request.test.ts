import { describe, expect, test } from 'vitest'
import { findRequest } from './find-request.ts'

describe('报告不得夹带请示 (R-D03; 条例 art. 15)', () => {
  test.each([
    ['特此报告，请批示。', '请批示'],
    ['现将有关情况报告如下。\n以上意见妥否，请批示。', '妥否，请批示'],
    ['恳请市政府批准增拨防汛资金 200 万元。', '恳请市政府批准'],
    ['为此，申请追加经费 30 万元，用于冬季清雪。', '申请追加'],
    ['当否，请予审定。', '当否，请予审定'],
    ['提请市政府常务会议研究决定。', '提请市政府常务会议研究决定'],
  ])('%s', (text, phrase) => expect(findRequest('report', text)?.phrase).toBe(phrase))
  test.each(['特此报告。', '以上报告，请审阅。', '全县已批准项目 12 个，争取支持资金 3 亿元。', '请各乡镇做好落实。', '下一步，将申请人材料一次性告知。'])(
    'nothing is asked: %s',
    (text) => expect(findRequest('report', text)).toBeNull(),
  )
  test('the sentence is quoted, so that whoever decides sees why', () => {
    const found = findRequest('report', '一、进展情况。\n二、存在问题。资金缺口较大，恳请市政府支持解决。三、下一步打算。')
    expect(found?.sentence).toBe('资金缺口较大，恳请市政府支持解决。')
  })
  test('a 请示 is one already; a notice to lower organs asks nobody', () => {
    expect(findRequest('request', '妥否，请批示。')).toBeNull()
    expect(findRequest('notice', '请批示。')).toBeNull()
  })
})
