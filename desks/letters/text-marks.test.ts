import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { marksOf, packMarks, textLikeness, textShare, unpackMarks } from './text-marks.ts'

const told = '北苑小区三号楼暖气一直不热，室内只有十二度，家里有老人和孩子，打过物业电话没人管，希望尽快派人上门维修。'
const again = '您好，我住北苑小区三号楼，暖气一直不热，室内只有十二度，家里有老人，物业电话没人管，请尽快派人上门维修！'
const other = '团结路夜间施工噪声很大，凌晨两点还在打桩，影响休息，请环保部门查处。'

describe('正文相近 texts told alike', () => {
  test('the same thing told twice in nearly the same words is alike; another matter is not', () => {
    expect(textLikeness(marksOf(told), marksOf(again))).toBeGreaterThan(0.7)
    expect(textLikeness(marksOf(told), marksOf(other))).toBe(0)
    expect(textShare(marksOf(told), marksOf(told))).toBe(1)
  })
  test('a text too short to be told from another has no marks and is like nothing', () => {
    expect(marksOf('暖气不热')).toEqual([])
    expect(textShare([], [])).toBe(0)
  })
  test('at most two dozen, the same for the same text, alike both ways, and whole after the way through an address', () => {
    const text = fc.string({ unit: fc.constantFrom(...'暖气不热路灯亮噪声施工物业电话小区三号楼a1，'), maxLength: 200 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [marksOf(a), marksOf(b)]
        expect(x.length).toBeLessThanOrEqual(24)
        expect(marksOf(a)).toEqual(x)
        expect(textShare(x, y)).toBe(textShare(y, x))
        expect(textShare(x, y)).toBeLessThanOrEqual(1)
        if (x.length > 0) expect(unpackMarks(packMarks(x))).toEqual(x)
      }),
    )
  })
})
