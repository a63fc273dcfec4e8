/** What each template is given. Words come ready from the desks; a template lays out and knows no rule. */
import { encode } from 'uqr'
import type { MatterId } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/words.ts'
import type { RedlineLine } from '../draft/redline.ts'
import type { Item } from '../official/page.ts'
import { copyCode, type SlipForm, slipCode } from '../slip-code.ts'

/** A run of light modules and the run of dark ones after it. */
export interface Run {
  readonly light: number
  readonly dark: number
}
export type Square = readonly (readonly Run[])[]
interface Frame {
  readonly language: Language
  /** What the file calls itself, in the bar of whoever reads it. */
  readonly name: string
  /** In the foot: who printed it, and when. */
  readonly printed: string
  /** 水印: person and time over the whole page; null where the page is not restricted. Rule: R-C04 */
  readonly mark: string | null
  readonly code: Square | null
}

export interface Said {
  readonly text: string
  /** Name and title. */
  readonly by: string
  readonly at: string
  /** 手写原迹: a drawing of lines, how much of the box's breadth it takes (0 to 1), and what it is and is not. */
  readonly ink?: { readonly svg: string; readonly share: number; readonly note: string }
}
export type SlipLine =
  | { readonly kind: 'pairs'; readonly cells: readonly { readonly head: string; readonly text: string }[] }
  /** `room`: millimetres at least. */
  | { readonly kind: 'text'; readonly head: string; readonly text: string; readonly room: number }
  /** What was said at one step, in order; then room for a hand, and the line one signs on. */
  | { readonly kind: 'said'; readonly head: string; readonly said: readonly Said[]; readonly room: number; readonly sign: string }
export interface SlipSheet {
  /** Over the table. */
  readonly left: string
  readonly right: string
  readonly lines: readonly SlipLine[]
  readonly foot: string
  /**
   * The sheet stays one page: its texts grow smaller down to the smallest that is read without trouble, then the long ones are cut where they stand and follow
   * whole on a sheet of their own (续页). `cut` is said where a text breaks off, `title` over the further sheet.
   */
  readonly fit?: { readonly cut: string; readonly title: string }
}
export interface SlipPaper extends Frame {
  readonly template: 'slip'
  readonly office: string
  readonly title: string
  readonly sheets: readonly SlipSheet[]
  readonly annex: { readonly title: string; readonly text: string } | null
}
/** 答复函 */
export interface ReplyPaper extends Frame {
  readonly template: 'reply'
  readonly number: string
  readonly title: string
  readonly to: string
  readonly body: string
  readonly by: string
  readonly date: string
  readonly note: string
}
export interface LedgerPaper extends Frame {
  readonly template: 'ledger'
  readonly titles: readonly string[]
  readonly left: string
  readonly right: string
  readonly columns: readonly { readonly head: string; readonly width: number; readonly centred: boolean }[]
  readonly rows: readonly (readonly string[])[]
  readonly below: string
}
/** A numbered report: 每周专报. */
export interface ReportPaper extends Frame {
  readonly template: 'report'
  readonly title: string
  readonly issue: string
  readonly office: string
  readonly date: string
  readonly span: string
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[]
  readonly signed: string
}
/** An official paper, laid out: what stands where. Rule: R-E02 */
export interface OfficialPaperLaid extends Frame {
  readonly template: 'official'
  /** 存档本 (PDF/A-2b): the day it bears; null: any other copy. Rule: R-E01 */
  readonly record: { readonly year: number; readonly month: number; readonly day: number } | null
  readonly sides: readonly { readonly items: readonly Item[]; readonly number: readonly Item[]; readonly lying: boolean }[]
}
/** A sheet of labels, a label on a roll, or a stamp over a page: where each stands, in millimetres. */
export interface LabelSize {
  readonly page: { readonly width: number; readonly height: number }
  readonly label: { readonly width: number; readonly height: number }
  readonly columns: number
  readonly rows: number
  /** Of the first label. */
  readonly left: number
  readonly top: number
  readonly gap: { readonly x: number; readonly y: number }
  /** A frame in red, as a stamp has it. */
  readonly framed: boolean
}
/** 收文章, 标签: number, day, an empty box for the hand, the small code of the copy. */
export interface LabelPaper extends Frame {
  readonly template: 'label'
  readonly size: LabelSize
  /** Places of the first sheet that are used already. */
  readonly skip: number
  readonly labels: readonly { readonly head: string; readonly pairs: readonly { readonly head: string; readonly text: string }[]; readonly box: string; readonly code: Square }[]
}
/** 归档章 on a copy, its pages as they are; without pages a sheet of labels. Rule: R-A03 */
export interface StampPaper extends Frame {
  readonly template: 'stamp'
  /** 全宗号 · 年度 · 件号 · 机构（问题） · 保管期限 · 页数 */
  readonly stamps: readonly { readonly name: string; readonly cells: readonly string[] }[]
  /** In points. */
  readonly pages: readonly { readonly width: number; readonly height: number }[]
  /** Upper left corner on the first page, in millimetres. */
  readonly at: { readonly x: number; readonly y: number }
  /** Name of the file given along: `given.pdf`. */
  readonly given: string
}
/** 盒脊 of archive boxes: strips as wide as the box is thick, in millimetres, cells from the top down. Rule: DA/T 22-2015 */
export interface SpinePaper extends Frame {
  readonly template: 'spine'
  readonly width: number
  readonly spines: readonly { readonly cells: readonly { readonly head: string; readonly lines: readonly string[]; readonly high: number }[] }[]
}
/** 花脸稿 */
export interface RedlinePaper extends Frame {
  readonly template: 'redline'
  readonly title: string
  /** Which text against which. */
  readonly left: string
  readonly right: string
  readonly lines: readonly RedlineLine[]
}
export type Paper = OfficialPaperLaid | RedlinePaper | SlipPaper | ReplyPaper | LedgerPaper | ReportPaper | LabelPaper | SpinePaper | StampPaper

/** The code of a slip as runs, row by row: a template draws rectangles. Level M, as a scan with a fold over it still reads. */
export const squareOf = (matter: MatterId, form: SlipForm): Square => squareOfText(slipCode(matter, form))
/** … of a label. */
export const squareOfCopy = (matter: MatterId, copy: number): Square => squareOfText(copyCode(matter, copy))
function squareOfText(text: string): Square {
  const { data } = encode(text, { ecc: 'M', border: 0 })
  return data.map((row) => {
    const runs: { light: number; dark: number }[] = [{ light: 0, dark: 0 }]
    for (const dark of row) {
      const last = runs.at(-1) as { light: number; dark: number }
      if (dark) last.dark++
      else if (last.dark > 0) runs.push({ light: 1, dark: 0 })
      else last.light++
    }
    return runs
  })
}
