/** What was not imported: line, id, code and words; never what the line held. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en as lettersEn } from '../../desks/letters/words/en.ts'
import { zh as lettersZh } from '../../desks/letters/words/zh-CN.ts'
import { type Language, refusalText, say } from '../../kernel/words.ts'
import { sentence } from '../../platform/plain-stop.ts'
import type { Words } from '../cli/command.ts'
import type { LineFault } from './carry.ts'

const own: Readonly<Record<string, Words>> = {
  'unknown-series': { zh: '没有这个编号序列', en: 'No such series of numbers' },
  'bad-year': { zh: '年度有误', en: 'A wrong year' },
  'bad-last': { zh: '编号须为不小于零的整数', en: 'A number is a whole one, zero or more' },
  'series-begun': {
    zh: '该序列已启用（期初 {{opening}}，已编至 {{last}}），不能再改期初',
    en: 'The series has begun (balance {{opening}}, now at {{last}}); its balance cannot change',
  },
}
const faultsOf = { 'zh-CN': lettersZh.importFaults, en: lettersEn.importFaults } as const
const refusalsOf = { 'zh-CN': lettersZh.refusals, en: lettersEn.refusals } as const

function inLanguage({ code, facts = {} }: Pick<LineFault, 'code' | 'facts'>, language: Language): string {
  const words = own[code]
  if (words) return say(language === 'en' ? words.en : words.zh, facts, language)
  const known = (faultsOf[language] as Readonly<Record<string, string>>)[code]
  return known ?? refusalText(code, facts, language, refusalsOf[language])
}
export const faultWords = (fault: Pick<LineFault, 'code' | 'facts'>): Words => ({ zh: inLanguage(fault, 'zh-CN'), en: inLanguage(fault, 'en') })

/** A cell no spreadsheet takes for a formula. */
const cell = (value: unknown): string =>
  `"${String(value)
    .replaceAll('"', '""')
    .replace(/^[=+@-]/, "'$&")}"`

/** As a table a spreadsheet opens. */
export const faultCsv = (faults: readonly LineFault[]): string =>
  `${['line,id,code,words', ...faults.map((fault) => [fault.line, fault.id, fault.code, sentence(faultWords(fault))].map(cell).join(','))].join('\n')}\n`

/** @returns where it lies: `imports/<source>.faults.csv` of the data folder */
export async function writeFaults(data: string, source: string, faults: readonly LineFault[]): Promise<string> {
  const folder = join(data, 'imports')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${source}.faults.csv`)
  await writeFile(path, faultCsv(faults), { mode: 0o600 })
  return path
}
