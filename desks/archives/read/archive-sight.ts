/** Over what the archive is read: matters of the desks its reader may see, and the closed ones of the desks he keeps. Begins at `visible()`; a closed list stays closed. */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'

export const seen = ({ office, who, now }: Pick<Ctx, 'office' | 'who' | 'now'>) => sql<boolean>`${visible(sightOf(office, who.person, now), 'm', 'each')} and m.readers = 'units'`
export const gone = () => new RefusalError(refuse('kernel.not-found', {}, 404))
