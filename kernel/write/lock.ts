/** Locks: an act holds its matter and every ancestor, root first; matters merged with it; never `for update`, which would stop every insert that points there. */
import type { AssignmentId, MatterId } from '../ids.ts'
import { run, type Tx } from './tx.ts'

/** What else an act may touch beyond the matter and its ancestors. */
export interface Reach {
  /** Matters that rest on this one (`basis`): reopening gives their owners a `do`. */
  readonly resting?: boolean
}
/**
 * Locks matters with their ancestors, merged matters and (by `reach`) those resting on them `for no key update`, root to leaf.
 * The chain is read before the lock: `lockAndLoad` reads it again after.
 * @returns the ids locked for change
 */
export async function lockMatters(tx: Tx, ids: readonly MatterId[], reach: Reach = {}): Promise<MatterId[]> {
  const locked = await run<{ id: MatterId }>(
    tx,
    `with recursive seed(id) as (
       select unnest($1::uuid[])
       union select l.to_matter from link l where l.from_matter = any ($1) and l.kind = 'merged' and l.ended_at is null
       union select l.from_matter from link l where l.to_matter = any ($1) and l.ended_at is null and (l.kind = 'merged' or ($2 and l.kind = 'basis'))
     ), up(id, part_of, climb) as (
       select m.id, m.part_of, 0 from matter m join seed using (id)
       union all select p.id, p.part_of, up.climb + 1 from matter p join up on p.id = up.part_of where up.climb < 64
     )
     select m.id from matter m join (select up.id, max(up.climb) as climb from up group by up.id) o on o.id = m.id
     order by o.climb desc, m.id for no key update of m`,
    [ids, reach.resting === true],
  )
  return locked.map((l) => l.id)
}

/** Locks matters this act rests on (`basis`) `for share`, after all others: they may not be reopened unseen meanwhile. */
export async function shareMatters(tx: Tx, ids: readonly MatterId[]): Promise<void> {
  if (ids.length > 0) await run(tx, `select 1 from matter m where m.id = any ($1::uuid[]) order by m.id for share of m`, [ids])
}

/** Locks one reader's own piece: all that ending a non-blocking `read` needs (invariant 19). False where there is no such piece. */
export async function lockPiece(tx: Tx, id: AssignmentId): Promise<boolean> {
  return (await run(tx, `select 1 from assignment a where a.id = $1 for no key update of a`, [id])).length === 1
}
