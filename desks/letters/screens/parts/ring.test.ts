import { describe, expect, test } from 'vitest'
import { numberIn } from './ring.ts'

describe('来电弹屏 the number behind #', () => {
  test.each([
    ['#tel=13800006027', '13800006027'],
    ['#tel=0517-8366%200000', '051783660000'],
    ['#tel=%2B8613800006027', '+8613800006027'],
    ['#tel=', null],
    ['#tel=javascript', null],
    ['#other=1', null],
    ['', null],
  ])('%s', (hash, number) => expect(numberIn(hash)).toBe(number))
})
