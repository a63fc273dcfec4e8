/** Whose decision a paper can be: the opinions and readings still open on its matter. One question for a whole tray. */

import { sql } from 'kysely'
import type { Looker } from '../../kernel/advance.ts'
import { mayRecordFor } from '../../kernel/decide/recorded.ts'
import type { AssignmentId, MatterId, PersonId, PostId } from '../../kernel/ids.ts'
import { sightOf, visible } from '../../kernel/people/sight.ts'

export interface OpenPiece {
  readonly id: AssignmentId
  readonly matter: MatterId
  readonly desk: string
  readonly kind: 'say' | 'read'
  readonly role: string
  readonly person: PersonId
  readonly post: PostId | null
  /** May be entered by whoever asks. */
  readonly mine: boolean
}
export interface SeenMatter {
  readonly id: MatterId
  readonly desk: string
  readonly number: string | null
  readonly title: string | null
  readonly phase: string
}
type Eyes = Pick<Looker, 'tx' | 'who' | 'now' | 'office'>

/** Of these matters those he may see. */
export async function seenOf(ctx: Eyes, matters: readonly MatterId[]): Promise<ReadonlyMap<MatterId, SeenMatter>> {
  if (matters.length === 0) return new Map()
  const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
  const { rows } = await sql<SeenMatter>`select m.id, m.desk, m.number, m.title, m.phase from matter m
    where m.id = any (${[...new Set(matters)]}::uuid[]) and ${visible(sight, 'm', 'each')}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Opinions first; of each kind in the order they were asked. His own piece is no paper of another's. */
export async function openPieces(ctx: Eyes, matters: ReadonlyMap<MatterId, SeenMatter>): Promise<OpenPiece[]> {
  if (matters.size === 0) return []
  const { rows } = await sql<Omit<OpenPiece, 'mine' | 'desk'>>`select a.id, a.matter_id as matter, a.kind, a.role, a.person, a.post from assignment a
    where a.matter_id = any (${[...matters.keys()]}::uuid[]) and a.state = 'open' and a.kind <> 'do' and a.person is not null and a.person <> ${ctx.who.person}
    order by a.kind desc, a.given_at, a.id`.execute(ctx.tx)
  return rows.map((row) => {
    const desk = matters.get(row.matter)?.desk ?? ''
    return { ...row, desk, mine: mayRecordFor(ctx.office, desk, ctx.who.person, row.person, ctx.now) }
  })
}
/** Matters on which something can be entered now. */
export const readyOf = (pieces: readonly OpenPiece[]): ReadonlySet<MatterId> => new Set(pieces.filter((p) => p.mine).map((p) => p.matter))
