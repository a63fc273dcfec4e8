/** The page of figures of one desk: this span, the span before, the same a year ago, the lines, the months. */
import type { z } from 'zod'
import type { Office } from '../decide/office.ts'
import { gone } from '../decide/succession.ts'
import { type Sight, sightOf } from '../people/sight.ts'
import type { Reader } from '../reading/work.ts'
import type { Rules } from '../rules/in-force.ts'
import { type Instant, type OfficeDate, officeDate } from '../time.ts'
import { figuresAt, figuresByCategory, figuresByMonth, linesAt } from './count.ts'
import type { FigureSet } from './define.ts'
import { cutOffOf, type Period } from './facts.ts'
import type { beforeView, figuresView } from './shape.ts'
import { monthsBack, type Span, spanBefore, yearBefore } from './spans.ts'

type Asked = Omit<Period, 'gone'> & { readonly as: 'now' | 'then' }
/** The period as the counting takes it. */
export const periodOf = (office: Office, now: Instant, { as, ...asked }: Asked): Period => ({ ...asked, ...(as === 'now' ? { gone: gone(office, now) } : {}) })

/** What of a span has passed: its end, at the latest the day of the cut-off. */
export function spanOf({ from, to }: Period, at: Instant): Span | null {
  if (!from) return null
  const cut = officeDate(at)
  const end: OfficeDate = to && to < cut ? to : cut
  return end < from ? null : { from, to: end, cutOff: at }
}
/** First day of the twelve months that end with this day's. */
const yearUpTo = (day: OfficeDate): OfficeDate => `${monthsBack(day, 11).slice(0, 7)}-01` as OfficeDate

async function counted(reader: Reader, set: FigureSet, sight: Sight, period: Period, span: Span | null): Promise<z.input<typeof beforeView> | null> {
  if (!span) return null
  const { all } = await figuresAt(reader.tx, set, sight, { ...period, ...span }, reader.now)
  return { ...span, figures: all }
}

/** @param brief the figures of this span alone: nothing is compared, and no month told by itself */
export async function readFiguresPage(reader: Reader & { readonly rules: Rules }, set: FigureSet, asked: Asked, brief = false): Promise<z.input<typeof figuresView>> {
  const { tx, office, now } = reader
  const sight = sightOf(office, reader.who.person, now)
  const period = periodOf(office, now, asked)
  const found = await figuresAt(tx, set, sight, period, now)
  const span = spanOf(period, cutOffOf(period, now))
  return {
    cutOff: found.at,
    reorganised: office.successions.length > 0,
    all: found.all,
    units: found.units.map(({ unit, figures }) => ({ unit: { id: unit, name: office.units.get(unit)?.short ?? '' }, figures })),
    categories: brief ? [] : await figuresByCategory(tx, set, sight, period, now),
    before: await counted(reader, set, sight, period, brief ? null : span && spanBefore(span)),
    yearBefore: await counted(reader, set, sight, period, brief ? null : span && yearBefore(span)),
    lines: await linesAt(tx, set, sight, period, reader.rules, now),
    months: brief ? [] : await figuresByMonth(tx, set, sight, { ...period, from: yearUpTo(span?.to ?? officeDate(found.at)) }, now),
  }
}
