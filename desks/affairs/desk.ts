/** 交办事项: the declaration, everything pure gathered. */
import { defineDesk } from '../../kernel/desk.ts'
import { clocks } from './clocks.ts'
import { lifecycle } from './lifecycle.ts'
import { powers } from './powers.ts'
import { affairsDetail, results } from './shape.ts'

export const affairs = defineDesk({
  key: 'affairs',
  series: '交〔{year}〕{seq}号',
  fields: affairsDetail,
  lifecycle,
  clocks,
  powers,
  answers: { reply: { kind: 'final', to: 'assignment', settled: 'delivered', rated: [] } },
  results,
  duty: 'duty-officer',
  quiet: 240,
})
