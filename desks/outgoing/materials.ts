/** 送审材料: what comes with a draft, by how it was drafted and what it is. Rule: GN-46, BZ-47; 条例 arts. 19, 20 */

/** Drafted here, or by a department in our name (代拟稿). */
export const ways = ['own', 'department'] as const
/** 请示, 起草说明, 征求意见及采纳情况, 合法性审核意见, 公平竞争审查, 政策解读. The 代拟稿 itself is the text. */
export const materialKinds = ['request', 'explanation', 'opinions', 'legality', 'competition', 'interpretation'] as const
export type MaterialKind = (typeof materialKinds)[number]

interface Of {
  readonly way: (typeof ways)[number]
  readonly paperType: string
  readonly normative: unknown
}
interface Row {
  readonly kind: MaterialKind
  readonly when: (paper: Of) => boolean
}
/** What a department asks the government to issue is policy: decisions, opinions, notices. */
const policy = ['decision', 'opinion', 'notice', 'order']
/** The list, one row a material; a row speaks for the papers it names. */
const table: readonly Row[] = [
  { kind: 'request', when: ({ way }) => way === 'department' },
  { kind: 'explanation', when: ({ way, normative }) => way === 'department' || normative !== null },
  { kind: 'opinions', when: ({ way, normative }) => way === 'department' || normative !== null },
  { kind: 'legality', when: ({ way, paperType, normative }) => normative !== null || (way === 'department' && policy.includes(paperType)) },
  { kind: 'competition', when: ({ normative }) => normative !== null },
  { kind: 'interpretation', when: ({ normative }) => normative !== null },
]
export const materialsNeeded = (paper: Of): MaterialKind[] => table.flatMap((row) => (row.when(paper) ? [row.kind] : []))
/** Neither there nor said why not: named all at once. Rule: BZ-47 */
export const materialsMissing = (
  paper: Of & { readonly materials: readonly { readonly kind: MaterialKind; readonly file: string | null; readonly without: string | null }[] },
): MaterialKind[] => materialsNeeded(paper).filter((kind) => !paper.materials.some((m) => m.kind === kind && (m.file !== null || m.without !== null)))
