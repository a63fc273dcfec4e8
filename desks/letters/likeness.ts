/** How alike two titles are, by the two-character pieces they share. Pure. */
const noise = /关于|反映|投诉|举报|咨询|建议|请问|问题|情况|希望|[的了吗呢，。、！？；：“”（）\s\d,.!?;:()]/g
/** FNV-1a of one piece, as a signed 32-bit number: finds the same piece again and cannot be read. */
function hash(piece: string): number {
  let h = 0x811c9dc5
  for (const c of piece) h = Math.imul(h ^ (c.codePointAt(0) ?? 0), 0x01000193)
  return h | 0
}
const pieces = (title: string): string[] => {
  const plain = [...title.normalize('NFKC').replace(noise, '')]
  return [...new Set(plain.slice(1).map((c, i) => `${plain[i]}${c}`))]
}
/** What is stored for a title. */
export const gramsOf = (title: string): number[] => pieces(title).map(hash)

/** Share of the smaller set that both have, 0 to 1: «路灯不亮» lies wholly in «团结路路灯不亮半个月». */
export function alike(a: readonly number[], b: readonly number[]): number {
  const [small, large] = a.length < b.length ? [a, new Set(b)] : [b, new Set(a)]
  return small.length === 0 ? 0 : small.filter((g) => large.has(g)).length / small.length
}
export const likeness = (share: number, samePlace: boolean): 'high' | 'middle' | 'low' | null => {
  const score = share + (samePlace ? 0.25 : 0)
  return score >= 0.7 ? 'high' : score >= 0.5 ? 'middle' : score >= 0.34 ? 'low' : null
}
/** What two titles have in common, as words to show: the longest shared runs of at least two characters. */
export function sharedWords(title: string, other: string): string[] {
  const theirs = new Set(pieces(other))
  const plain = [...title.normalize('NFKC').replace(noise, '')]
  const runs: string[] = []
  let current = ''
  for (let i = 0; i + 1 < plain.length; i++) {
    const piece = `${plain[i]}${plain[i + 1]}`
    if (theirs.has(piece)) current = current ? `${current}${plain[i + 1]}` : piece
    else {
      if (current) runs.push(current)
      current = ''
    }
  }
  if (current) runs.push(current)
  return [...new Set(runs)].sort((a, b) => b.length - a.length)
}
