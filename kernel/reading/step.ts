/**
 * 环节: where a matter stands, and how long it stood there, told by the times of its own rows (which are the events folded). Four stays: registered and not yet
 * given; given and not yet signed for; signed for and not yet reported, or handed on; any other piece from its giving to its end. Rule: HA-97, GN-03
 */
import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../time.ts'
import { toSign } from './row.ts'

/** 登记后未交办; 交办后未签收. Every other step is the role of a piece. */
export const REGISTRAR = 'registrar'
export const ACCEPT = 'accept'

/** The step of an open piece `a`. */
export const stepOf: RawBuilder<string> = sql<string>`case when ${toSign} then ${sql.lit(ACCEPT)} else a.role end`
/** An open piece `a` at which its matter stands. */
export const stands: RawBuilder<boolean> = sql<boolean>`(a.state = 'open' and a.kind <> 'read')`
/** Matters `m` that stand at this step. */
export const atStep = (step: string): RawBuilder<boolean> => sql<boolean>`exists (select 1 from assignment a where a.matter_id = m.id and ${stands} and ${stepOf} = ${step})`

const registrar = sql.lit(REGISTRAR)
/** Endings that say nothing of how long the work took. */
const cutShort = sql`('taken_back', 'dropped', 'superseded', 'not_needed', 'expired')`
/** Every stay that ended since, as a relation `(matter_id, step, kind, stay)`; 登记 counts the matters registered since. No matter is read here: sight is the caller's. */
export const staysSince = (since: Instant): RawBuilder<unknown> => sql`(
    select a.matter_id, ${sql.lit(ACCEPT)}::text as step, a.kind, a.accepted_at - a.given_at as stay from assignment a
      where a.accepted_at >= ${since} and a.kind = 'do' and a.role <> ${registrar} and (a.lead or a.from_assignment is not null)
    union all
    select r.matter_id, a.role, a.kind, r.at - greatest(a.accepted_at, (select max(b.returned_at) from report b where b.matter_id = r.matter_id and b.returned_at <= r.at)) from report r
      cross join lateral (select a.role, a.kind, a.accepted_at from assignment a where a.matter_id = r.matter_id and a.lead and a.accepted_at <= r.at order by a.accepted_at desc, a.id desc limit 1) a
      where r.at >= ${since} and a.role <> ${registrar}
    union all
    select a.matter_id, a.role, a.kind, a.ended_at - coalesce(a.accepted_at, a.given_at) from assignment a
      where a.ended_at >= ${since} and a.kind <> 'read' and a.ending not in ${cutShort} and (not a.lead or (a.ending = 'passed' and a.role <> ${registrar}))
    union all
    select a.matter_id, a.role, a.kind, b.given_at - a.given_at from assignment a
      cross join lateral (select b.given_at from assignment b where b.matter_id = a.matter_id and b.lead and b.id <> a.id and b.given_at >= a.given_at order by b.given_at limit 1) b
      where a.given_at >= ${since} and a.role = ${registrar} and a.lead
  )`
