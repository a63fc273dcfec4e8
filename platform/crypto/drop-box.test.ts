import { createSecretKey, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { dropKey, openSealed, openWith, publicHalf, sealTo, sealWith } from './drop-box.ts'

const own = dropKey(createSecretKey(randomBytes(32)))
const letter = Buffer.from('和平路路灯不亮，138 0000 6027')

describe('投件箱', () => {
  test('whoever has the public half can put in and not take out; the same words never look the same (R-C18)', () => {
    const [one, two] = [sealTo(publicHalf(own), letter, 'letter'), sealTo(publicHalf(own), letter, 'letter')]
    expect(one.equals(two)).toBe(false)
    expect(one.includes(letter)).toBe(false)
    expect(openSealed(own, one, 'letter').equals(letter)).toBe(true)
    expect(openSealed(own, two, 'letter').equals(letter)).toBe(true)
  })
  test('another key, another purpose, a changed byte or half a piece open nothing', () => {
    const sealed = sealTo(publicHalf(own), letter, 'letter')
    expect(() => openSealed(dropKey(createSecretKey(randomBytes(32))), sealed, 'letter')).toThrow()
    expect(() => openSealed(own, sealed, 'rating')).toThrow()
    for (const at of [0, 5, 40, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => openSealed(own, changed, 'letter'), `byte ${at}`).toThrow()
    }
    expect(() => openSealed(own, sealed.subarray(0, 40), 'letter')).toThrow()
    expect(() => sealTo('short', letter, 'letter')).toThrow(RangeError)
  })
  test('the private half comes from the contact key alone: a restored key opens what was handed in before', () => {
    const contact = createSecretKey(randomBytes(32))
    const sealed = sealTo(publicHalf(dropKey(contact)), letter, 'letter')
    expect(openSealed(dropKey(createSecretKey(contact.export())), sealed, 'letter').equals(letter)).toBe(true)
  })
  test('what is published opens with the key of the query code and no other', () => {
    const key = randomBytes(32)
    expect(openWith(key, sealWith(key, letter)).equals(letter)).toBe(true)
    expect(() => openWith(randomBytes(32), sealWith(key, letter))).toThrow()
  })
})
