/** 版头表: the organs that issue papers here and who stands above them; of each 代字 its form, its mark, who prints it. Rule: GB/T 9704-2012 7.2.4; HB-44; R-D06, R-D07 */
import { Suspense, useState } from 'react'
import { Card } from '../../../web/parts/small.tsx'
import { TextLines } from '../../../web/parts/text-lines.tsx'
import { Waiting } from '../../../web/parts/waiting.tsx'
import { useReading } from '../../../web/reading.ts'
import { type Issuer, LETTERHEADS_RULE, type Letterhead, type LetterheadsTable, letterheadsTable } from '../letterheads.ts'
import { forms } from '../shape.ts'
import { letterheads } from '../tables-shape.ts'
import { linesOf } from './parts/draft-form.ts'
import { ChoiceCell, EditRows, TextCell } from './parts/edit-rows.tsx'
import { SettledTable } from './parts/settled-table.tsx'
import { useOutgoingWords, useScreenWords } from './parts/use-outgoing-words.ts'

function Shown({ table }: { readonly table: LetterheadsTable }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  return (
    <>
      <Card id="organs" title={s.fields.organs}>
        <table className="plain-table card-body">
          <thead>
            <tr>
              <th scope="col">{s.fields.organs}</th>
              <th scope="col">{s.fields.superior}</th>
              <th scope="col">{s.fields.other}</th>
            </tr>
          </thead>
          <tbody>
            {table.organs.map((one) => (
              <tr key={one.name}>
                <th scope="row">{one.name}</th>
                <td>{one.superior}</td>
                <td>{one.other}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <Card id="heads" title={w.pages.letterheads}>
        <table className="plain-table card-body">
          <thead>
            <tr>
              <th scope="col">{s.fields.code}</th>
              <th scope="col">{s.fields.form}</th>
              <th scope="col">{s.fields.organs}</th>
              <th scope="col">{s.fields.mark}</th>
              <th scope="col">{s.fields.printer}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={`${row.code} ${row.form}`}>
                <th scope="row">{row.code}</th>
                <td>{w.forms[row.form]}</td>
                <td>{row.organ}</td>
                <td className="red">{row.mark}</td>
                <td>{row.printer}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {table.names.length > 0 && <p className="card-body small quiet">{`${s.fields.names}：${table.names.join('、')}`}</p>}
      </Card>
    </>
  )
}
const noOrgan: Issuer = { name: '', superior: null, other: null }
const noHead: Letterhead = { code: '', form: 'paper', organ: null, mark: '', printer: '' }

function Edited({ table, onChange }: { readonly table: LetterheadsTable; readonly onChange: (table: LetterheadsTable) => void }) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  const [names, setNames] = useState(() => table.names.join('\n'))
  const organs = [{ value: '', word: s.hints.allOrgans }, ...table.organs.filter((one) => one.name !== '').map(({ name }) => ({ value: name, word: name }))]
  return (
    <>
      <EditRows
        legend={s.fields.organs}
        add={s.acts.addOrgan}
        rows={table.organs}
        fresh={noOrgan}
        nameOf={(one) => one.name}
        onChange={(rows) => onChange({ ...table, organs: rows })}
      >
        {(one, change) => (
          <>
            <TextCell label={s.fields.organs} value={one.name} max={60} onChange={(name) => change({ name })} />
            <TextCell label={s.fields.superior} value={one.superior ?? ''} max={60} onChange={(superior) => change({ superior: superior || null })} />
            <TextCell label={s.fields.other} value={one.other ?? ''} max={60} onChange={(other) => change({ other: other || null })} />
          </>
        )}
      </EditRows>
      <EditRows legend={w.pages.letterheads} add={s.acts.addRow} rows={table.rows} fresh={noHead} nameOf={(row) => row.code} onChange={(rows) => onChange({ ...table, rows })}>
        {(row, change) => (
          <>
            <TextCell label={s.fields.code} value={row.code} max={12} onChange={(code) => change({ code: code.trim() })} />
            <ChoiceCell
              label={`${s.fields.form} ${row.code}`}
              value={row.form}
              options={forms.map((value) => ({ value, word: w.forms[value] }))}
              onChange={(form) => change({ form })}
            />
            <ChoiceCell label={`${s.fields.organs} ${row.code}`} value={row.organ ?? ''} options={organs} onChange={(organ) => change({ organ: organ || null })} />
            <TextCell label={s.fields.mark} value={row.mark} max={40} onChange={(mark) => change({ mark })} />
            <TextCell label={s.fields.printer} value={row.printer} max={40} onChange={(printer) => change({ printer })} />
          </>
        )}
      </EditRows>
      <TextLines
        label={s.fields.names}
        hint={s.hints.namesHint}
        value={names}
        onChange={(text) => {
          setNames(text)
          onChange({ ...table, names: linesOf(text) })
        }}
        max={2000}
        rows={2}
      />
    </>
  )
}
function Letterheads() {
  const w = useOutgoingWords()
  const s = useScreenWords()
  return (
    <SettledTable
      title={w.pages.letterheads}
      note={s.hints.letterheadsNote}
      rule={LETTERHEADS_RULE}
      schema={letterheadsTable}
      now={useReading(letterheads, {})}
      show={(table) => <Shown table={table} />}
      edit={(table, onChange) => <Edited table={table} onChange={onChange} />}
    />
  )
}
export const LetterheadsPage = () => (
  <Suspense fallback={<Waiting />}>
    <Letterheads />
  </Suspense>
)
