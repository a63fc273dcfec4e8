/** 发文机关 and 代字, from 版头表; by hand where the office has settled none, or for one that is not in it. A division writes in the name of its office. Rule: R-D10; GB/T 9704-2012 7.2.4 */

import type { LetterheadsTable } from '../../letterheads.ts'
import type { PaperDetail } from '../../shape.ts'
import { Line } from './line.tsx'
import { Select } from './select.tsx'
import { useScreenWords } from './use-outgoing-words.ts'

const HAND = '…'
/** Every organ the table knows, in its order. */
const organsIn = ({ organs, rows }: LetterheadsTable): string[] => [...new Set([...organs.map((one) => one.name), ...rows.flatMap((row) => row.organ ?? [])])]
/** 代字 of this organ; those of the paper's own form first. */
const codesOf = ({ rows }: LetterheadsTable, organ: string, form: PaperDetail['form']): string[] => {
  const own = rows.filter((row) => row.organ === null || row.organ === organ)
  return [...new Set([...own.filter((row) => row.form === form), ...own].map((row) => row.code))]
}
/** Where a paper begins: in the name of the reader's own house where the table has it, else of the first organ it has. */
export function firstOrgan(table: LetterheadsTable, own: string, form: PaperDetail['form']): { readonly organ: string; readonly code: string } {
  const all = organsIn(table)
  const organ = all.length === 0 || all.includes(own) ? own : (all[0] ?? own)
  return { organ, code: codesOf(table, organ, form)[0] ?? '' }
}
interface Of {
  readonly table: LetterheadsTable
  readonly form: PaperDetail['form']
  readonly organ: string
  readonly code: string
  readonly missing?: boolean
  readonly onChange: (part: { readonly organ?: string; readonly code?: string }) => void
}
export function OrganFields({ table, form, organ, code, missing = false, onChange }: Of) {
  const s = useScreenWords()
  const organs = organsIn(table)
  const codes = codesOf(table, organ, form)
  const error = missing ? { message: 'required' } : undefined
  if (organs.length === 0)
    return (
      <div className="two">
        <Line label={s.fields.organs} value={organ} onChange={(value) => onChange({ organ: value })} max={60} error={error} />
        <Line label={s.fields.code} value={code} onChange={(value) => onChange({ code: value })} max={12} />
      </div>
    )
  const byHand = !organs.includes(organ)
  const named = (list: readonly string[], last: { readonly value: string; readonly word: string }) => [...list.map((value) => ({ value, word: value })), last]
  return (
    <div className="two">
      <Select
        label={s.fields.organs}
        value={byHand ? HAND : organ}
        options={named(organs, { value: HAND, word: s.hints.otherOrgan })}
        onChange={(value) => onChange(value === HAND ? { organ: '', code: '' } : { organ: value, code: codesOf(table, value, form)[0] ?? '' })}
      />
      {byHand ? (
        <Line label={s.fields.ownCode} value={code} onChange={(value) => onChange({ code: value })} max={12} />
      ) : (
        <Select
          label={s.fields.code}
          value={codes.includes(code) ? code : ''}
          options={named(codes, { value: '', word: s.hints.laterCode })}
          onChange={(value) => onChange({ code: value })}
        />
      )}
      {byHand && <Line label={s.fields.ownOrgan} value={organ} onChange={(value) => onChange({ organ: value })} max={60} error={error} />}
    </div>
  )
}
