/** Keeping people, units, posts and the calendar. */

import type { Routes } from '../ctx/routes.ts'
import { accountActs, readAccount } from './accounts.ts'
import { calendarActs } from './calendar.ts'
import { holdingActs } from './holdings.ts'
import { knowActs, knowReadings } from './know.ts'
import { personActs } from './persons.ts'
import { unitActs } from './units.ts'

export const peopleRoutes: Routes = {
  key: 'people',
  acts: [...unitActs, ...personActs, ...holdingActs, ...calendarActs, ...accountActs, ...knowActs],
  readings: [readAccount, ...knowReadings],
  gets: [],
}
