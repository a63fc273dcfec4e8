import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitting, type Line, type Message, scrubbed, textOf, titleOf } from './message.ts'

const line = (n: number): Line => ({ kind: '催办', number: `信〔2026〕${n}号`, link: `https://oa.example.cn/letters/${n}` })
const message = (lines: readonly Line[], to: string | null = null): Message => ({ to, language: 'zh-CN', lines, id: 'd1', tries: 0 })

describe('对外通知 what leaves the house', () => {
  test('one notice is a title and a link; several are one digest; of a closed list not even the number (R-W02)', () => {
    expect(textOf(message([line(12)]))).toBe('回音：催办　信〔2026〕12号\nhttps://oa.example.cn/letters/12')
    expect(titleOf(message([line(1), line(2)], 'a@b.cn'))).toBe('回音：您有 2 条通知')
    expect(textOf(message([line(1), line(2)]))).toBe(
      '回音：2 条通知\n1. 催办　信〔2026〕1号\nhttps://oa.example.cn/letters/1\n2. 催办　信〔2026〕2号\nhttps://oa.example.cn/letters/2',
    )
    expect(titleOf(message([{ ...line(1), number: null }]))).toBe('回音：催办')
  })
  test('what does not fit into one message goes into the next: nothing is lost, nothing is too long, the order stays (R-W01)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 200, max: 4096 }), (n, max) => {
        let rest = Array.from({ length: n }, (_, i) => line(i))
        const told: Line[] = []
        while (rest.length > 0) {
          const part = fitting(message(rest), max)
          expect(Buffer.byteLength(textOf(part))).toBeLessThanOrEqual(max)
          told.push(...part.lines)
          rest = rest.slice(part.lines.length)
        }
        expect(told).toEqual(Array.from({ length: n }, (_, i) => line(i)))
      }),
    )
  })
  test('what the other side says is kept without addresses, numbers and links', () => {
    expect(scrubbed('550 5.1.1 <zhangsan@yunxi.gov.cn>: user unknown')).toBe('550 5.1.1 <…>: user unknown')
    expect(scrubbed('{"code":"0","mobile":"13800006027"}')).toBe('{"code":"0","mobile":"…"}')
    expect(scrubbed('310000 sign not match, more info at https://open.dingtalk.com/x?access_token=secret')).not.toContain('secret')
  })
})
