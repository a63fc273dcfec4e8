/** 群众来信交办单: one page for each unit it was given to; the unit writes the result on it or reports it in the system. Never who wrote: the unit written about does not learn it. R-H05 */
import { say } from '../../../kernel/words.ts'
import { dayOn, dueOn } from '../../../platform/ctx/said-on-paper.ts'
import { printed, type SlipBody, type SlipSheet } from '../../../platform/ctx/slips.ts'
import type { LetterDetail } from '../shape.ts'
import { handlers, order } from '../slips.ts'
import { dueOf, overTable } from './parts.ts'
import { wordsIn } from './words.ts'

/** Units on one printing. */
const MOST = 30

export const printOrder = printed<LetterDetail>(
  order,
  async (ctx, asked): Promise<SlipBody> => {
    const { matter, language } = asked
    const w = wordsIn(language)
    const { paper } = w
    const { detail } = matter
    const now = handlers(matter).filter((piece) => piece.state !== 'ended')
    const pieces = now.length > 0 ? now : handlers(matter).slice(-1)
    const from = ctx.office.units.get(matter.owner.unit.id as never)?.name ?? asked.office
    const sheets = pieces.slice(0, MOST).map(
      (piece): SlipSheet => ({
        ...overTable(asked),
        foot: paper.orderFoot,
        lines: [
          {
            kind: 'pairs',
            cells: [
              { head: paper.to, text: piece.unit.name },
              { head: paper.rank, text: w.roles[piece.lead ? 'lead' : 'helper'] },
            ],
          },
          {
            kind: 'pairs',
            cells: [
              { head: paper.given, text: dayOn(piece.givenAt, language) },
              { head: paper.due, text: piece.due ? dueOn(piece.due, language) : dueOf(asked) },
            ],
          },
          {
            kind: 'pairs',
            cells: [
              { head: paper.kind, text: w.kinds[detail.kind] },
              { head: paper.place, text: detail.place ?? '' },
            ],
          },
          { kind: 'pairs', cells: [{ head: paper.title, text: matter.title ?? paper.erased }] },
          { kind: 'text', head: paper.body, text: detail.body ?? paper.erased, room: 34 },
          { kind: 'text', head: paper.ask, text: piece.ask ?? say(paper.askUsual, { unit: from }, language), room: 14 },
          { kind: 'said', head: paper.receipt, said: [], room: 4, sign: paper.receiptSign },
          { kind: 'said', head: paper.result, said: [], room: 24, sign: paper.headSign },
        ],
      }),
    )
    return { template: 'slip', title: w.slips.order, sheets, annex: null }
  },
  ({ detail }) => detail.secret,
)
