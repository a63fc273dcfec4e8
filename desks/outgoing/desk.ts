/** 发文: the declaration, everything pure gathered. */
import { defineDesk } from '../../kernel/desk.ts'
import { clocks } from './clocks.ts'
import { letterheadsTable, shippedLetterheads } from './letterheads.ts'
import { lifecycle } from './lifecycle.ts'
import { quotasTable, shippedQuotas } from './paper-quotas.ts'
import { powers } from './powers.ts'
import { seals } from './seal-shape.ts'
import { paperDetail, results } from './shape.ts'

export const outgoing = defineDesk({
  key: 'outgoing',
  /** 稿号: of the work, from the first word on. The 文号 of the paper is another series, taken after 复核. R-D40 */
  series: '发稿〔{year}〕{seq}号',
  fields: paperDetail,
  lifecycle,
  clocks,
  powers,
  answers: { tellIssued: { kind: 'final', to: 'assignment', settled: 'delivered', rated: [] } },
  results,
  dictionaries: { results: { keys: results, open: false, fixed: results }, seals: { keys: seals, open: true } },
  tables: {
    letterheads: { schema: letterheadsTable, value: shippedLetterheads, basis: 'GB/T 9704-2012 7.2.4, 10' },
    quotas: { schema: quotasTable, value: shippedQuotas, basis: 'HB-29, R-M20' },
  },
  duty: 'duty-officer',
  quiet: 240,
  texts: {
    purpose: (paper) => (paper.purpose === null ? null : { ...paper, purpose: null }),
    dissent: (paper) => (paper.dissent === null ? null : { ...paper, dissent: null }),
    opinions: (paper) => (paper.consultation === null || paper.consultation.erased ? null : { ...paper, consultation: { ...paper.consultation, erased: true } }),
    inclination: (paper) => (paper.inclination === null ? null : { ...paper, inclination: null }),
  },
})
