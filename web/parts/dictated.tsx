/** 口述: the words were spoken and taken down, as whoever enters them says. No speech service hears anything; the phone's own keyboard may. Decision 0026 */
import { useId } from 'react'
import { useT } from '../words/use-words.ts'

export function Dictated({ value, onChange }: { readonly value: boolean; readonly onChange: (dictated: boolean) => void }) {
  const t = useT()
  const id = useId()
  return (
    <div>
      <label className="check">
        <input type="checkbox" checked={value} aria-describedby={id} onChange={(event) => onChange(event.target.checked)} /> {t('form.dictated')}
      </label>
      <p id={id} className="small quiet">
        {t('ink.dictatedNote')}
      </p>
    </div>
  )
}
