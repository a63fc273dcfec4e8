/** Keeping people, units, posts and the calendar. */

import { contacts, fields, handOver, handOvers, leaving, portfolios, unitLine } from '../../kernel/people/organisation-shape.ts'
import { readHandOver, readHandOvers } from '../../kernel/reading/hand-overs.ts'
import { readLeaving } from '../../kernel/reading/leaving.ts'
import { readContacts, readFields, readUnitLine } from '../../kernel/reading/organisation.ts'
import { readPortfolios } from '../../kernel/reading/portfolios.ts'
import { read } from '../ctx/reading.ts'
import type { Routes } from '../ctx/routes.ts'
import { absenceActs, readAbsent } from './absences.ts'
import { accountActs, readAccount, readUnused } from './accounts.ts'
import { calendarActs } from './calendar.ts'
import { factorActs, readFactorRequests } from './factor-removal.ts'
import { fieldActs } from './fields.ts'
import { handOverActs } from './hand-overs.ts'
import { holdingActs } from './holdings.ts'
import { knowActs, knowReadings } from './know.ts'
import { personActs } from './persons.ts'
import { plannedActs, readPlanned } from './planned-reorganisation.ts'
import { reorganiseActs } from './reorganise.ts'
import { unitActs } from './units.ts'

export const peopleRoutes: Routes = {
  key: 'people',
  acts: [
    ...absenceActs,
    ...unitActs,
    ...personActs,
    ...holdingActs,
    ...handOverActs,
    ...reorganiseActs,
    ...plannedActs,
    ...fieldActs,
    ...calendarActs,
    ...accountActs,
    ...factorActs,
    ...knowActs,
  ],
  readings: [
    readAbsent,
    readAccount,
    readUnused,
    readFactorRequests,
    readPlanned,
    ...knowReadings,
    read(handOvers, (ctx) => readHandOvers(ctx), 'signed-in'),
    read(handOver, (ctx, { id }) => readHandOver(ctx, id), 'signed-in'),
    read(unitLine, (ctx, { id }) => readUnitLine(ctx.tx, ctx.office, id), 'signed-in'),
    read(fields, async (ctx) => readFields(ctx.office, ctx.now), 'signed-in'),
    read(leaving, (ctx, { person }) => readLeaving(ctx, person), { power: 'office.people' }),
    read(portfolios, async (ctx, { on }) => readPortfolios(ctx.tx, ctx.office, ctx.now, on), 'signed-in'),
    read(contacts, (ctx) => readContacts(ctx.tx, ctx.office, ctx.now), 'signed-in'),
  ],
  gets: [],
}
