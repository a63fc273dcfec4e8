/** The desks of this house, server side. An explicit list: one line per desk here, one in `desks.web.ts`. */

import { affairs } from '../desks/affairs/desk.ts'
import { routes as affairsRoutes } from '../desks/affairs/routes.ts'
import * as affairsTables from '../desks/affairs/tables.ts'
import { en as affairsEn } from '../desks/affairs/words/en.ts'
import { zh as affairsZh } from '../desks/affairs/words/zh-CN.ts'
import { letters } from '../desks/letters/desk.ts'
import { routes as lettersRoutes } from '../desks/letters/routes.ts'
import * as lettersTables from '../desks/letters/tables.ts'
import { en as lettersEn } from '../desks/letters/words/en.ts'
import { zh as lettersZh } from '../desks/letters/words/zh-CN.ts'
import type { DeskEntry, DeskRegistry } from '../kernel/ctx.ts'
import type { Desk } from '../kernel/desk.ts'
import type { DeskWords, Language } from '../kernel/words.ts'
import type { DeskRoutes } from '../platform/ctx/routes.ts'

export interface RegisteredDesk extends DeskEntry {
  readonly routes: DeskRoutes
  readonly words: Readonly<Record<Language, DeskWords>>
}
const entry = <D>(desk: Desk<D>, tables: Pick<DeskEntry, 'load' | 'save' | 'erase'>, routes: DeskRoutes, words: RegisteredDesk['words']): RegisteredDesk => ({
  desk: desk as unknown as Desk,
  load: tables.load,
  save: tables.save,
  ...(tables.erase ? { erase: tables.erase } : {}),
  routes,
  words,
})

export const desks: readonly RegisteredDesk[] = [
  entry(letters, lettersTables, lettersRoutes, { 'zh-CN': lettersZh, en: lettersEn }),
  entry(affairs, affairsTables, affairsRoutes, { 'zh-CN': affairsZh, en: affairsEn }),
]
/** As the kernel takes it. */
export const registry: DeskRegistry = new Map(desks.map((one) => [one.desk.key, one]))
