/** 归档方案: what an archive draft proposes of one closed paper, and what still stands in the way. Pure. Rule: R-A01 */
import type { KeptPaper, PartRole } from '../../kernel/archive.ts'
import type { Office } from '../../kernel/decide/office.ts'
import type { FileId } from '../../kernel/ids.ts'
import { organFor, rowFor, type TableRow, type Term, type TermsTable } from './terms.ts'

export interface Part {
  readonly role: PartRole
  readonly file: FileId | null
  readonly slip: string | null
  /** It lies in the box on paper, and no file stands for it. */
  readonly paper: boolean
  /** null: nobody has counted. */
  readonly pages: number | null
}
/** What blocks 归档: a part, a page count, the ruling or the 机构. */
export type Lack = PartRole | 'pages' | 'ruling' | 'organ' | 'table'
export interface Proposed {
  readonly term: Term | null
  /** 不归档, by the row of the table. */
  readonly left: boolean
  readonly row: TableRow | null
  readonly organ: string | null
  readonly parts: readonly Part[]
  readonly lacks: readonly Lack[]
}
/** A form this system prints of a matter is one page (R-D30). */
const SLIP_PAGES = 1

export function lacksOf(parts: readonly Part[], needed: readonly PartRole[], term: Term | null, organ: string | null): Lack[] {
  const there = (role: PartRole) => parts.filter((part) => part.role === role).length
  const roles = [...new Set(needed.filter((role, n) => needed.slice(0, n + 1).filter((one) => one === role).length > there(role)))]
  return [
    ...roles,
    ...(parts.some((part) => part.pages === null) || parts.length === 0 ? ['pages' as const] : []),
    ...(term ? [] : ['ruling' as const]),
    ...(organ ? [] : ['organ' as const]),
  ]
}
/** @param pagesOf counted pages of a file; null where nobody has */
export function propose(paper: KeptPaper, desk: string, table: TermsTable | null, office: Pick<Office, 'units'>, pagesOf: (file: FileId) => number | null): Proposed {
  const parts = paper.parts.map((part): Part => ({ ...part, paper: false, pages: part.file ? pagesOf(part.file) : SLIP_PAGES }))
  if (!table) return { term: null, left: false, row: null, organ: null, parts, lacks: ['table'] }
  const row = rowFor(table, desk, paper)
  const left = row?.ruling === 'none'
  const term = row && row.ruling !== 'none' ? row.ruling : null
  const organ = organFor(table, office, paper.unit)
  return { term, left, row, organ, parts, lacks: left ? [] : lacksOf(parts, paper.needed, term, organ) }
}
