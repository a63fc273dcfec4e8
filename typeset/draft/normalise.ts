/**
 * Whatever is pasted or read from Word → a draft. What a line is, is told by what stands in it: typed numbers are levels, 主送 ends in a colon, 附件：, 抄送：, 附注 in brackets.
 * Nothing typed is lost: what has no place stands as a paragraph; what the desk itself knows (heading, number, signature, date, printer) is handed back aside. Rule: standards §1.2–§1.5
 */
import type { Block, Draft, DraftAttachment, DraftBlock } from '../../kernel/drafts/draft.ts'
import { type HtmlLine, type HtmlPiece, htmlPieces } from './html-lines.ts'
import { headingOf, typedLevel } from './levels.ts'

export interface Normalised {
  readonly draft: Draft
  readonly aside: readonly string[]
}
const isLine = (piece: HtmlPiece | undefined): piece is HtmlLine => piece?.kind === 'line'
const YEAR = '(?:\\d{4}|[二〇零一三四五六七八九○Ｏ]{4})'
const DATE = new RegExp(`^${YEAR}年[\\d一二三四五六七八九十]{1,3}月[\\d一二三四五六七八九十]{1,3}日$`)
const PRINTED = new RegExp(`${YEAR}年[\\d一二三四五六七八九十]{1,3}月[\\d一二三四五六七八九十]{1,3}日\\s*印发$`)
const NUMBER = /^(?:\d{6}\s*)?[\p{Script=Han}]{1,20}[〔[【（(]\s?\d{4}\s?[〕\]】）)]\s?\d{1,5}\s?号(?:\s+签发人.*)?$/u
const ADDRESSEES = /^[^。；;!？?]{2,300}[：:]$/
const KIND_OF_PAPER = /(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要)(?:[（(].{1,20}[）)])?$/
const ATTACHED = /^附\s?件\s?[：:]\s*/
const ATTACHMENT_HEAD = /^附\s?件\s?\d{0,2}\s?[：:]?$/
const COPY_TO = /^抄\s?送\s?[：:]\s*/
const PRESENT = /^(出\s?席|请\s?假|列\s?席)\s?[：:]\s*/
const BRACKETED = /^[（(](.+)[）)]$/
const isSentence = (text: string) => /[。；;]$/.test(text)

/** 主送、抄送: apart at the commas that stand in no brackets. 各县（市、区）人民政府，市政府各部门、各直属机构 are two. */
export function apart(text: string): string[] {
  const list: string[] = ['']
  let depth = 0
  for (const c of text) {
    if (/[（(〔[]/.test(c)) depth++
    if (/[）)〕\]]/.test(c)) depth = Math.max(0, depth - 1)
    if ((c === '，' || c === ',') && depth === 0) list.push('')
    else list[list.length - 1] += c
  }
  return list.map((one) => one.trim()).filter((one) => one !== '')
}

function blockOf(piece: HtmlPiece): Block {
  if (piece.kind === 'table') return { kind: 'table', columns: piece.columns ?? (piece.rows[0] ?? []).map(() => 1), rows: piece.rows, ...(piece.lying ? { lying: true } : {}) }
  const { text, level, headLength, counted, part } = piece
  if (level >= 1 && level <= 4) {
    const runOn = headLength > 0 ? text.slice(headLength) : ''
    return { kind: 'heading', level: level as 1, text: runOn === '' ? text : text.slice(0, headLength), ...(runOn === '' ? {} : { runOn }) }
  }
  if (part === 'paragraph') return { kind: 'paragraph', text }
  const [mark, head] = PRESENT.exec(text) ?? []
  if (mark && head && mark.length < text.length) return { kind: 'present', head: head.replace(/\s/g, ''), names: text.slice(mark.length) }
  const typed = typedLevel(text)
  if (typed) return headingOf(typed.level, typed.rest)
  return counted > 0 ? headingOf(Math.min(4, counted) as 1, text) : { kind: 'paragraph', text }
}

/** 标题 and 主送 off the front. A title may go over several lines; what stands over it is the head of an older paper. */
function front(pieces: readonly HtmlPiece[], aside: string[]): { readonly title: string; readonly addressees: string[]; readonly rest: readonly HtmlPiece[] } {
  const title: string[] = []
  let n = 0
  const plain = (line: HtmlLine) => line.part === null && line.level === 0 && line.counted === 0 && typedLevel(line.text) === null
  for (; n < pieces.length && n < 8; n++) {
    const line = pieces[n]
    if (!isLine(line)) break
    if (line.part === 'title') title.push(line.text)
    else if (!plain(line) || isSentence(line.text) || ADDRESSEES.test(line.text) || PRESENT.test(line.text) || line.text.length > 80) break
    else if (NUMBER.test(line.text) || (title.length === 0 && /文\s?件$/.test(line.text))) aside.push(line.text)
    else if (line.headed || title.length === 0 || !KIND_OF_PAPER.test(title.join(''))) title.push(line.text)
    else break
  }
  const said = title.join('')
  const first = pieces[n]
  const stated = isLine(first) && first.part === 'addressees'
  const asked = isLine(first) && (stated || (plain(first) && ADDRESSEES.test(first.text) && !PRESENT.test(first.text)))
  // a few lines that neither look like a title nor stand over 主送 are text
  const sure = asked || KIND_OF_PAPER.test(said) || pieces.slice(0, n).some((one) => isLine(one) && (one.part === 'title' || one.headed))
  if (!sure) {
    aside.length = 0
    return { title: '', addressees: [], rest: pieces }
  }
  return { title: said, addressees: asked ? apart(first.text.replace(/[：:]$/, '')) : [], rest: pieces.slice(asked ? n + 1 : n) }
}

interface Tail {
  readonly main: HtmlPiece[]
  readonly titles: string[]
  readonly bodies: { readonly title: string | null; readonly pieces: HtmlPiece[] }[]
  remark: string | null
  readonly copyTo: string[]
}
/** Walks the lines behind 主送: 附件说明, 署名, 日期, 附注, 抄送, the attachments themselves. */
function sorted(pieces: readonly HtmlPiece[], aside: string[]): Tail {
  const tail: Tail = { main: [], titles: [], bodies: [], remark: null, copyTo: [] }
  let signed = false
  for (let n = 0; n < pieces.length; n++) {
    const piece = pieces[n] as HtmlPiece
    const here = tail.bodies.at(-1)?.pieces ?? tail.main
    if (!isLine(piece)) {
      here.push(piece)
      continue
    }
    const { text, part } = piece
    const own = part === 'paragraph' || piece.level > 0
    const bracketed = BRACKETED.exec(text)?.[1]
    if (part === 'attachment') tail.bodies.push({ title: text, pieces: [] })
    else if (part === 'remark') tail.remark = text
    else if (part === 'copy-to') tail.copyTo.push(text)
    else if (own) here.push(piece)
    else if (COPY_TO.test(text)) tail.copyTo.push(...apart(text.replace(COPY_TO, '').replace(/。$/, '')))
    else if (PRINTED.test(text)) aside.push(text)
    else if (ATTACHMENT_HEAD.test(text) && isLine(pieces[n + 1])) {
      tail.bodies.push({ title: (pieces[n + 1] as HtmlLine).text, pieces: [] })
      n++
    } else if (tail.bodies.length === 0 && ATTACHED.test(text)) {
      const first = text.replace(ATTACHED, '')
      const listed = typedLevel(first)?.level === 3
      tail.titles.push(listed ? (typedLevel(first)?.rest ?? first) : first)
      while (listed && isLine(pieces[n + 1]) && typedLevel((pieces[n + 1] as HtmlLine).text)?.level === 3) tail.titles.push(typedLevel((pieces[++n] as HtmlLine).text)?.rest ?? '')
    } else if (tail.bodies.length === 0 && DATE.test(text.replace(/\s/g, ''))) {
      signed = true
      const organs: string[] = []
      // short lines without a mark right above the date are who signs it
      for (let last = tail.main.at(-1); isLine(last) && last.part === null && /^[\p{Script=Han}（）　 ]{4,30}$/u.test(last.text) && organs.length < 6; last = tail.main.at(-1)) {
        organs.unshift(last.text)
        tail.main.pop()
      }
      aside.push(...organs, text)
    } else if (bracketed && tail.remark === null && (signed || /^(?:联系人|此件)/.test(bracketed))) tail.remark = bracketed
    else here.push(piece)
  }
  return tail
}
/** Titles that were announced and attachments that are there are one list; what is only announced is an attachment without a text. */
function attachmentsOf({ titles, bodies }: Tail, body: (pieces: readonly HtmlPiece[]) => DraftBlock[]): DraftAttachment[] {
  const bare = (title: string) => title.replace(/[《》\s]/g, '')
  const left = [...bodies]
  const announced = titles.map((title) => {
    const n = left.findIndex((one) => bare(one.title ?? '') === bare(title))
    const found = n < 0 ? undefined : left.splice(n, 1)[0]
    return { title, body: body(found?.pieces ?? []) }
  })
  return [...announced, ...left.map(({ title, pieces }) => ({ title: title ?? '', body: body(pieces) }))]
}

/**
 * @param nextId a fresh name for every block
 * @returns a draft; and the lines that say what the desk knows by itself
 */
export function normalise(html: string, nextId: () => string): Normalised {
  const aside: string[] = []
  const { title, addressees, rest } = front(htmlPieces(html), aside)
  const tail = sorted(rest, aside)
  const body = (pieces: readonly HtmlPiece[]): DraftBlock[] => pieces.map((piece) => ({ id: nextId(), ...blockOf(piece) }))
  return { draft: { title, addressees, body: body(tail.main), attachments: attachmentsOf(tail, body), remark: tail.remark, copyTo: tail.copyTo }, aside }
}
