/** A draft as plain lines, and how long it is. Pure. Rule: R-M20 */
import { type Draft, type DraftBlock, wordsOf } from './draft.ts'
import { marks } from './numbering.ts'

const tab = '\t'
function linesOfBody(body: readonly DraftBlock[]): string[] {
  const numbers = marks(body)
  return body.flatMap((block, n) =>
    block.kind === 'table' ? block.rows.map((row) => row.join(tab)) : [`${numbers[n]}${block.kind === 'present' ? wordsOf(block).join('：') : wordsOf(block).join('')}`],
  )
}
/** 附件：1. …；one alone bears no number. */
const listed = (draft: Draft): string[] => draft.attachments.map((one, n, all) => `${n === 0 ? '附件：' : ''}${all.length > 1 ? `${n + 1}. ` : ''}${one.title}`)

/** As plain lines, in the order of the paper, the level numbers counted: what is searched, read by 引用 checks and told to a person who reads no layout. */
export function draftText(draft: Draft): string[] {
  const lines = [
    draft.title,
    draft.addressees.length > 0 ? `${draft.addressees.join('，')}：` : '',
    ...linesOfBody(draft.body),
    ...listed(draft),
    draft.remark ? `（${draft.remark}）` : '',
    ...draft.attachments.flatMap((one, n, all) => [`附件${all.length > 1 ? n + 1 : ''}`, one.title, ...linesOfBody(one.body)]),
    draft.copyTo.length > 0 ? `抄送：${draft.copyTo.join('，')}。` : '',
  ]
  return lines.filter((line) => line.trim() !== '')
}

/** A run of letters and figures is one; every other character that is no space is one. */
const counted = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}][\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}\p{M}.,:%/'’_-]*|\S/gu
/** 字数 of one text as offices count it: Chinese characters and marks one each, a word or a figure one. */
export const charactersOf = (text: string): number => text.match(counted)?.length ?? 0
export interface DraftCount {
  /** 正文, level numbers counted with it: what the limit of a paper speaks of. */
  readonly body: number
  readonly attachments: number
  /** Everything the draft says. */
  readonly all: number
}
const sum = (lines: readonly string[]): number => lines.reduce((n, line) => n + charactersOf(line), 0)
export const countOf = (draft: Draft): DraftCount => ({
  body: sum(linesOfBody(draft.body)),
  attachments: sum(draft.attachments.flatMap((one) => linesOfBody(one.body))),
  all: sum(draftText(draft)),
})
