/** The same random hand against the real database: every act through `advance`, the guards asked after each, replay compared with the rows. Test support. */
import { sql } from 'kysely'
import type { MatterFacts } from '../decide/facts.ts'
import { broken, type Violation } from '../decide/invariants.ts'
import { seesMatter } from '../decide/rights.ts'
import type { Desk } from '../desk.ts'
import { replayMatters } from '../history/replay.ts'
import type { MatterId, PersonId } from '../ids.ts'
import { maySee, sightOf } from '../people/sight.ts'
import { RefusalError } from '../refusal.ts'
import { guardRefusal } from '../write/guard.ts'
import { loadWorld } from '../write/load.ts'
import type { Tx } from '../write/tx.ts'
import { trialDesk } from './desk.ts'
import type { TrialOffice } from './office.ts'
import { openOffice } from './office.ts'
import { trialCalendar } from './people.ts'
import { chance, marker, play } from './play.ts'
import { Broken, count, type Tally } from './run.ts'

/** What the database holds of personal text where none may be (invariant 18). */
async function leaked(tx: Tx): Promise<Violation[]> {
  const like = `%${marker}%`
  const hand = '%:1031,%' // `someInk`
  const { rows } = await sql<{ place: string; n: number }>`
    select 'event' as place, count(*)::int as n from event e where e.said::text like ${like} or e.effects::text like ${like} or e.effects::text like ${hand}
    union all select 'outbox', count(*)::int from outbox o where o.payload::text like ${like} or o.merge_key like ${like}
    union all select 'stage', count(*)::int from stage s where s.asks::text like ${like} or s.next::text like ${like}
    union all select 'answer.ground', count(*)::int from answer a where a.ground like ${like}
    union all select 'snapshot', count(*)::int from snapshot s where s.body::text like ${like} or s.body::text like ${hand}
    union all select 'draft.reason', count(*)::int from draft d where d.reason like ${like}`.execute(tx)
  return rows.filter((r) => r.n > 0).map((r) => ({ invariant: 18, matter: '' as MatterId, what: `${r.n} personal texts in ${r.place}` }))
}

/** 14. The database and the rules agree on who may see. */
async function sameSight(office: TrialOffice, f: MatterFacts, person: PersonId): Promise<Violation[]> {
  const told = await maySee(office.tx(), sightOf(office.office, person, office.now), f.matter.id)
  const ruled = seesMatter(office.office, f, person, office.now)
  return told === ruled ? [] : [{ invariant: 14, matter: f.matter.id, what: `${office.office.persons.get(person)?.name}: the database says ${told}, the rules ${ruled}` }]
}

/** 16. Every number up to the last was taken once, by a matter that is there. */
async function gaps(tx: Tx): Promise<Violation[]> {
  const { rows } = await sql<{ series: string; last: number; n: number; strange: number }>`
    select s.series, s.last, count(t.n)::int as n, count(t.n) filter (where t.n > s.last or m.id is null)::int as strange
    from series s left join taken t on t.series = s.series and t.year = s.year
    left join matter m on m.id = t.matter_id group by s.series, s.year, s.last`.execute(tx)
  return rows
    .filter((r) => r.n !== r.last || r.strange > 0)
    .map((r) => ({ invariant: 16, matter: '' as MatterId, what: `series ${r.series}: ${r.n} taken of ${r.last}, ${r.strange} of them of no matter` }))
}

export interface DatabaseRun {
  readonly seed: number
  readonly acts: number
  /** Replay and search for leaks after so many acts; 1 = after each. */
  readonly every?: number
}
/** Plays one run on a transaction that is rolled back. @throws Broken */
export async function runOnDatabase(db: Tx, { seed, acts, every = 25 }: DatabaseRun, seen: Tally): Promise<void> {
  const office = await openOffice(db, { seed: (seed % 1000) + 1 })
  const desk = trialDesk as Desk
  const known: MatterId[] = []
  const trail: string[] = []
  let matters = new Map<MatterId, MatterFacts>()
  const reload = async () => {
    matters = await loadWorld(office.tx(), office.desks, known, { events: true })
  }
  const thorough = async () => {
    const differences = await replayMatters(office.tx(), known)
    const found: Violation[] = differences.map((d) => ({ invariant: 17, matter: d.matter as MatterId, what: `replay: ${d.kind} ${d.table}.${d.column} ${d.key}` }))
    const all = [...found, ...(await leaked(office.tx())), ...(await gaps(office.tx()))]
    if (all.length > 0) throw new Broken(all, trail)
  }
  try {
    for (let i = 0; i < acts; i++) {
      const world = { matters, office: office.office, calendar: trialCalendar, routes: office.routes, rules: office.rules }
      const c = chance(seed + i * 31337)
      const played = play(seed + i * 104729, { world, desk, now: office.now, ids: office.ids })
      office.pass(played.wait)
      const name = office.office.persons.get(played.person)?.name ?? played.person
      const fresh = played.move === 'register' ? office.ids.next<MatterId>() : null
      try {
        await office.as(played.person).do(played.move, fresh ? { ...played.input, matter: fresh } : played.input)
        if (fresh) known.push(fresh)
        seen.acts++
        count(seen.moves, played.move)
        trail.push(`${name} ${played.move} ${String(fresh ?? played.input.matter).slice(-6)}`)
        await reload()
      } catch (error) {
        if (error instanceof RefusalError) {
          seen.refused++
          count(seen.codes, error.refusal.code)
          continue
        }
        const guard = guardRefusal(error)
        const what = guard ? `the database refused what decide allowed: ${guard.code}` : `fault: ${(error as Error).message}`
        throw Object.assign(new Broken([{ invariant: 0, matter: (played.input.matter ?? '') as MatterId, what: `${played.move} by ${name}: ${what}` }], trail), { cause: error })
      }
      const looked = c.of([...matters.values()])
      const person = c.of([...office.office.persons.keys()]) as PersonId
      const found = [...broken(matters, office.desks), ...(looked ? await sameSight(office, looked, person) : [])]
      if (found.length > 0) throw new Broken(found, trail)
      if (i % every === every - 1) await thorough()
    }
    await thorough()
  } finally {
    await office.close()
  }
}
