/** Lines of a file seen as one paper: what stands above the title, the title, the text, the signature; its annexes and the page's furniture left out. Pure. */
import type { FileLine } from '../../../kernel/reading/lines-shape.ts'

export interface Paper {
  /** Above the title: head, number, urgency, signer. */
  readonly above: readonly FileLine[]
  readonly title: readonly FileLine[]
  /** From under the title to the signature, or to where an annex begins. */
  readonly text: readonly FileLine[]
  /** What follows: signature, date, note, annexes, imprint. */
  readonly after: readonly FileLine[]
}
/** Digits, letters and dots in one width, whatever the paper used; brackets stay. */
export const evenWidth = (text: string): string => text.replace(/[０-９Ａ-Ｚａ-ｚ．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
export const bare = (text: string): string => text.replace(/\s/g, '')
/** Words that stand apart on one line. */
export const words = (text: string): string[] => text.split(/\s+/).filter(Boolean)

const pageNumber = /^[-—–－·\s]*\d{1,4}[-—–－·\s]*$|^第\d+页(?:共\d+页)?$/
const ruled = /^[-—–－─━_＿=═*·\s]+$/
const copyNumber = /^(?:份号[:：]?)?\d{6}$/
/** A note where a seal is to stand. */
const sealed = /^[（(](?:代章|盖章|公章|印章)[）)]$/
const isFurniture = ({ text }: FileLine): boolean => (pageNumber.test(text) && !copyNumber.test(text)) || ruled.test(text) || sealed.test(text)
const addressed = /[:：]$/
/** A title names its kind at the end, but for a bracket after it. */
const endsTitle =
  /(?:通知|通报|报告|请示|批复|意见|函|决定|决议|命令|公报|公告|通告|议案|纪要|令|汇报|建议书|通知书|决定书|告知书|意见书|情况|方案|要点|总结|说明|办法|规定|条例|细则|计划|名单|简报)(?:[（(][^（）()]*[）)])?$/
const startsTitle = /关于|印发|转发|批转/
/** Where whoever sends it, or its number, speaks, no title goes on. */
const noTitle = /^签发人|签发人[:：]|^发电单位|^等级|^抄送|^附件|^主送|〔\d{4}〕|\[\d{4}\]|^第\d+期|文件$|^[（(]?联系人/

/** The size most letters have. */
export function bodySize(lines: readonly FileLine[]): number | null {
  const count = new Map<number, number>()
  for (const { size, text } of lines) if (size !== null) count.set(size, (count.get(size) ?? 0) + text.length)
  return [...count].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}
/** How far down the first title may begin. */
const HIGHEST = 25
const MOST_LINES = 8

interface Found {
  readonly from: number
  readonly to: number
}
const isLike = (a: FileLine, b: FileLine): boolean => a.page === b.page && (a.size === null || b.size === null || Math.abs(a.size - b.size) < 1.5)
type Judge = (line: FileLine) => boolean
/** Lines one under the other that together are worded as a title is. */
function titleFrom(lines: readonly FileLine[], from: number, mayBe: Judge): Found | null {
  const first = lines[from]
  if (!first || !mayBe(first)) return null
  let joined = ''
  let best: Found | null = null
  for (let at = from; at < lines.length && at < from + MOST_LINES; at++) {
    const line = lines[at] as FileLine
    const text = evenWidth(line.text)
    if (!isLike(first, line) || !mayBe(line) || noTitle.test(text) || /[。；]$/.test(text) || (at > from && addressed.test(lines[at - 1]?.text ?? ''))) break
    joined += bare(text)
    if (endsTitle.test(joined) && !addressed.test(joined) && joined.length >= 6) best = { from, to: at + 1 }
  }
  return best
}
/** Large letters one line under the other, whatever they say. */
function blockFrom(lines: readonly FileLine[], from: number, large: Judge): Found | null {
  const first = lines[from]
  if (!first) return null
  let to = from
  for (const line of lines.slice(from, from + MOST_LINES)) {
    if (!large(line) || !isLike(first, line) || noTitle.test(line.text) || /[。；:：]$/.test(line.text)) break
    to++
  }
  return to > from ? { from, to } : null
}
/** An organ named above «关于…» in letters of the same size belongs to the title, the head over it does not. */
function findTitle(lines: readonly FileLine[], body: number | null): Found | null {
  const first = lines.slice(0, HIGHEST)
  const saysOf = ({ from, to }: Found) =>
    lines
      .slice(from, to)
      .map(({ text }) => text)
      .join('')
  const large = (line: FileLine) => body !== null && line.size !== null && line.size >= body * 1.15
  const found = (mayBe: Judge) => first.flatMap((_, at) => titleFrom(lines, at, mayBe) ?? [])
  const worded = found((line) => line.size === null || body === null || large(line))
  const best = worded.find((one) => startsTitle.test(saysOf(one)))
  if (best) return best
  // a head may itself end in a kind of paper, 专题会议纪要: the number stands between it and the title
  const number = first.findIndex(({ text }) => numberAlone.test(bare(evenWidth(text))))
  const block = number < 0 ? null : blockFrom(lines, number + 1, large)
  if (block && !addressed.test(saysOf(block))) return block
  // «关于…» in large letters, whatever kind it calls itself
  const about = first.findIndex((line) => large(line) && startsTitle.test(line.text))
  if (about >= 0) return blockFrom(lines, about, large)
  // no larger than the text, but centred and worded as one
  const centred = found((line) => line.stands === 'center').find((one) => startsTitle.test(saysOf(one)))
  return centred ?? worded.find(({ from }) => lines[from]?.stands !== 'left' && large(lines[from] as FileLine)) ?? null
}
/** Without a title: what stands above whom it is addressed to, and what stands below. */
function withoutTitle(lines: readonly FileLine[]): Paper {
  const to = lines.slice(0, HIGHEST).findIndex(({ text }) => addressed.test(text))
  const from = to < 0 ? Math.min(6, lines.length) : to
  const end = textEnd(lines, from)
  return { above: lines.slice(0, from), title: [], text: lines.slice(from, end), after: lines.slice(end) }
}
const numberAlone = /^.{0,16}[〔[]\d{4}[〕\]]第?\d{1,5}[号期次]$|^第\d{1,4}[期号次]$/
const dateAlone = /^(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日$/
/** An annex has its mark alone on a line, or begins a page with a title of its own. */
const annexMark = /^附件?\s*[0-9一二三四五六七八九十]{0,3}[:：]?$|^附\s*件\s*\d*$/
function textEnd(lines: readonly FileLine[], from: number): number {
  for (let at = from; at < lines.length; at++) {
    const text = bare(evenWidth((lines[at] as FileLine).text))
    if (annexMark.test(text) || (/^附件\d*/.test(text) && at > from && (lines[at] as FileLine).page > (lines[at - 1] as FileLine).page && text.length <= 4)) return at
    if (dateAlone.test(text)) return at + 1
    if (/^抄送[:：]/.test(text)) return at
  }
  return lines.length
}
export function asPaper(all: readonly FileLine[]): Paper {
  const lines = all.filter((line) => !isFurniture(line))
  const body = bodySize(lines)
  const title = findTitle(lines, body)
  if (!title) return withoutTitle(lines)
  const end = textEnd(lines, title.to)
  return { above: lines.slice(0, title.from), title: lines.slice(title.from, title.to), text: lines.slice(title.to, end), after: lines.slice(end) }
}
