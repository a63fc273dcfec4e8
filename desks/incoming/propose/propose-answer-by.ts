/** 限办: the first day by which the text asks for something to be sent back. A count of days from the arrival is left to the clerk. Rule: R-D31 */
import type { FileLine } from '../../../kernel/reading/lines-shape.ts'
import { addDays, type OfficeDate } from '../../../kernel/time.ts'
import { evenWidth, type Paper } from './as-paper.ts'
import { type FieldProposal, propose } from './field-proposal.ts'
import { toDay } from './read-date.ts'

const byDay =
  /(?:(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日|(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2}))(?:[（(](?:星期|周).[）)])?(?:上午|下午|中午|晚上?)?(?:\d{1,2}(?:[:：]\d{2}|[时点](?:半|\d{1,2}分)?))?(?:下班)?(?:之前|以前|前)/g
/** Asked of the reader: in the same breath, before another day is named. */
const asked =
  /^(?:(?!日前)[^。；;！？]){0,40}?(?:反馈|报送|上报|抄报|送达|报至|报我|报省|报市|报县|报国|报部|报至|报(?=[^。；，]{0,14}(?:厅|局|委|办|部|处|科|室|中心|常委会|备案))|告知|函复|函告|回复|答复|复函|提交|提供|传真|发至|寄送|送交|送我|送至|填报|返回|发回|寄回|发送)/
/** 反馈截止时间为12月8日: asked before the day is named. */
const until = /(?:反馈|报送|提交|上报|回复|返回)[^。；;，]{0,12}截止(?:时间|日期)?(?:为|是|至|到)?(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g
const LONGEST = 400

/** The text as one run, and the line each of its letters stands on. */
function run(lines: readonly FileLine[]): { readonly text: string; readonly at: readonly FileLine[] } {
  const at: FileLine[] = []
  let text = ''
  for (const line of lines)
    for (const c of evenWidth(line.text).replace(/\s/g, '')) {
      text += c
      at.push(line)
    }
  return { text, at }
}
/** A day without a year is the next such day from when the paper was written. */
function dayOf(year: string | undefined, month: string, day: string, written: OfficeDate): OfficeDate | null {
  if (year) return toDay(Number(year), Number(month), Number(day))
  const from = Number(written.slice(0, 4))
  const same = toDay(from, Number(month), Number(day))
  return same && same >= written ? same : toDay(from + 1, Number(month), Number(day))
}
export function proposeAnswerBy({ text: lines }: Paper, written: OfficeDate | null): FieldProposal<OfficeDate> | null {
  if (written === null) return null
  const { text, at } = run(lines)
  const dayIn = (match: RegExpExecArray) => dayOf(match[1] ?? match[4], match[2] ?? match[5] ?? '', match[3] ?? match[6] ?? '', written)
  const before = [...text.matchAll(byDay)].filter((match) => asked.test(text.slice(match.index + match[0].length)))
  const found = [...before, ...text.matchAll(until)].flatMap((match) => {
    const day = dayIn(match)
    return day && day >= written && day <= addDays(written, LONGEST) ? [{ day, lines: [...new Set(at.slice(match.index, match.index + match[0].length))] }] : []
  })
  const [first] = found.sort((a, b) => (a.day < b.day ? -1 : 1))
  return first ? propose(first.day, first.lines, 'asked') : null
}
