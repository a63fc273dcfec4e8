/** 信访: the declaration, everything pure gathered. */
import { defineDesk } from '../../kernel/desk.ts'
import { clocks } from './clocks.ts'
import { lifecycle } from './lifecycle.ts'
import { powers } from './powers.ts'
import { type PetitionDetail, petitionDetail, results } from './shape.ts'

export const petitions = defineDesk({
  key: 'petitions',
  series: '访〔{year}〕{seq}号',
  fields: petitionDetail,
  lifecycle,
  clocks,
  powers,
  answers: {
    reply: { kind: 'final', to: 'contact', settled: 'delivered', rated: ['responded', 'solved', 'satisfied'] },
    admit: { kind: 'interim', to: 'contact', settled: 'delivered', rated: [] },
    tellExtended: { kind: 'interim', to: 'contact', settled: 'delivered', rated: [] },
  },
  results,
  dictionaries: { results: { keys: results, open: true } },
  duty: 'letters-division',
  quiet: 240,
  closedList: { when: (detail) => (detail as PetitionDetail).kind === 'accusation', power: 'accusations', series: '检〔{year}〕{seq}号' },
  texts: { body: (petition) => (petition.body === null ? null : { ...petition, body: null }) },
})
