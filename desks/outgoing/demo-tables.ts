/** 版头表 and 发文限额表 of the demo city. All names are invented. */
import { LETTERHEADS_RULE, type LetterheadsTable } from './letterheads.ts'
import { QUOTAS_RULE, type QuotasTable } from './paper-quotas.ts'

const government = '云溪市人民政府'
const office = '云溪市人民政府办公室'
const letterheads: LetterheadsTable = {
  names: ['云溪市', '云中省'],
  organs: [
    { name: office, superior: '云中省人民政府办公厅', other: null },
    { name: government, superior: '云中省人民政府', other: null },
  ],
  rows: [
    { code: '云政办发', form: 'paper', organ: office, mark: office, printer: office },
    { code: '云政办函', form: 'letter', organ: office, mark: office, printer: office },
    { code: '云政发', form: 'paper', organ: government, mark: government, printer: office },
    { code: '云政发', form: 'upward', organ: government, mark: government, printer: office },
    { code: '云政函', form: 'letter', organ: government, mark: government, printer: office },
    { code: '云政令', form: 'order', organ: government, mark: `${government}令`, printer: office },
    { code: '云政阅', form: 'minutes', organ: government, mark: `${government}常务会议纪要`, printer: office },
  ],
}
const quotas: QuotasTable = {
  rows: [
    { organ: office, paperType: 'notice', most: 40, leave: false },
    { organ: government, paperType: 'notice', most: 20, leave: true },
    { organ: null, paperType: null, most: 120, leave: true },
  ],
}
export const demoTables = [
  [LETTERHEADS_RULE, letterheads, '云政办〔2025〕6号'],
  [QUOTAS_RULE, quotas, '云政办〔2025〕7号'],
] as const
