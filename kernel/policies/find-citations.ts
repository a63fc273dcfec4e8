/**
 * 引用: where a text names a rule or policy, by title in 《》, by number (国办发〔2020〕53号, 国务院令第711号) or both, with the article and the days said beside it.
 * Says what stands there, not whether it is right: that is `judge`. Pure; the browser finds them too, so no text has to leave it. Rule: BZ-27
 */
import { isOfficeDate, type OfficeDate } from '../time.ts'
import { numeral } from './state.ts'

/** What the text itself says of it, which makes silence right: repealed, changed, a draft, a short name given here. */
export type Aside = 'ended' | 'draft' | 'generic' | 'short'
export interface Citation {
  readonly at: number
  readonly length: number
  /** As written, without the outer brackets; null where only a number stands. */
  readonly title: string | null
  /** As written, each with whatever stood before it that may belong to it. */
  readonly numbers: readonly string[]
  readonly article: number | null
  /** A day the text gives it: when it was issued, or from when it is in force. */
  readonly issued: OfficeDate | null
  readonly from: OfficeDate | null
  readonly passedOn: boolean
  readonly aside: Aside | null
}

const HAN = '\\u4e00-\\u9fff'
const NUMERAL = '[\\d〇零一二两三四五六七八九十百]{1,7}'
/** 发文字号: an organ's code, the year, the number. */
const DOCUMENT = new RegExp(`[${HAN}]{1,14}\\s*[〔\\[【（(［﹝]\\s*\\d{4}\\s*[〕\\]】）)］﹞]\\s*第?\\s*\\d{1,5}\\s*号`, 'gu')
/** An order: 国务院令第711号, 主席令第七十号, 国家档案局令第13号. */
const ORDER = new RegExp(`[${HAN}]{2,20}令\\s*第?\\s*${NUMERAL}\\s*号`, 'gu')
const DAY = '(\\d{4})\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日'
const ISSUING = '(?:印发|发布|公布|颁布|下发|制发)'
const BEGINNING = '(?:施行|实施|生效|执行)'
const ENDED = /废止|失效|停止执行|不再执行|不再施行|终止执行|修改如下|作如下修改|修改为|修订如下/
const ENDING_BEFORE = /(?:废止|修改|修订|代替|替代|取代|停止执行|清理|终止|原)(?:了|的|：|:)?$/
const DRAFT = /草案|征求意见稿|送审稿|讨论稿|修订稿|代拟稿|初稿|审议稿/
const SHORT = /(?:以下简称|以下称|下称|简称)[为“"]?$/
/** Names that stand for what was named before. */
const GENERIC =
  /^(?:本)?(?:实施|暂行|管理|工作|试行|若干)*(?:法|条例|规定|办法|细则|规则|准则|章程|制度|通知|意见|决定|方案|公告|通告|批复|函|规划|纲要|标准|目录|解释|命令|通报|纪要|报告|请示)$/

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): OfficeDate | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isOfficeDate(text) ? text : null
}
const matched = (text: string, pattern: string): OfficeDate | null => {
  const found = new RegExp(pattern, 'u').exec(text)
  return found ? dayOf(found[1], found[2], found[3]) : null
}
const numbersIn = (text: string): { readonly at: number; readonly said: string }[] =>
  [...text.matchAll(DOCUMENT), ...text.matchAll(ORDER)].map((match) => ({ at: match.index, said: match[0] })).sort((a, b) => a.at - b.at)

interface Named {
  readonly at: number
  readonly end: number
  readonly title: string
}
const LONGEST = 120
/** Titles in 《》, with 《》 or 〈〉 inside them; what is never closed is none. */
function titlesIn(text: string): Named[] {
  const found: Named[] = []
  for (let at = text.indexOf('《'); at !== -1; at = text.indexOf('《', at + 1)) {
    let depth = 0
    let end = at
    for (; end < text.length && end - at <= LONGEST + 2; end++) {
      if (text[end] === '《') depth++
      if (text[end] === '》' && --depth === 0) break
    }
    if (text[end] !== '》' || depth !== 0) continue
    const title = text.slice(at + 1, end)
    if (title.trim() !== '') found.push({ at, end: end + 1, title })
    at = end
  }
  return found
}
/** The bracket right behind, with what is in it. */
function bracketAt(text: string, at: number): { readonly inside: string; readonly from: number; readonly end: number } | null {
  const open = /^\s{0,2}[（(]/.exec(text.slice(at, at + 3))
  if (!open) return null
  let depth = 0
  for (let end = at + open[0].length - 1; end < text.length && end - at < 160; end++) {
    if ('（('.includes(text[end] as string)) depth++
    if ('）)'.includes(text[end] as string) && --depth === 0) return { inside: text.slice(at + open[0].length, end), from: at + open[0].length, end: end + 1 }
  }
  return null
}

interface Draft extends Citation {
  readonly whole: number
  /** Why it is let be; `with`: as those it stands in one list with. */
  readonly ended: 'before' | 'after' | null
}
function readTitle(text: string, { at, end, title }: Named, next: number): Draft {
  const bracket = bracketAt(text, end)
  const inside = bracket?.inside ?? ''
  const behind = bracket?.end ?? end
  const before = text.slice(Math.max(0, at - 40), at)
  const after = text.slice(behind, Math.min(next, behind + 60)).split(/[。；;！\n]/u)[0] ?? ''
  const article = new RegExp(`^\\s*第(${NUMERAL})条`, 'u').exec(after)
  const ended = ENDING_BEFORE.test(before) ? 'before' : ENDED.test(after) ? 'after' : null
  const plain = title.replace(/\s/g, '')
  const aside: Aside | null = SHORT.test(before.trimEnd())
    ? 'short'
    : GENERIC.test(plain)
      ? 'generic'
      : DRAFT.test(plain) || DRAFT.test(inside.slice(0, 8))
        ? 'draft'
        : ended
          ? 'ended'
          : null
  return {
    at,
    length: end - at,
    title,
    numbers: numbersIn(inside).map((one) => one.said),
    article: article ? numeral(article[1] ?? '') : null,
    issued: matched(before, `${DAY}[^，。；、《》\\n]{0,16}${ISSUING}的?$`) ?? matched(inside, `${DAY}[^，。；]{0,24}${ISSUING}`),
    from: matched(after, `^\\s*(?:自|于|从)?${DAY}起?(?:正式)?${BEGINNING}`) ?? matched(inside, `${DAY}起?${BEGINNING}`),
    passedOn: /转发|批转/.test(inside),
    aside,
    whole: behind,
    ended,
  }
}
/** In a list, what is said of the last or of the first is said of all: 废止《甲》《乙》, 《甲》和《乙》同时废止. */
const LISTED = /^[、，,和及与以\s]*$/
function alike(text: string, drafts: readonly Draft[]): Draft[] {
  const spread = [...drafts]
  const joined = (n: number): boolean => {
    const [left, right] = [spread[n], spread[n + 1]]
    return left !== undefined && right !== undefined && LISTED.test(text.slice(left.whole, right.at))
  }
  for (let n = 0; n + 1 < spread.length; n++)
    if (spread[n]?.ended === 'before' && !/原$/.test(text.slice(0, spread[n]?.at)) && joined(n))
      spread[n + 1] = { ...(spread[n + 1] as Draft), ended: 'before', aside: spread[n + 1]?.aside ?? 'ended' }
  for (let n = spread.length - 2; n >= 0; n--)
    if (spread[n + 1]?.ended === 'after' && joined(n)) spread[n] = { ...(spread[n] as Draft), ended: 'after', aside: spread[n]?.aside ?? 'ended' }
  return spread
}

/** @returns in the order of the text. A number in the bracket behind a title belongs to the title. */
export function findCitations(text: string): Citation[] {
  const titles = titlesIn(text)
  const drafts = alike(
    text,
    titles.map((named, n) => readTitle(text, named, titles[n + 1]?.at ?? text.length)),
  )
  const short = new Set(drafts.flatMap((one) => (one.aside === 'short' ? [one.title] : [])))
  const taken = drafts.map(({ at, whole }) => [at, whole] as const)
  const alone = numbersIn(text)
    .filter((one) => !taken.some(([from, to]) => one.at + one.said.length > from && one.at + one.said.length <= to))
    .map(({ at, said }): Citation => {
      const after = text.slice(at + said.length, at + said.length + 60).split(/[。；;！\n《]/u)[0] ?? ''
      const aside = ENDED.test(after) ? 'ended' : null
      return { at, length: said.length, title: null, numbers: [said], article: null, issued: null, from: null, passedOn: false, aside }
    })
  const named = drafts.map(({ whole: _whole, ended: _ended, ...one }): Citation => (short.has(one.title) && one.aside === null ? { ...one, aside: 'short' } : one))
  return [...named, ...alone].sort((a, b) => a.at - b.at)
}
