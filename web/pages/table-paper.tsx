/** A saved ledger as it lies on paper: title lines, unit and day, its columns in its order, every row, the line of signatures. */
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { type ColumnKey, isOwnColumn, type TableForm, tableRows } from '../../kernel/reading/table-shape.ts'
import { addMillis, type Instant, MINUTE, monthWords, officeDate } from '../../kernel/time.ts'
import type { Language } from '../../kernel/words.ts'
import { read } from '../call.ts'
import { officeNow } from '../clock.ts'
import { deskOf } from '../desk-pages.ts'
import { Waiting } from '../parts/waiting.tsx'
import { sayDate } from '../say-time.ts'
import { useKernelWords, useLanguage, useT } from '../words/use-words.ts'
import { type AnyColumn, useColumnName } from './column-names.ts'

/** More than this nobody reads on paper. */
const MOST = 1000
type Row = z.output<(typeof tableRows)['output']>['rows'][number]
/** All rows, page after page. */
async function allRows(id: string, version: number, language: Language): Promise<{ rows: Row[]; more: boolean }> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await read(tableRows, { id, version, language, size: 200, ...(cursor ? { cursor } : {}) })
    rows.push(...page.rows)
    cursor = page.next ?? undefined
  } while (cursor && rows.length < MOST)
  return { rows: rows.slice(0, MOST), more: cursor !== undefined || rows.length > MOST }
}
function useCell(): (key: AnyColumn, row: Row, no: number) => string | number {
  const t = useT()
  const words = useKernelWords()
  const language = useLanguage()
  const day = (at: string | null) => (at ? sayDate(officeDate(at as never), language) : '')
  return (key, row, no) => {
    if (isOwnColumn(key)) return row.own?.[key] ?? ''
    const desk = deskOf(row.desk)?.words[language]
    const cells: Readonly<Record<ColumnKey, () => string | number>> = {
      serial: () => no,
      number: () => row.number ?? '',
      title: () => row.title ?? t('matter.hidden'),
      desk: () => desk?.name ?? row.desk,
      state: () => desk?.states[row.state] ?? row.state,
      light: () => words.lights[row.light],
      unit: () => row.ownerUnit,
      holder: () => row.holder,
      registered: () => day(row.registeredAt),
      // 24:00 belongs to the day it ends
      due: () => day(row.due && addMillis(row.due as Instant, -MINUTE)),
      closed: () => day(row.closedAt),
      round: () => row.round,
      blank: () => '',
    }
    return cells[key]()
  }
}
export function TablePaper({ id, version, form }: { readonly id: string; readonly version: number; readonly form: TableForm }) {
  const t = useT()
  const nameOf = useColumnName()
  const language = useLanguage()
  const cell = useCell()
  const { data } = useQuery({ queryKey: ['tables.paper', { id, version, language }], queryFn: () => allRows(id, version, language) })
  const today = sayDate(officeDate(officeNow()), language)
  const { heading } = form
  const date = heading.date === 'none' ? '' : heading.date === 'month' ? monthWords(officeDate(officeNow()), language === 'en') : today
  if (!data) return <Waiting />
  return (
    <article className="paper-table">
      <h2 className="serif">
        {heading.titles.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      {(heading.unit || date) && (
        <p className="row between">
          <span>{heading.unit}</span>
          <span className="num">{date}</span>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by the keyboard too */}
      <section className="paper-scroll" aria-label={heading.titles.join(' ')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {form.columns.map(({ key, head }) => (
                <th key={key} scope="col" data-column={key}>
                  {head ?? nameOf(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, n) => (
              <tr key={row.matter}>
                {form.columns.map(({ key }) => (
                  <td key={key} data-column={key}>
                    {cell(key, row, n + 1)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {heading.sign && <p className="paper-sign">{heading.sign}</p>}
      <p className="small quiet no-print" role="status">
        {data.more ? t('tables.first', { n: MOST }) : t('tables.rows', { count: data.rows.length })}
      </p>
    </article>
  )
}
