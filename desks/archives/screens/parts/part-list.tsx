/** What lies in a 件, in order: its role, its name, its pages. */
import type { ReactNode } from 'react'
import type { PartRole } from '../../../../kernel/archive.ts'
import { useDeskWords } from '../../../../web/words/use-words.ts'
import { fill, useArchivesWords } from './use-archives-words.ts'

export interface PartShown {
  readonly role: PartRole
  readonly file: string | null
  readonly slip: string | null
  readonly name: string | null
  readonly pages: number | null
}
export function usePartName(desk: string): (part: PartShown) => string {
  const w = useArchivesWords()
  const words = useDeskWords(desk)
  return (part) => (part.slip ? (words?.slips?.[part.slip] ?? w.partRoles[part.role]) : part.file ? (part.name ?? w.erased) : w.fields.paperOnly)
}
export function PartList({ desk, parts, opens }: { readonly desk: string; readonly parts: readonly PartShown[]; readonly opens?: (part: PartShown) => ReactNode }) {
  const w = useArchivesWords()
  const nameOf = usePartName(desk)
  return (
    <ol className="archives-parts">
      {parts.map((part, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is what tells one from another
        <li key={n}>
          <span className="quiet">{w.partRoles[part.role]}</span> <span className="grow">{opens?.(part) ?? nameOf(part)}</span>
          <span className="num quiet">{part.pages === null ? w.lacks.pages : fill(w.hints.pagesTotal, { n: part.pages })}</span>
        </li>
      ))}
    </ol>
  )
}
