/** 收文: the declaration, everything pure gathered. */
import { defineDesk } from '../../kernel/desk.ts'
import { clocks } from './clocks.ts'
import { lifecycle } from './lifecycle.ts'
import { powers } from './powers.ts'
import { paperDetail, results } from './shape.ts'

export const incoming = defineDesk({
  key: 'incoming',
  series: '收〔{year}〕{seq}号',
  fields: paperDetail,
  lifecycle,
  clocks,
  powers,
  answers: { reply: { kind: 'final', to: 'contact', settled: 'delivered', rated: [] } },
  results,
  dictionaries: { results: { keys: results, open: true, fixed: ['returned', 'read'] } },
  duty: 'duty-officer',
  quiet: 240,
  texts: { gist: (paper) => (paper.gist === null ? null : { ...paper, gist: null }) },
})
