/** One matter whatever its desk, and a leader's secretary. */
import { sql } from 'kysely'
import { type Looker, viewMatter } from '../advance.ts'
import { notFound } from '../decide/decide.ts'
import { peopleWith, postsHeld } from '../decide/office.ts'
import { mayRecordFor } from '../decide/recorded.ts'
import type { MatterId } from '../ids.ts'
import { sightOf, visible } from '../people/sight.ts'
import { RefusalError } from '../refusal.ts'
import type { MatterView } from '../view.ts'

/** @throws RefusalError `kernel.not-found`: unknown, or not his to see (invariant 14) */
export async function readAnyMatter(ctx: Looker, id: MatterId): Promise<MatterView> {
  const { rows } = await sql<{ desk: string }>`select m.desk from matter m where m.id = ${id} and ${visible(sightOf(ctx.office, ctx.who.person, ctx.now), 'm')}`.execute(ctx.tx)
  const entry = rows[0] && ctx.desks.get(rows[0].desk)
  if (!entry) throw new RefusalError(notFound())
  return viewMatter(ctx, entry.desk, id)
}

/** The nearest first: whoever records for this person by name, then for one of his posts, then on the desk, then everywhere. */
export function secretaryOf({ office, who, now }: Pick<Looker, 'office' | 'who' | 'now'>, desk: string): { id: string; name: string } | null {
  const keys = [`record.p-${who.person}`, ...postsHeld(office, who.person, now).map((post) => `record.o-${post.id}`), `${desk}.record`, 'office.record']
  const id = keys.flatMap((key) => peopleWith(office, key, now)).find((person) => mayRecordFor(office, desk, person, who.person, now))
  return id ? { id, name: office.persons.get(id)?.name ?? '' } : null
}
