/** What each template is given. Words come ready from the desks; a template lays out and knows no rule. */
import { encode } from 'uqr'
import type { MatterId } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/words.ts'
import { type SlipForm, slipCode } from '../slip-code.ts'

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
export type Paper = SlipPaper | ReplyPaper | LedgerPaper | ReportPaper

/** The code of a slip as runs, row by row: a template draws rectangles. Level M, as a scan with a fold over it still reads. */
export function squareOf(matter: MatterId, form: SlipForm): Square {
  const { data } = encode(slipCode(matter, form), { ecc: 'M', border: 0 })
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
