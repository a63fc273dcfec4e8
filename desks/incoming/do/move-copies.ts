/** 份 from hand to hand: handed out, given back, cleared, destroyed; each on record, and the hands it went through stay. */
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/ctx.ts'
import { holdersOf } from '../../../kernel/decide/office.ts'
import type { MatterId, PersonId, PostId } from '../../../kernel/ids.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { sightOf, visible } from '../../../kernel/people/sight.ts'
import { type Refusal, RefusalError, refuse } from '../../../kernel/refusal.ts'
import { type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { addCopies, clearCopies, destroyCopies, handCopies, returnCopies } from '../copies-shape.ts'
import { type CopyMove, type CopyState, judgeMove, judgeWitnesses } from '../copy-rules.ts'
import { copyRows } from '../read/copies.ts'
import { joinCopies } from './born-copies.ts'

const gate = { power: 'incoming.copies' } as const
const mustBe = (no: Refusal | null) => {
  if (no) throw new RefusalError(no)
}
const mustKnow = (ctx: Ctx, ...persons: readonly PersonId[]) => {
  if (persons.some((id) => !ctx.office.persons.get(id)?.active)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
}
const notAhead = (ctx: Ctx, on: OfficeDate) => {
  if (on > officeDate(ctx.now)) throw new RefusalError(refuse('incoming.day-ahead'))
}
interface Locked {
  readonly id: string
  readonly matter_id: MatterId
  readonly no: number
  readonly state: CopyState
  readonly holder: PersonId | null
}
interface Told {
  readonly holder?: PersonId | null
  readonly post?: PostId | null
  readonly folder?: string | null
  readonly backBy?: OfficeDate | null
  readonly toWhom?: string | null
  readonly onDay?: OfficeDate | null
  readonly destruction?: string | null
}
const after: Readonly<Record<CopyMove, CopyState>> = { hand: 'out', return: 'in', clear: 'cleared', destroy: 'destroyed' }

/**
 * One move of several copies at once, or of none of them.
 * @throws RefusalError `kernel.not-found` (a copy that is not there, or of a paper not for this person) · what `judgeMove` says
 */
async function move(ctx: Ctx, kind: CopyMove, ids: readonly string[], told: Told) {
  const copies = [...new Set(ids)]
  const { rows: locked } = await sql<Locked>`select c.id, c.matter_id, c.no, c.state, c.holder from incoming_copy c join matter m on m.id = c.matter_id
    where c.id = any (${copies}::uuid[]) and ${visible(sightOf(ctx.office, ctx.who.person, ctx.now), 'm', 'each')} order by c.id for update of c`.execute(ctx.tx)
  if (locked.length !== copies.length) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  mustBe(judgeMove(kind, locked, told.holder ?? null))
  const { holder = null, post = null, folder = null, backBy = null, toWhom = null, onDay = null, destruction = null } = told
  await run(ctx.tx, 'update incoming_copy set state = $2, holder = $3, post = $4, folder = $5, back_by = $6::date, destruction = $7, since = $8 where id = any ($1::uuid[])', [
    copies,
    after[kind],
    holder,
    post,
    folder,
    backBy,
    destruction,
    ctx.now,
  ])
  const rows = locked.map((copy) => ({ id: ctx.ids.next<string>(), copy: copy.id, matter: copy.matter_id }))
  await run(
    ctx.tx,
    `insert into incoming_copy_move (id, copy, matter_id, act, kind, holder, post, folder, back_by, to_whom, on_day, by, at)
     select r.id, r.copy, r.matter, $2, $3, $4, $5, $6, $7::date, $8, $9::date, $10, $11 from json_to_recordset($1::json) as r(id uuid, copy uuid, matter uuid)`,
    [JSON.stringify(rows), ctx.act, kind, holder, post, folder, backBy, toWhom, onDay, ctx.who.person, ctx.now],
  )
  for (const copy of locked) await recordOfficeAct(ctx, `incoming.${kind}Copy`, { matter: copy.matter_id, copy: copy.no, from: copy.holder, to: holder, destruction })
  return copyRows(ctx, sql`c.id = any (${copies}::uuid[])`, sql`m.id, c.no`, copies.length)
}

/**
 * Handed to a person, or to whoever holds a post today: it is the person who has it in his hands and must give it back.
 * @throws RefusalError `incoming.nobody-there`: nobody holds that post, or only a unit was named · as `move`
 */
export const handleHandCopies = handle(
  handCopies,
  async (ctx, { copies, to, folder, backBy }) => {
    const person = to.person ?? (to.post && holdersOf(ctx.office, to.post, ctx.now)[0])
    if (!person) throw new RefusalError(refuse('incoming.nobody-there'))
    mustKnow(ctx, person)
    return { rows: await move(ctx, 'hand', copies, { holder: person, post: to.person ? null : (to.post ?? null), folder, backBy }) }
  },
  gate,
)
export const handleReturnCopies = handle(returnCopies, async (ctx, { copies }) => ({ rows: await move(ctx, 'return', copies, {}) }), gate)
/** @throws RefusalError `incoming.day-ahead` · as `move` */
export const handleClearCopies = handle(
  clearCopies,
  async (ctx, { copies, to, on }) => {
    notAhead(ctx, on)
    return { rows: await move(ctx, 'clear', copies, { toWhom: to, onDay: on }) }
  },
  gate,
)
/**
 * 销毁. By somebody with that power; whoever destroyed and the two who watched stand on record by name.
 * @throws RefusalError `incoming.two-witnesses` · `incoming.destroyer-witnesses` · `incoming.day-ahead` · as `move`
 * Rule: 条例 art. 34
 */
export const handleDestroyCopies = handle(
  destroyCopies,
  async (ctx, { copies, destroyer, witnesses, on, ground }) => {
    mustBe(judgeWitnesses(destroyer, witnesses))
    mustKnow(ctx, destroyer, ...witnesses)
    notAhead(ctx, on)
    const destruction = ctx.ids.next<string>()
    await run(ctx.tx, 'insert into incoming_destruction (id, on_day, destroyer, witness, second_witness, ground, by, at) values ($1, $2::date, $3, $4, $5, $6, $7, $8)', [
      destruction,
      on,
      destroyer,
      ...witnesses,
      ground,
      ctx.who.person,
      ctx.now,
    ])
    return { destruction, rows: await move(ctx, 'destroy', copies, { destruction, onDay: on }) }
  },
  { power: 'incoming.destroy' },
)
/** @throws RefusalError `kernel.not-found` */
export const handleAddCopies = handle(
  addCopies,
  async (ctx, { matter, copies, copyFrom }) => {
    await joinCopies(ctx, matter, { copies, from: copyFrom })
    await recordOfficeAct(ctx, 'incoming.addCopies', { matter, copies })
    return { rows: await copyRows(ctx, sql`c.matter_id = ${matter}`, sql`c.no`, 1000) }
  },
  { power: 'incoming.register' },
)
