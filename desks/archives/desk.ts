/** 档案: the declaration, everything pure gathered. */
import { defineDesk } from '../../kernel/desk.ts'
import { clocks } from './clocks.ts'
import { lifecycle } from './lifecycle.ts'
import { powers } from './powers.ts'
import { loanDetail, results } from './shape.ts'
import { termsTable } from './terms.ts'

export const archives = defineDesk({
  key: 'archives',
  series: '阅〔{year}〕{seq}号',
  fields: loanDetail,
  lifecycle,
  clocks,
  powers,
  answers: { reply: { kind: 'final', to: 'assignment', settled: 'delivered', rated: [] } },
  results,
  dictionaries: { results: { keys: results, open: false } },
  tables: {
    terms: {
      schema: termsTable,
      value: { fonds: '', handOver: 20, organs: [], rows: [] },
      basis: '档案法实施条例 (2024) art. 19: each body sets its own table, approved by the archive authority; none is shipped',
    },
  },
  duty: 'archivist',
  quiet: 240,
  texts: { purpose: (loan) => (loan.purpose === null ? null : { ...loan, purpose: null }) },
})
