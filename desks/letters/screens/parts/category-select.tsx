/** 事项类别: three levels in one list, by the dictionary in force; the first levels are its headings and may be chosen themselves. */
import { useDictionary } from '../../../../web/dictionary.ts'
import { levelOne, pathOf, sayPath } from '../../categories.ts'
import { useLettersWords } from './use-letters-words.ts'

export interface CategoryNames {
  readonly options: readonly { readonly value: string; readonly word: string }[]
  /** The whole way down: 城乡建设 › 市政设施 › 路灯照明 */
  readonly path: (key: string) => string
  readonly word: (key: string) => string
}
export function useCategories(): CategoryNames {
  const w = useLettersWords()
  const { options, word } = useDictionary('letters.categories', w.categories)
  return { options, word, path: (key) => sayPath(key, word) }
}
export interface CategorySelectProps {
  readonly value: string
  readonly onChange: (key: string) => void
  readonly none: string
  readonly label: string
  readonly id?: string
  readonly className?: string
}
export function CategorySelect({ value, onChange, none, label, id, className = '' }: CategorySelectProps) {
  const { options, word } = useCategories()
  const firsts = [...new Set(options.map((one) => levelOne(one.value)))]
  return (
    <select {...(id ? { id } : {})} className={`text-box ${className}`} aria-label={label} value={value} onChange={(e) => onChange(e.target.value)}>
      <option value="">{none}</option>
      {firsts.map((first) => (
        <optgroup key={first} label={word(first)}>
          {options
            .filter((one) => levelOne(one.value) === first)
            .map((one) => (
              <option key={one.value} value={one.value}>
                {'　'.repeat(pathOf(one.value).length - 1)}
                {one.word}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  )
}
