/** 栏目 of a saved ledger as they are called: those of every matter, and those only one desk has. */
import { type ColumnKey, columnKeys, isOwnColumn, type OwnColumnKey } from '../../kernel/reading/table-shape.ts'
import { deskOf } from '../desk-pages.ts'
import { useKernelWords, useLanguage } from '../words/use-words.ts'

export type AnyColumn = ColumnKey | OwnColumnKey
/** Columns a table may have: the own ones of a desk only where it lists that desk alone. */
export function columnsFor(desk: string | undefined): readonly AnyColumn[] {
  const own = Object.keys((desk && deskOf(desk)?.words['zh-CN'].ownColumns) || {})
  return [...columnKeys, ...own.map((column): OwnColumnKey => `${desk}.${column}`)]
}
export function useColumnName(): (key: AnyColumn) => string {
  const words = useKernelWords()
  const language = useLanguage()
  return (key) => {
    if (!isOwnColumn(key)) return words.columns[key]
    const [desk = '', column = ''] = key.split('.')
    return deskOf(desk)?.words[language].ownColumns?.[column] ?? key
  }
}
