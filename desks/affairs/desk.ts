/** 交办事项: the declaration, everything pure gathered. */
import { defineDesk } from '../../kernel/desk.ts'
import { clocks } from './clocks.ts'
import { lifecycle } from './lifecycle.ts'
import { powers } from './powers.ts'
import { affairDetail, results } from './shape.ts'

export const affairs = defineDesk({
  key: 'affairs',
  series: '交〔{year}〕{seq}号',
  fields: affairDetail,
  lifecycle,
  clocks,
  powers,
  // whoever gave the order has read the answer before anything is closed: ZK-57
  answers: { reply: { kind: 'final', to: 'assignment', settled: 'read', rated: [] } },
  results,
  dictionaries: { results: { keys: results, open: true, fixed: ['takenOver', 'explained'] } },
  duty: 'duty-officer',
  quiet: 240,
  texts: {
    body: (affair) => (affair.body === null ? null : { ...affair, body: null }),
    relayedBy: (affair) => (affair.relayedBy === null ? null : { ...affair, relayedBy: null }),
  },
})
