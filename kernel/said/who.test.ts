import { describe, expect, test } from 'vitest'
import { nameIn, phoneIn, placeIn } from './who.ts'

describe('来人来电怎么称呼、怎么找 who it is, and where', () => {
  test.each([
    ['联系人：周女士 138 0000 6027', '13800006027'],
    ['打过物业电话13800006028，我的手机13800006027', '13800006027'],
    ['编号20261123，没有电话', null],
  ])('number to call back: %s → %s', (text, number) => expect(phoneIn(text)?.number ?? null).toBe(number))
  test.each([
    ['我叫李建国，住在北苑小区。', '李建国'],
    ['王女士反映路灯不亮', '王女士'],
    ['业主反映路灯不亮', null],
  ])('name: %s → %s', (text, name) => expect(nameIn(text)).toBe(name))
  test('place: the most exact one named', () => expect(placeIn('我住在城东区北苑小区3号楼，楼道灯坏了')).toContain('北苑小区'))
})
