/**
 * 标题: broken between words only, never inside 《》 or a number, into a trapezium or a lozenge. Of all ways the plainest is taken. Pure.
 * Rule: GB/T 9704-2012 7.3.1 «回行时，要做到词意完整，排列对称，长短适宜，间距恰当»
 */
import { SIZE, WIDTH } from './grid.ts'

/** Characters of 2号 in a line. */
export const TITLE_ACROSS = Math.floor(WIDTH / SIZE.two)
const MOST_LINES = 6
const words = new Intl.Segmenter('zh', { granularity: 'word' })
/** A line does not begin with these, nor with a mark that closes. */
const neverFirst = /^[的地得了着过和与及或等之、，。：；）》〉」』】〕”’]/u
/** 云溪|市: what a place or an organ is called stays with its name. */
const suffixes = new Set('省市县区镇乡村州旗盟厅局委办令'.split(''))
const neverLast = /[（《〈「『【〔“‘第和与及或关于在对]$/u
/** Names of organs and what stands in marks are one word. */
const whole = /《[^》]*》|〔\d{4}〕\d+号|\d+年(?:\d+月(?:\d+日)?)?|人民政府(?:办公室|办公厅)?|实施方案|实施意见|管理办法|工作要点/gu

const lengthOf = (text: string): number => [...text].reduce((sum, c) => sum + (/^[ -~]$/.test(c) ? 0.5 : 1), 0)

/** Places where the title may be parted, as numbers of characters from its beginning. */
function partings(title: string, names: readonly string[] = []): number[] {
  const named = names.flatMap((name) => [...title.matchAll(new RegExp(name.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&'), 'gu'))])
  const kept = [...title.matchAll(whole), ...named].map((m) => [m.index, m.index + m[0].length] as const)
  const inside = (at: number) => kept.some(([from, to]) => at > from && at < to && to - from <= TITLE_ACROSS)
  return [...words.segment(title)]
    .filter((s) => !suffixes.has(s.segment))
    .map((s) => s.index)
    .filter((at) => at > 0 && !inside(at) && !neverFirst.test(title.slice(at)) && !neverLast.test(title.slice(0, at)))
}
/** Longest in the middle (菱形), growing or shrinking (梯形); never the hourglass, never a plain rectangle. */
function shapeFault(lengths: readonly number[]): number {
  const growing = lengths.every((n, i) => i === 0 || n > (lengths[i - 1] as number))
  const shrinking = lengths.every((n, i) => i === 0 || n < (lengths[i - 1] as number))
  const peak = lengths.indexOf(Math.max(...lengths))
  const lozenge = peak > 0 && peak < lengths.length - 1 && lengths.every((n, i) => i === 0 || (i <= peak ? n > (lengths[i - 1] as number) : n < (lengths[i - 1] as number)))
  if (growing || shrinking || lozenge) return 0
  return lengths.every((n, i) => i === 0 || n !== lengths[i - 1]) ? 30 : 12
}
/** A step of about two characters from line to line looks best; a lone pair of characters looks lost. */
function fault(lengths: readonly number[]): number {
  const steps = lengths.slice(1).reduce((sum, n, i) => sum + Math.abs(Math.abs(n - (lengths[i] as number)) - 2), 0)
  return shapeFault(lengths) + steps + lengths.filter((n) => n < 4).length * 20
}
/** Ways to cut into so many lines, none of them too wide. @param at first character of the line to be cut off next */
function* ways(text: string, cuts: readonly number[], lines: number, across: number, at = 0, from = 0): Generator<number[]> {
  if (lengthOf(text.slice(at)) > lines * across) return
  if (lines === 1) yield []
  else
    for (let i = from; i < cuts.length; i++) {
      const cut = cuts[i] as number
      if (lengthOf(text.slice(at, cut)) > across) return
      for (const rest of ways(text, cuts, lines - 1, across, cut, i + 1)) yield [cut, ...rest]
    }
}
const cutAt = (title: string, cuts: readonly number[]): string[] => [0, ...cuts].map((from, i) => title.slice(from, cuts[i]).trim())

/** @returns lines, none wider than the type area; a title without a place to part is cut where it must be */
export function titleLines(title: string, names: readonly string[] = [], across = TITLE_ACROSS): string[] {
  const text = title.replaceAll(/\s+/gu, '')
  const least = Math.ceil(lengthOf(text) / across)
  if (least <= 1) return [text]
  const cuts = partings(text, names)
  for (let lines = least; lines <= Math.min(MOST_LINES, least + 1); lines++) {
    let best: { lines: string[]; fault: number } | null = null
    for (const way of ways(text, cuts, lines, across)) {
      const cut = cutAt(text, way)
      const bad = fault(cut.map(lengthOf))
      if (!best || bad < best.fault) best = { lines: cut, fault: bad }
    }
    if (best && (best.fault < 30 || lines > least)) return best.lines
  }
  const characters = [...text]
  return Array.from({ length: least }, (_, n) => characters.slice(Math.round((n * characters.length) / least), Math.round(((n + 1) * characters.length) / least)).join(''))
}
