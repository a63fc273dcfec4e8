/**
 * 预定的机构调整 (ZK-47): settled before its day, seen by everybody, withdrawn until then; at the start of the day the worker carries it out as the act of
 * whoever planned it. What has become impossible in between is refused on record, and he is told. Rule: decision 0013
 */
import type { Ctx } from '../../kernel/ctx.ts'
import type { ActId, PersonId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { plannedReorganisations, planReorganisation, withdrawReorganisation } from '../../kernel/people/organisation-shape.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { reorganiseOffice } from '../../kernel/people/reorganise.ts'
import type { Asked } from '../../kernel/people/reorganise-plan.ts'
import { isRefusal, RefusalError, refuse } from '../../kernel/refusal.ts'
import { type OfficeDate, officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { systemIds } from '../clock.ts'
import { handle } from '../ctx/handle.ts'
import type { House } from '../ctx/house.ts'
import { read } from '../ctx/reading.ts'
import { inAct, mayPassOnceMore } from '../ctx/transaction.ts'
import { carryOut } from './reorganise.ts'

const keeps = { power: 'office.people' } as const
interface Row {
  readonly id: string
  readonly asked: Asked
  readonly day: OfficeDate
  readonly planned_by: PersonId
  readonly planned_at: string
  readonly outcome: 'done' | 'withdrawn' | 'refused' | null
  readonly code: string | null
}
const columns = 'r.id, r.asked, r.from_day::text as day, r.planned_by, r.planned_at, r.outcome, r.code'
/** So many days after its end it is still shown. */
const SHOWN = 30

export const plannedActs = [
  /** @throws RefusalError `people.day-not-ahead`, and those of `reorganiseOffice`: what cannot be done today is not planned */
  handle(
    planReorganisation,
    async (ctx, { on, ...asked }) => {
      if (on <= officeDate(ctx.now)) throw new RefusalError(refuse('people.day-not-ahead', { day: on }, 422))
      const looked = await reorganiseOffice(ctx, { ...asked, look: true })
      if (isRefusal(looked)) throw new RefusalError(looked)
      const id = ctx.ids.next<string>()
      await run(ctx.tx, 'insert into planned_reorganisation (id, asked, from_day, planned_by, planned_at) values ($1, $2::json, $3::date, $4, $5)', [
        id,
        JSON.stringify({ ...asked, look: false }),
        on,
        ctx.who.person,
        ctx.now,
      ])
      await recordOfficeAct(ctx, 'people.planReorganisation', { planned: id, kind: asked.kind, from: asked.ending.join(' '), on })
      return { id }
    },
    keeps,
  ),
  handle(
    withdrawReorganisation,
    async (ctx, { id }) => {
      const [row] = await run<Row>(ctx.tx, `select ${columns} from planned_reorganisation r where r.id = $1 for update`, [id])
      if (!row) throw new RefusalError(refuse('kernel.not-found', {}, 404))
      if (row.outcome !== null) throw new RefusalError(refuse('people.plan-ended', {}, 409))
      await run(ctx.tx, `update planned_reorganisation set outcome = 'withdrawn', ended_at = $2, ended_by = $3 where id = $1`, [id, ctx.now, ctx.who.person])
      await recordOfficeAct(ctx, 'people.withdrawReorganisation', { planned: id })
      return {}
    },
    keeps,
  ),
]

export const readPlanned = read(
  plannedReorganisations,
  async (ctx) => {
    const rows = await run<Row>(
      ctx.tx,
      `select ${columns} from planned_reorganisation r where r.outcome is null or r.ended_at > $1::timestamptz - make_interval(days => $2::int) order by r.from_day, r.planned_at`,
      [ctx.now, SHOWN],
    )
    const unit = (id: string) => ctx.office.units.get(id as never)?.name ?? ''
    return {
      rows: rows.map(({ asked, planned_by, planned_at, ...row }) => ({
        ...row,
        kind: asked.kind,
        basis: asked.basis,
        from: asked.ending.map(unit),
        to: asked.successors.map((s) => s.make?.name ?? unit(s.unit ?? '')),
        plannedBy: { id: planned_by as string, name: ctx.office.persons.get(planned_by)?.name ?? '' },
        plannedAt: planned_at,
      })),
    }
  },
  'signed-in',
)

/** Carries out one plan whose day has come, in a transaction of its own. @returns null: none is due */
async function carryOutNext(house: House): Promise<{ readonly id: string; readonly code: string | null } | null> {
  const now = house.clock.now()
  return inAct(house.pools.act, async (tx) => {
    const [row] = await run<Row>(
      tx,
      `select ${columns} from planned_reorganisation r where r.outcome is null and r.from_day <= $1::date order by r.from_day, r.planned_at limit 1 for update skip locked`,
      [officeDate(now)],
    )
    if (!row) return null
    const ids = systemIds(() => now)
    const ctx: Ctx = { tx, who: { person: row.planned_by }, now, act: ids.next<ActId>(), ids, desks: house.desks, box: house.box, ...(await loadStanding(tx)) }
    const done = await carryOut(ctx, row.asked)
    const code = isRefusal(done) ? done.code : null
    await run(tx, 'update planned_reorganisation set outcome = $2, ended_at = $3, code = $4 where id = $1', [row.id, code === null ? 'done' : 'refused', now, code])
    await recordOfficeAct(ctx, 'people.plannedReorganisation', { planned: row.id, code, system: true })
    const kind = code === null ? 'reorganisation-done' : 'reorganisation-refused'
    await putNotices(tx, [{ kind, to: row.planned_by, key: `planned:${row.id}`, payload: { code }, dueAt: now }])
    return { id: row.id, code }
  })
}
/** Everything whose day has come; a clash with somebody's act is left for the next minute. @returns how many were carried out or refused */
export async function carryOutPlanned(house: House): Promise<number> {
  for (let n = 0; ; n++) {
    try {
      const ended = await carryOutNext(house)
      if (ended === null) return n
      house.log.info({ ...ended }, 'a planned reorganisation')
    } catch (error) {
      if (!mayPassOnceMore(error)) throw error
      return n
    }
  }
}
