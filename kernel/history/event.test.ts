import { describe, expect, test } from 'vitest'
import type { SampleOffice } from '../write/sample-rows.ts'
import { act, fresh, ids, sampleLetter } from '../write/sample-rows.ts'
import { textDigest } from './digest.ts'
import { maskRow, toEvent } from './event.ts'

const office: SampleOffice = { letters: ids.next(), housing: ids.next(), wang: ids.next(), li: ids.next(), zhao: ids.next() }

describe('事件 an event holds no personal text (不变量 18)', () => {
  test('a text becomes its salted digest and the salt goes; an erased text stays null', () => {
    const { matter } = sampleLetter(office)
    expect(maskRow('matter', matter)).toMatchObject({ title: textDigest(matter.title_salt as string, '路灯不亮'), state: 'registered' })
    expect(maskRow('matter', { ...matter, title: null, title_salt: null })).toMatchObject({ title: null })
    expect(maskRow('matter', matter)).not.toHaveProperty('title_salt')
  })
  test('the same text with another salt says nothing of being the same', () => {
    expect(textDigest('00', '同意')).not.toBe(textDigest('01', '同意'))
  })
  test('a step becomes one event, its rows untouched', () => {
    const { matter } = sampleLetter(office)
    const effects = act(office, matter.id, 'register', [fresh('matter', matter)])
    const step = effects.steps[0]
    if (!step) throw new Error('no step')
    expect(toEvent(effects.act, step)).toMatchObject({
      act_id: effects.act,
      matter_id: matter.id,
      move: 'register',
      actor: office.wang,
      effects: [{ table: 'matter', fresh: true }],
    })
    expect(matter.title).toBe('路灯不亮')
  })
})
