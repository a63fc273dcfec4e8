/** 交换站清单核对单: what does not agree, line by line, for the station to sign. Of 机要件 the count alone. */
import { z } from 'zod'
import { maskedFor } from '../../../kernel/people/masked.ts'
import { type Language, say } from '../../../kernel/words.ts'
import { sheetPaper } from '../../../platform/ctx/reports.ts'
import { momentOn } from '../../../platform/ctx/said-on-paper.ts'
import type { RunLine } from '../arrival-shape.ts'
import { showRun } from '../read/run.ts'
import { checkRun } from '../run-check.ts'
import { wordsIn } from './arrival-words.ts'

/** What a line says of itself beside the list; empty where it agrees. */
export function remarkOf(line: RunLine, language: Language): string {
  const { arrival: w } = wordsIn(language)
  const short = line.copiesListed - line.copiesCame
  return [
    !line.listed && w.surplus,
    line.listed && line.copiesCame === 0 && w.missing,
    line.listed && line.copiesCame > 0 && short !== 0 && say(short > 0 ? w.shortBy : w.overBy, { n: Math.abs(short) }, language),
    line.copiesCame > 0 && line.attachmentsMissing.length > 0 && say(w.lacks, { names: line.attachmentsMissing.join('、') }, language),
    line.asCopy && w.asCopy,
  ]
    .filter(Boolean)
    .join('；')
}
export const runSlip = sheetPaper({
  key: 'run-slip',
  power: 'incoming.register',
  asks: z.object({ id: z.uuid() }),
  write: async (ctx, { id }, language) => {
    const run = maskedFor(ctx, await showRun(ctx, id), 'incoming')
    const { arrival: w } = wordsIn(language)
    const check = checkRun(run.listed, run.lines)
    const counts = [
      check.missing.length > 0 && say(w.checkMissing, { n: check.missing.length }, language),
      check.surplus.length > 0 && say(w.checkSurplus, { n: check.surplus.length }, language),
      check.copies.length > 0 && say(w.checkCopies, { n: check.copies.length }, language),
      check.attachments.length > 0 && say(w.checkAttachments, { n: check.attachments.length }, language),
      run.secret > 0 && say(w.secretKept, { n: run.secret }, language),
    ].filter(Boolean)
    const column = (head: string, width: number, centred = false) => ({ head, width, centred })
    return {
      template: 'ledger',
      name: `${w.slip} ${run.listNumber ?? ''}`.trim(),
      titles: [w.slip],
      left: [run.station, run.listNumber && `${w.listNumber} ${run.listNumber}`, `${w.listed} ${run.listed}`].filter(Boolean).join('　'),
      right: [`${w.fetchedBy} ${run.fetchedBy.name}`, momentOn(run.at, language)].join('　'),
      below: [check.agrees ? w.agrees : counts.join('；'), `${w.station} ${w.signature}：＿＿＿＿＿＿`, `${w.fetchedBy} ${w.signature}：＿＿＿＿＿＿`].join('　　'),
      columns: [
        column(w.line, 6, true),
        column(w.sender, 18),
        column(w.number, 18),
        column(w.title, 40),
        column(w.copiesListed, 8, true),
        column(w.copiesCame, 8, true),
        column(w.state, 22),
      ],
      rows: run.lines.map((line) => [
        String(line.no),
        line.sender,
        line.senderNumber ?? '',
        line.title ?? '',
        line.listed ? String(line.copiesListed) : '',
        String(line.copiesCame),
        remarkOf(line, language),
      ]),
    }
  },
})
