/** 样本台: the declaration, everything pure gathered. */
import { defineDesk } from '../../kernel/desk.ts'
import { clocks } from './clocks.ts'
import { lifecycle } from './lifecycle.ts'
import { powers } from './powers.ts'
import { results, sampleDeskDetail } from './shape.ts'

export const sampleDesk = defineDesk({
  key: 'sample-desk',
  series: '样〔{year}〕{seq}号',
  fields: sampleDeskDetail,
  lifecycle,
  clocks,
  powers,
  answers: { reply: { kind: 'final', to: 'assignment', settled: 'delivered', rated: [] } },
  results,
  duty: 'duty-officer',
  quiet: 240,
})
