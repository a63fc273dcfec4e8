/** The desks of this house, server side. An explicit list: one line per desk here, one in `desks.web.ts`. */

import { loadDemoAffairs } from '../desks/affairs/demo.ts'
import { affairs } from '../desks/affairs/desk.ts'
import { entrances as affairsEntrances } from '../desks/affairs/entrance.ts'
import { affairFigures } from '../desks/affairs/figures.ts'
import { jobs as affairJobs } from '../desks/affairs/jobs.ts'
import { keeps as keepsAffairs } from '../desks/affairs/read/keeps.ts'
import { routes as affairsRoutes } from '../desks/affairs/routes.ts'
import * as affairsTables from '../desks/affairs/tables.ts'
import { en as affairsEn } from '../desks/affairs/words/en.ts'
import { zh as affairsZh } from '../desks/affairs/words/zh-CN.ts'
import { loadDemoArchives } from '../desks/archives/demo.ts'
import { archives } from '../desks/archives/desk.ts'
import { jobs as archiveJobs } from '../desks/archives/jobs.ts'
import { routes as archivesRoutes } from '../desks/archives/routes.ts'
import * as archivesTables from '../desks/archives/tables.ts'
import { en as archivesEn } from '../desks/archives/words/en.ts'
import { zh as archivesZh } from '../desks/archives/words/zh-CN.ts'
import { paper } from '../desks/incoming/as-policy.ts'
import { loadDemoIncoming } from '../desks/incoming/demo.ts'
import { incoming } from '../desks/incoming/desk.ts'
import { after as afterIncoming } from '../desks/incoming/do/down-quota.ts'
import { incomingFigures } from '../desks/incoming/figures.ts'
import { columns as incomingColumns } from '../desks/incoming/print/own-columns.ts'
import { keeps as keepsIncoming } from '../desks/incoming/read/keeps.ts'
import { routes as incomingRoutes } from '../desks/incoming/routes.ts'
import * as incomingTables from '../desks/incoming/tables.ts'
import { en as incomingEn } from '../desks/incoming/words/en.ts'
import { zh as incomingZh } from '../desks/incoming/words/zh-CN.ts'
import { loadDemoLetters } from '../desks/letters/demo.ts'
import { letters } from '../desks/letters/desk.ts'
import { entrances as lettersEntrances } from '../desks/letters/entrance.ts'
import { letterFigures } from '../desks/letters/figures.ts'
import { jobs as letterJobs } from '../desks/letters/jobs.ts'
import { keeps as keepsLetters } from '../desks/letters/read/keeps.ts'
import { routes as lettersRoutes } from '../desks/letters/routes.ts'
import * as lettersTables from '../desks/letters/tables.ts'
import { en as lettersEn } from '../desks/letters/words/en.ts'
import { zh as lettersZh } from '../desks/letters/words/zh-CN.ts'
import { paper as outgoingPaper } from '../desks/outgoing/as-policy.ts'
import { loadDemoOutgoing } from '../desks/outgoing/demo.ts'
import { outgoing } from '../desks/outgoing/desk.ts'
import { mayWriteDraft } from '../desks/outgoing/draft-hands.ts'
import { outgoingFigures } from '../desks/outgoing/figures.ts'
import { jobs as outgoingJobs } from '../desks/outgoing/jobs.ts'
import { keeps as keepsOutgoing } from '../desks/outgoing/read/keeps.ts'
import { routes as outgoingRoutes } from '../desks/outgoing/routes.ts'
import * as outgoingTables from '../desks/outgoing/tables.ts'
import { en as outgoingEn } from '../desks/outgoing/words/en.ts'
import { zh as outgoingZh } from '../desks/outgoing/words/zh-CN.ts'
import { loadDemoPetitions } from '../desks/petitions/demo.ts'
import { petitions } from '../desks/petitions/desk.ts'
import { petitionFigures } from '../desks/petitions/figures.ts'
import { jobs as petitionJobs } from '../desks/petitions/jobs.ts'
import { keeps as keepsPetitions } from '../desks/petitions/read/keeps.ts'
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
  tables: Pick<DeskEntry, 'load' | 'save' | 'erase' | 'unreturned'>,
  routes: DeskRoutes,
  words: RegisteredDesk['words'],
  demo: LoadDemo,
  more: Pick<DeskEntry, 'entrances' | 'figures' | 'jobs' | 'keeps' | 'bearing' | 'bearingNumber' | 'paper' | 'mayWriteDraft' | 'after' | 'columns'> = {},
): RegisteredDesk => ({
  desk: desk as unknown as Desk,
  load: tables.load,
  save: tables.save,
  ...(tables.erase ? { erase: tables.erase } : {}),
  ...(tables.unreturned ? { unreturned: tables.unreturned } : {}),
  routes,
  words,
  demo,
  ...more,
})

export const desks: readonly RegisteredDesk[] = [
  entry(letters, lettersTables, lettersRoutes, { 'zh-CN': lettersZh, en: lettersEn }, loadDemoLetters, {
    entrances: lettersEntrances,
    figures: letterFigures,
    jobs: letterJobs,
    keeps: keepsLetters,
  }),
  entry(affairs, affairsTables, affairsRoutes, { 'zh-CN': affairsZh, en: affairsEn }, loadDemoAffairs, {
    entrances: affairsEntrances,
    figures: affairFigures,
    jobs: affairJobs,
    keeps: keepsAffairs,
  }),
  entry(petitions, petitionsTables, petitionsRoutes, { 'zh-CN': petitionsZh, en: petitionsEn }, loadDemoPetitions, {
    figures: petitionFigures,
    jobs: petitionJobs,
    keeps: keepsPetitions,
  }),
  entry(incoming, incomingTables, incomingRoutes, { 'zh-CN': incomingZh, en: incomingEn }, loadDemoIncoming, {
    figures: incomingFigures,
    keeps: keepsIncoming,
    columns: incomingColumns,
    paper,
    bearingNumber: incomingTables.bearingNumber,
    after: afterIncoming,
  }),
  entry(archives, archivesTables, archivesRoutes, { 'zh-CN': archivesZh, en: archivesEn }, loadDemoArchives, { jobs: archiveJobs, bearing: archivesTables.bearing }),
  entry(outgoing, outgoingTables, outgoingRoutes, { 'zh-CN': outgoingZh, en: outgoingEn }, loadDemoOutgoing, {
    figures: outgoingFigures,
    jobs: outgoingJobs,
    keeps: keepsOutgoing,
    mayWriteDraft,
    paper: outgoingPaper,
    bearingNumber: outgoingTables.bearingNumber,
  }),
]
/** As the kernel takes it. */
export const registry: DeskRegistry = new Map(desks.map((one) => [one.desk.key, one]))
