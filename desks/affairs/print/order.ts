/** 交办事项单: what was ordered, by whom, who does it and how far it is; each step with room for a hand. Rule: issue C «Print»; ZK-05 */
import { kernelWords, say } from '../../../kernel/words.ts'
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import { cut, dayOn, dueOn, entryWord, gap, momentOn, opinionsOn, recordedOn, signedBy } from '../../../platform/ctx/said-on-paper.ts'
import { type Asked, printed, type Said, type SlipBody, type SlipLine } from '../../../platform/ctx/slips.ts'
import { affairs } from '../desk.ts'
import type { AffairDetail } from '../shape.ts'
import { order } from '../slips.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

type AskedAffair = Asked<AffairDetail>
const wordsOf = ({ language }: AskedAffair) => (language === 'en' ? en : zh)
const BODY = 500
const SAID = 300

/** Who gave the order; of a visitor only where he was opened for this paper. R-C18 */
function askerOf(asked: AskedAffair): string {
  const { paper } = wordsOf(asked)
  if (!asked.matter.detail.outside) return asked.matter.answers.find((answer) => answer.toName)?.toName ?? ''
  return asked.asker ? asked.asker.map((one) => one.name ?? paper.anonymous).join('、') || paper.anonymous : paper.hidden
}
const pieces = ({ matter }: AskedAffair) => matter.stages.flatMap((stage) => stage.pieces).filter((piece) => piece.role === 'lead' || piece.role === 'helper')
function handlers(asked: AskedAffair, lead: boolean): string {
  const found = pieces(asked).filter((piece) => piece.lead === lead && !['refused', 'taken_back', 'dropped'].includes(piece.ending ?? ''))
  return [...new Set(found.map((piece) => [piece.unit.name, piece.person?.name].filter(Boolean).join(gap(asked.language))))].join('、')
}
const given = (ctx: ReadCtx, asked: AskedAffair): Said[] =>
  pieces(asked)
    .filter((piece) => piece.ask)
    .map((piece) => ({
      text: cut(piece.ask ?? '', SAID, ''),
      by: signedBy(ctx, piece.givenBy, asked.matter.owner.unit.id, piece.givenAt, asked.language),
      at: dayOn(piece.givenAt, asked.language),
    }))
const reported = (ctx: ReadCtx, asked: AskedAffair): Said[] =>
  asked.matter.reports
    .filter((report) => report.returnedAt === null)
    .map((report) => ({
      text: cut(
        `${entryWord(ctx, affairs as never, 'results', report.result, wordsOf(asked).results, asked.language)}${asked.language === 'en' ? ': ' : '：'}${report.text ?? wordsOf(asked).erased}`,
        SAID,
        '',
      ),
      by: signedBy(ctx, report.by, asked.matter.owner.unit.id, report.at, asked.language),
      at: dayOn(report.at, asked.language),
    }))
const answered = (asked: AskedAffair): Said[] =>
  asked.matter.answers
    .filter((answer) => answer.sentAt !== null)
    .map((answer) => ({
      text: cut(answer.body ?? wordsOf(asked).erased, SAID, ''),
      by: [answer.by?.name, (kernelWords[asked.language].vias as Readonly<Record<string, string>>)[answer.via ?? '']].filter(Boolean).join(gap(asked.language)),
      at: dayOn(answer.sentAt ?? '', asked.language),
    }))

export const printOrder = printed<AffairDetail>(order, async (ctx, asked): Promise<SlipBody> => {
  const { matter, language } = asked
  const w = wordsOf(asked)
  const { paper } = w
  const { detail } = matter
  const whole = matter.clocks.find((clock) => clock.whole)
  const body = detail.body ?? w.erased
  const long = [...body].length > BODY
  const two = (one: readonly [string, string], other: readonly [string, string]): SlipLine => ({ kind: 'pairs', cells: [one, other].map(([head, text]) => ({ head, text })) })
  const one = (head: string, text: string): SlipLine => ({ kind: 'pairs', cells: [{ head, text }] })
  const recorded = await recordedOn(ctx, matter.id)
  const said = (head: string, entries: Said[], room: number): SlipLine => ({ kind: 'said', head, said: entries, room, sign: paper.sign })
  const helpers = handlers(asked, false)
  const lines: SlipLine[] = [
    two([detail.outside ? paper.visitor : paper.asker, askerOf(asked)], [paper.way, w.ways[detail.way]]),
    ...(detail.relayedBy ? [one(paper.relayedBy, detail.relayedBy)] : []),
    // given to nobody: who wrote it down does it himself
    two([paper.lead, handlers(asked, true) || [matter.owner.unit.name, matter.owner.person.name].join(gap(language))], [paper.due, whole ? dueOn(whole.dueAt, language) : '']),
    ...(helpers ? [one(paper.helpers, helpers)] : []),
    one(paper.title, matter.title ?? w.erased),
    { kind: 'text', head: detail.outside ? paper.reason : paper.body, text: long ? cut(body, BODY, paper.more) : body, room: 24 },
    said(paper.order, given(ctx, asked), 4),
    said(
      paper.opinions,
      opinionsOn(ctx, matter, language, (piece) => piece.kind !== 'do' && piece.role !== 'asker', recorded),
      8,
    ),
    said(paper.handling, reported(ctx, asked), 8),
    said(paper.reply, answered(asked), 4),
  ]
  const round = matter.round > 1 ? `　${say(paper.round, { n: matter.round })}` : ''
  const over = { left: say(paper.number, { number: matter.number }) + round, right: say(paper.registered, { at: momentOn(matter.registeredAt, language) }) }
  return { template: 'slip', title: w.slips.order, sheets: [{ ...over, lines, foot: '' }], annex: long ? { title: paper.annex, text: body } : null }
})
