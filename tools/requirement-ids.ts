/** Requirement ids in a test's title: HA-84, R-F20, F1 … F18 and S1 … S13 (known breakages), 不变量 5 (invariants 1 to 20). */

const lists = /(不变量|invariants?)\s*((?:\d+\s*(?:[、,，–—…-]|and|至|和|及)\s*)*\d+)/gi
const plain = /(?<![\w-])((?:HA|HB|ZK|BZ|GN)-|R-[A-Z]|[FS](?=\d{1,2}(?![\w.])))(\d{1,3})(?:\s*[–—…~至]+\s*(?:\1)?(\d{1,3}))?(?!\w|-[a-z])/g
const breakages: Readonly<Record<string, number>> = { F: 18, S: 13 }

function range(from: number, to: number): number[] {
  return to >= from && to - from < 100 ? Array.from({ length: to - from + 1 }, (_, n) => from + n) : [from]
}
/** Every id a title names, ranges spelled out, each once. */
export function idsIn(title: string): string[] {
  const found: string[] = []
  for (const [, prefix = '', first = '', last] of title.matchAll(plain)) {
    const most = breakages[prefix]
    for (const n of range(Number(first), Number(last ?? first))) {
      if (most !== undefined && (n < 1 || n > most)) continue
      found.push(`${prefix}${most === undefined ? String(n).padStart(first.length, '0') : n}`)
    }
  }
  for (const [, , numbers = ''] of title.matchAll(lists)) {
    for (const part of numbers.split(/[、,，]|and|和|及/)) {
      const [from, to] = part.split(/[–—…至-]+/).map((n) => Number(n.trim()))
      if (from) for (const n of range(from, to || from)) if (n <= 20) found.push(`不变量 ${n}`)
    }
  }
  return [...new Set(found)]
}

const order = ['HA-', 'HB-', 'ZK-', 'BZ-', 'GN-', 'R-', 'F', 'S', '不变量']
const rank = (id: string) => order.findIndex((prefix) => id.startsWith(prefix))
const digits = (id: string) => Number(/\d+$/.exec(id)?.[0] ?? 0)
const letters = (id: string) => id.replace(/\d+$/, '')
export const byId = (a: string, b: string): number => rank(a) - rank(b) || letters(a).localeCompare(letters(b)) || digits(a) - digits(b)
