/** The desks of this house, server side. An explicit list: one line per desk here, one in `desks.web.ts`. */
import type { DeskEntry } from '../kernel/ctx.ts'
import type { DeskWords, Language } from '../kernel/words.ts'
import type { DeskRoutes } from '../platform/ctx/routes.ts'

export interface RegisteredDesk extends DeskEntry {
  readonly routes: DeskRoutes
  readonly words: Readonly<Record<Language, DeskWords>>
}
/** `{ desk: letters, ...tables, routes, words: { 'zh-CN': zh, en } }` */
export const desks: readonly RegisteredDesk[] = []
