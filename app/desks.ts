/** The desks of this house, server side. An explicit list: one line per desk here, one in `desks.web.ts`. */

import { loadDemoAffairs } from '../desks/affairs/demo.ts'
import { affairs } from '../desks/affairs/desk.ts'
import { entrances as affairsEntrances } from '../desks/affairs/entrance.ts'
import { affairFigures } from '../desks/affairs/figures.ts'
import { jobs as affairJobs } from '../desks/affairs/jobs.ts'
import { routes as affairsRoutes } from '../desks/affairs/routes.ts'
import * as affairsTables from '../desks/affairs/tables.ts'
import { en as affairsEn } from '../desks/affairs/words/en.ts'
import { zh as affairsZh } from '../desks/affairs/words/zh-CN.ts'
import { loadDemoLetters } from '../desks/letters/demo.ts'
import { letters } from '../desks/letters/desk.ts'
import { entrances as lettersEntrances } from '../desks/letters/entrance.ts'
import { letterFigures } from '../desks/letters/figures.ts'
import { jobs as letterJobs } from '../desks/letters/jobs.ts'
import { routes as lettersRoutes } from '../desks/letters/routes.ts'
import * as lettersTables from '../desks/letters/tables.ts'
import { en as lettersEn } from '../desks/letters/words/en.ts'
import { zh as lettersZh } from '../desks/letters/words/zh-CN.ts'
import { loadDemoPetitions } from '../desks/petitions/demo.ts'
import { petitions } from '../desks/petitions/desk.ts'
import { routes as petitionsRoutes } from '../desks/petitions/routes.ts'
import * as petitionsTables from '../desks/petitions/tables.ts'
import { en as petitionsEn } from '../desks/petitions/words/en.ts'
import { zh as petitionsZh } from '../desks/petitions/words/zh-CN.ts'
import type { Ctx, DeskEntry, DeskRegistry } from '../kernel/ctx.ts'
import type { Desk } from '../kernel/desk.ts'
import type { Ids } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { DeskWords, Language } from '../kernel/words.ts'
import type { DeskRoutes } from '../platform/ctx/routes.ts'

/** Loads a believable month of the desk into the demo city, through its rules. @returns how many matters */
type LoadDemo = (ctx: Ctx, idsAt: (at: Instant) => Ids) => Promise<number>
export interface RegisteredDesk extends DeskEntry {
  readonly routes: DeskRoutes
  readonly words: Readonly<Record<Language, DeskWords>>
  readonly demo: LoadDemo
}
const entry = <D>(
  desk: Desk<D>,
  tables: Pick<DeskEntry, 'load' | 'save' | 'erase'>,
  routes: DeskRoutes,
  words: RegisteredDesk['words'],
  demo: LoadDemo,
  more: Pick<DeskEntry, 'entrances' | 'figures' | 'jobs'> = {},
): RegisteredDesk => ({
  desk: desk as unknown as Desk,
  load: tables.load,
  save: tables.save,
  ...(tables.erase ? { erase: tables.erase } : {}),
  routes,
  words,
  demo,
  ...more,
})

export const desks: readonly RegisteredDesk[] = [
  entry(letters, lettersTables, lettersRoutes, { 'zh-CN': lettersZh, en: lettersEn }, loadDemoLetters, { entrances: lettersEntrances, figures: letterFigures, jobs: letterJobs }),
  entry(affairs, affairsTables, affairsRoutes, { 'zh-CN': affairsZh, en: affairsEn }, loadDemoAffairs, { entrances: affairsEntrances, figures: affairFigures, jobs: affairJobs }),
  entry(petitions, petitionsTables, petitionsRoutes, { 'zh-CN': petitionsZh, en: petitionsEn }, loadDemoPetitions),
]
/** As the kernel takes it. */
export const registry: DeskRegistry = new Map(desks.map((one) => [one.desk.key, one]))
