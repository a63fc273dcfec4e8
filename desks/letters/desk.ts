/** 群众来信: the declaration, everything pure gathered. */
import { defineDesk } from '../../kernel/desk.ts'
import { categories } from './categories.ts'
import { clocks } from './clocks.ts'
import { lifecycle } from './lifecycle.ts'
import { powers } from './powers.ts'
import { intakes, kinds, letterDetail, results } from './shape.ts'

export const letters = defineDesk({
  key: 'letters',
  series: '信〔{year}〕{seq}号',
  fields: letterDetail,
  lifecycle,
  clocks,
  powers,
  answers: {
    reply: { kind: 'final', to: 'contact', settled: 'delivered', rated: ['responded', 'solved', 'satisfied'] },
    tellOnce: { kind: 'interim', to: 'contact', settled: 'delivered', rated: [] },
    tellExtended: { kind: 'interim', to: 'contact', settled: 'delivered', rated: [] },
  },
  results,
  // figures and the proposal from a pasted text count by them: renamed or out of use, never more
  dictionaries: {
    results: { keys: results, open: true, fixed: ['replied', 'explained'] },
    kinds: { keys: kinds, open: false },
    categories: { keys: categories, open: true },
    intakes: { keys: intakes, open: false },
  },
  duty: 'call-centre',
  quiet: 240,
  texts: {
    body: (letter) => (letter.body === null ? null : { ...letter, body: null }),
    place: (letter) => (letter.place === null ? null : { ...letter, place: null }),
    reply: (letter) => (letter.drafted ? { ...letter, drafted: false } : null),
  },
})
