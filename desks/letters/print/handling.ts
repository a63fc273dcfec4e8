/** 群众来信处理笺: the letter's way on one page, from the assignment to the call-back; each step with room for a hand. */
import { say } from '../../../kernel/words.ts'
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import { cut, dayOn, gap, opinionsOn, recordedOn, signedBy } from '../../../platform/ctx/said-on-paper.ts'
import { printed, type Said, type SlipBody, type SlipLine } from '../../../platform/ctx/slips.ts'
import type { LetterDetail } from '../shape.ts'
import { handlers, handling } from '../slips.ts'
import { ratingsOf } from './call-back.ts'
import { type AskedLetter, askerOf, dueOf, overTable, resultWord, viaOf } from './parts.ts'
import { wordsIn } from './words.ts'

/** Characters of the letter, and of one opinion, that stand on the slip itself. */
const BODY = 420
const SAID = 260

/** Who was given it, by whom, with what words: one entry for each act of giving. */
function given(ctx: ReadCtx, { language, matter }: AskedLetter): Said[] {
  const { paper } = wordsIn(language)
  const acts = Map.groupBy(handlers(matter), (piece) => `${piece.givenBy.id} ${piece.givenAt}`)
  return [...acts.values()].flatMap((pieces) => {
    const [first] = pieces
    if (!first) return []
    const units = (lead: boolean) => pieces.filter((piece) => piece.lead === lead).map((piece) => piece.unit.name)
    const told = [units(true).length > 0 && say(paper.lead, { units: units(true) }, language), units(false).length > 0 && say(paper.helpers, { units: units(false) }, language)]
    const text = [told.filter(Boolean).join(gap(language)), [...new Set(pieces.map((piece) => piece.ask).filter(Boolean))].join('\n')].filter(Boolean).join('\n')
    return [{ text: cut(text, SAID, ''), by: signedBy(ctx, first.givenBy, matter.owner.unit.id, first.givenAt, language), at: dayOn(first.givenAt, language) }]
  })
}
const reported = (ctx: ReadCtx, asked: AskedLetter): Said[] =>
  asked.matter.reports
    .filter((report) => report.returnedAt === null)
    .map((report) => ({
      text: cut(`${resultWord(ctx, asked, report.result)}${asked.language === 'en' ? ': ' : '：'}${report.text ?? wordsIn(asked.language).paper.erased}`, SAID, ''),
      by: signedBy(ctx, report.by, asked.matter.owner.unit.id, report.at, asked.language),
      at: dayOn(report.at, asked.language),
    }))
const replied = (asked: AskedLetter): Said[] =>
  asked.matter.answers
    .filter((answer) => answer.sentAt !== null)
    .map((answer) => ({
      text: cut(answer.via === 'none' ? (answer.ground ?? '') : (answer.body ?? wordsIn(asked.language).paper.erased), SAID, ''),
      by: [answer.by?.name, viaOf(asked, answer.via)].filter(Boolean).join(gap(asked.language)),
      at: dayOn(answer.sentAt ?? '', asked.language),
    }))
const rated = (asked: AskedLetter): Said[] =>
  asked.matter.answers
    .filter((answer) => answer.ratedAt !== null)
    .map((answer) => ({ text: ratingsOf(answer, asked.language).join(asked.language === 'en' ? '; ' : '；'), by: '', at: dayOn(answer.ratedAt ?? '', asked.language) }))

export const printHandling = printed<LetterDetail>(
  handling,
  async (ctx, asked): Promise<SlipBody> => {
    const { matter, language } = asked
    const w = wordsIn(language)
    const { paper } = w
    const { detail } = matter
    const body = detail.body ?? paper.erased
    const long = [...body].length > BODY
    const recorded = await recordedOn(ctx, matter.id)
    const said = (head: string, entries: Said[], room: number): SlipLine => ({ kind: 'said', head, said: entries, room, sign: paper.sign })
    const pairs = (...cells: (readonly [string, string])[]): SlipLine => ({ kind: 'pairs', cells: cells.map(([head, text]) => ({ head, text })) })
    const lines: SlipLine[] = [
      pairs([paper.asker, askerOf(asked)], [paper.channel, w.channels[detail.channel]]),
      pairs([paper.kind, w.kinds[detail.kind]], [paper.due, dueOf(asked)]),
      ...(detail.place ? [pairs([paper.place, detail.place])] : []),
      pairs([paper.title, matter.title ?? paper.erased]),
      { kind: 'text', head: paper.body, text: long ? cut(body, BODY, paper.more) : body, room: 16 },
      said(paper.order, given(ctx, asked), 2),
      said(
        paper.opinions,
        opinionsOn(ctx, matter, language, (piece) => piece.role !== 'review' && piece.kind !== 'do', recorded),
        6,
      ),
      said(paper.handling, reported(ctx, asked), 4),
      said(
        paper.review,
        opinionsOn(ctx, matter, language, (piece) => piece.role === 'review', recorded),
        2,
      ),
      said(paper.reply, replied(asked), 4),
      said(paper.callBack, rated(asked), 2),
    ]
    return { template: 'slip', title: w.slips.handling, sheets: [{ ...overTable(asked), lines, foot: '' }], annex: long ? { title: paper.annex, text: body } : null }
  },
  ({ detail }) => detail.secret,
)
