/**
 * How alike two texts are, by a small sample of their three-character runs that is the same sample for the same runs (bottom-k): two dozen numbers for each letter, so that
 * a hundred thousand are compared through an index. Pure.
 */
const KEPT = 24
/** Fewer in common are chance. */
export const LEAST = 3
const noise = /关于|反映|投诉|举报|咨询|建议|请问|问题|情况|希望|您好|你好|谢谢|尊敬的|领导|[的了吗呢吧啊]|[^\p{Script=Han}a-z]/gu
/** FNV-1a, stirred: which run comes early must not hang on how it is spelled. */
function hash(piece: string): number {
  let h = 0x811c9dc5
  for (const c of piece) h = Math.imul(h ^ (c.codePointAt(0) ?? 0), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) | 0
}
const smallest = (marks: Iterable<number>): number[] => [...new Set(marks)].sort((a, b) => a - b).slice(0, KEPT)

/** What is stored for a text; empty: too short to be told from another. */
export function marksOf(text: string): number[] {
  const plain = [...text.slice(0, 4000).normalize('NFKC').toLowerCase().replace(noise, '')]
  const runs = plain.slice(2).map((c, i) => hash(`${plain[i]}${plain[i + 1]}${c}`))
  return runs.length < 8 ? [] : smallest(runs)
}
/** Share of the runs of both that both have, 0 to 1, as far as the sample tells. */
export function textShare(a: readonly number[], b: readonly number[]): number {
  const [of, his] = [new Set(a), new Set(b)]
  const both = smallest([...a, ...b])
  const common = both.filter((one) => of.has(one) && his.has(one)).length
  return common < LEAST ? 0 : common / both.length
}
/** In one's own words few runs of three stay: half of them the same is the same text. */
export const textLikeness = (a: readonly number[], b: readonly number[]): number => Math.min(1, 2 * textShare(a, b))

/** As an address carries them. */
export const packMarks = (marks: readonly number[]): string => marks.map((one) => (one >>> 0).toString(36)).join('.')
export const unpackMarks = (packed: string): number[] => packed.split('.').map((one) => Number.parseInt(one, 36) | 0)
