import { describe, expect, test } from 'vitest'
import { openWedge, type Press } from './wedge.ts'

const press = (key: string, at: number, more: Partial<Press> = {}): Press => ({ key, code: '', shift: false, at, ...more })
/** Types with so many milliseconds between keys, Enter at the end. @returns what Enter gave */
function typed(text: string, every: number): string | null {
  const wedge = openWedge()
  for (const [n, key] of [...text].entries()) if (wedge.press(press(key, n * every)) !== null) return 'too soon'
  return wedge.press(press('Enter', [...text].length * every))
}
describe('扫码枪 a scanner is told from a hand by its pace', () => {
  test.each([2, 8, 15, 30, 45])('a burst with %i ms between keys is a code', (every) => expect(typed('HY1O0123456789', every)).toBe('HY1O0123456789'))
  test.each([60, 90, 150, 300])('a hand with %i ms between keys is not, however much it types', (every) => expect(typed('国办发〔2026〕12号与其他', every)).toBeNull())
  test('a few keys drummed fast and Enter are a hand', () => expect(typed('12345', 10)).toBeNull())
  test('what was typed by hand just before does not become part of the code', () => {
    const wedge = openWedge()
    for (const [n, key] of [...'住建局'].entries()) wedge.press(press(key, n * 120))
    for (const [n, key] of [...'HY1O99'].entries()) wedge.press(press(key, 1000 + n * 10))
    expect(wedge.press(press('Enter', 1060))).toBe('HY1O99')
  })
  test('a pause before Enter: the hand pressed it, the scanner did not', () => {
    const wedge = openWedge()
    for (const [n, key] of [...'HY1O99AB'].entries()) wedge.press(press(key, n * 10))
    expect(wedge.press(press('Enter', 900))).toBeNull()
  })
  test('under a Chinese input method the places of the keys say the code', () => {
    const wedge = openWedge()
    const keys: readonly (readonly [string, boolean])[] = [
      ['KeyH', true],
      ['KeyY', true],
      ['Digit1', false],
      ['KeyO', true],
      ['Digit6', true],
      ['Minus', false],
      ['Numpad3', false],
    ]
    for (const [n, [code, shift]] of keys.entries()) wedge.press(press('Process', n * 9, { code, shift }))
    expect(wedge.press(press('Process', 70, { code: 'Enter' }))).toBe('HY1O^-3')
  })
  test('Chinese characters that come as text between keys belong to it', () => {
    const wedge = openWedge()
    for (const [n, key] of [...'GB06^'].entries()) wedge.press(press(key, n * 5))
    wedge.press(press('Alt', 30))
    wedge.text('省', 40)
    wedge.text('府', 60)
    wedge.press(press('^', 70))
    expect(wedge.press(press('Enter', 75))).toBe('GB06^省府^')
  })
  test.each(['GB0626-2005^1^省府^通知^|', 'HY1O0123456789'])('what began as «%s» is one code, also where its keys come late; a hand’s pause ends it', (code) => {
    const late = (pause: number) => {
      const wedge = openWedge()
      const at = (n: number) => n * 8 + (n < 13 ? 0 : pause)
      for (const [n, key] of [...code].entries()) wedge.press(press(key, at(n)))
      return wedge.press(press('Enter', at(code.length)))
    }
    expect(late(400)).toBe(code)
    expect(late(900)).not.toBe(code)
  })
  test('Shift and arrows within are no characters', () => {
    const wedge = openWedge()
    for (const [n, key] of ['Shift', 'H', 'Shift', 'Y', '1', '2', '3', '4'].entries()) wedge.press(press(key, n * 5))
    expect(wedge.press(press('Enter', 40))).toBe('HY1234')
  })
})
