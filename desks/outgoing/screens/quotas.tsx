/** 发文限额表: papers a year by organ and type, with what was issued this year. Rule: HB-29; R-M20; HB-44 */
import { Suspense } from 'react'
import { Card } from '../../../web/parts/small.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { type PaperQuota, QUOTAS_RULE, type QuotasTable, quotasTable } from '../paper-quotas.ts'
import { paperTypes } from '../shape.ts'
import { letterheads, type QuotaUsed, quotas } from '../tables-shape.ts'
import { ChoiceCell, EditRows, TextCell } from './parts/edit-rows.tsx'
import { SettledTable } from './parts/settled-table.tsx'
import { fill, useOutgoingWords, useScreenWords } from './parts/use-outgoing-words.ts'

const same = (a: PaperQuota, b: PaperQuota) => a.organ === b.organ && a.paperType === b.paperType
function Shown({ table, used, year }: { readonly table: QuotasTable; readonly used: readonly QuotaUsed[]; readonly year: number }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  return (
    <Card id="limits" title={w.pages.quotas} aside={String(year)}>
      <table className="plain-table card-body">
        <thead>
          <tr>
            <th scope="col">{s.fields.organs}</th>
            <th scope="col">{s.fields.paperType}</th>
            <th scope="col">{s.fields.most}</th>
            <th scope="col">{s.fields.issued}</th>
            <th scope="col">{s.fields.leave}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => {
            const now = used.find((one) => same(one, row))
            return (
              <tr key={`${row.organ} ${row.paperType}`}>
                <th scope="row">{row.organ ?? s.hints.allOrgans}</th>
                <td>{row.paperType === null ? s.hints.allTypes : w.paperTypes[row.paperType]}</td>
                <td className="num">{row.most}</td>
                <td className={`num ${now?.over ? 'amber' : ''}`}>{now && fill(s.hints.ofMost, { n: now.issued, most: row.most })}</td>
                <td>{row.leave ? s.hints.leave : ''}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}
const fresh: PaperQuota = { organ: null, paperType: null, most: 0, leave: false }
function Edited({ table, onChange }: { readonly table: QuotasTable; readonly onChange: (table: QuotasTable) => void }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const heads = useReading(letterheads, {}).table
  const named = [...new Set([...heads.organs.map((one) => one.name), ...table.rows.flatMap((row) => row.organ ?? [])])]
  const organs = [{ value: '', word: s.hints.allOrgans }, ...named.map((value) => ({ value, word: value }))]
  const types = [{ value: '' as const, word: s.hints.allTypes }, ...paperTypes.map((value) => ({ value, word: w.paperTypes[value] }))]
  const nameOf = (row: PaperQuota) => `${row.organ ?? s.hints.allOrgans} ${row.paperType === null ? s.hints.allTypes : w.paperTypes[row.paperType]}`
  return (
    <EditRows legend={w.pages.quotas} add={s.acts.addRow} rows={table.rows} fresh={fresh} nameOf={nameOf} onChange={(rows) => onChange({ rows })}>
      {(row, change) => (
        <>
          <ChoiceCell label={s.fields.organs} value={row.organ ?? ''} options={organs} onChange={(organ) => change({ organ: organ || null })} />
          <ChoiceCell label={s.fields.paperType} value={row.paperType ?? ''} options={types} onChange={(paperType) => change({ paperType: paperType || null })} />
          <TextCell
            label={s.fields.most}
            numeric
            max={4}
            value={row.most === 0 ? '' : String(row.most)}
            onChange={(text) => change({ most: Number(text.replace(/[^0-9]/g, '')) })}
          />
          <label className="check">
            <input type="checkbox" checked={row.leave} onChange={() => change({ leave: !row.leave })} /> {s.fields.leave}
          </label>
        </>
      )}
    </EditRows>
  )
}
function Quotas() {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const now = useReading(quotas, {})
  return (
    <SettledTable
      title={w.pages.quotas}
      note={s.hints.quotasNote}
      rule={QUOTAS_RULE}
      schema={quotasTable}
      now={now}
      show={(table) => <Shown table={table} used={now.used} year={now.year} />}
      edit={(table, onChange) => <Edited table={table} onChange={onChange} />}
    />
  )
}
export const QuotasPage = () => (
  <Suspense fallback={<Waiting />}>
    <Quotas />
  </Suspense>
)
