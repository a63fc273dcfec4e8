/** 送审材料: a place for each that is needed; what there is none of says why. Rule: GN-46, BZ-47 */
import { Field } from '../../../../web/parts/field.tsx'
import { FileDrop, type SentFile } from '../../../../web/parts/file-drop.tsx'
import type { MaterialKind } from '../../materials.ts'
import { useOutgoingWords, useScreenWords } from './use-outgoing-words.ts'

export type Material = { readonly file: SentFile | null; readonly without: string }
export function MaterialsFields({
  kinds,
  value,
  onChange,
}: {
  readonly kinds: readonly MaterialKind[]
  readonly value: Readonly<Partial<Record<MaterialKind, Material>>>
  readonly onChange: (kind: MaterialKind, one: Material) => void
}) {
  const w = useOutgoingWords()
  const s = useScreenWords()
  if (kinds.length === 0) return null
  return (
    <fieldset className="outgoing-box stack">
      <legend className="field-label">{s.fields.materials}</legend>
      {kinds.map((kind) => {
        const one = value[kind] ?? { file: null, without: '' }
        return (
          <div key={kind} className="outgoing-material">
            <FileDrop label={w.materials[kind]} max={1} value={one.file ? [one.file] : []} onChange={(files) => onChange(kind, { ...one, file: files[0] ?? null })} />
            {!one.file && (
              <Field label={`${w.materials[kind]}：${s.fields.without}`}>
                {(ids) => <input {...ids} className="text-box" maxLength={200} value={one.without} onChange={(e) => onChange(kind, { ...one, without: e.target.value })} />}
              </Field>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
