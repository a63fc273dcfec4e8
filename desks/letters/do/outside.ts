/** 外部系统对照: a letter's number elsewhere, fed back or not; the exports of another system against what is here. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId } from '../../../kernel/ids.ts'
import { maySee, sightOf, visible } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { notReceived } from '../intakes.ts'
import { compareOutside, fedBack, keepForm, keepOutside, receiveOutside } from '../outside.ts'
import { kindOf } from '../paste.ts'
import { letterRows } from '../read/letter-rows.ts'
import { outsideRows } from '../read/outside.ts'
import { registerLetter } from '../shape.ts'
import { landLetter } from './register-letter.ts'

const power = { power: 'letters.answer' } as const
async function mustSee(ctx: Ctx, matter: MatterId): Promise<void> {
  if (!(await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), matter))) throw new RefusalError(refuse('kernel.not-found', {}, 404))
}
interface Kept {
  readonly system: string
  readonly number: string
  readonly link: string | null
  readonly feedBy: string | null
}
/** @throws Refusal `letters.outside-taken`: another letter bears that number there */
async function keep(ctx: Ctx, matter: MatterId, { system, number, link, feedBy }: Kept): Promise<void> {
  const [other] = await run<{ matter_id: string }>(ctx.tx, 'select o.matter_id from letters_outside o where o.system = $1 and o.number = $2 and o.matter_id <> $3', [
    system,
    number,
    matter,
  ])
  if (other) throw new RefusalError(refuse('letters.outside-taken', { number }, 409))
  await run(
    ctx.tx,
    `insert into letters_outside (matter_id, system, number, link, feed_by) values ($1, $2, $3, $4, $5)
     on conflict (matter_id, system) do update set number = excluded.number, link = excluded.link, feed_by = excluded.feed_by`,
    [matter, system, number, link, feedBy],
  )
}
export const handleKeepOutside = handle(
  keepOutside,
  async (ctx, { matter, ...told }) => {
    await mustSee(ctx, matter)
    await keep(ctx, matter, told)
    return { rows: await outsideRows(ctx, matter) }
  },
  power,
)
/** 已回填: who told the other system, and when. @throws Refusal `letters.no-outside` */
export const handleFedBack = handle(
  fedBack,
  async (ctx, { matter, system, fed }) => {
    await mustSee(ctx, matter)
    const [row] = await run(ctx.tx, 'update letters_outside set fed_at = $3, fed_by = $4 where matter_id = $1 and system = $2 returning 1', [
      matter,
      system,
      fed ? ctx.now : null,
      fed ? ctx.who.person : null,
    ])
    if (!row) throw new RefusalError(refuse('letters.no-outside', {}, 404))
    return { rows: await outsideRows(ctx, matter) }
  },
  power,
)
export const handleKeepForm = handle(
  keepForm,
  async (ctx, form) => {
    await run(
      ctx.tx,
      `insert into letters_outside_form (system, columns, fields, by, at) values ($1, $2::json, $3::json, $4, $5)
       on conflict (system) do update set columns = excluded.columns, fields = excluded.fields, by = excluded.by, at = excluded.at`,
      [form.system, JSON.stringify(form.columns), JSON.stringify(form.fields), ctx.who.person, ctx.now],
    )
    return form
  },
  power,
)

/** 差异: what they have and we do not, and what we hold open under a number of theirs that their list does not name. Of what he may not see nothing is told but that it is known. */
export const handleCompareOutside = handle(
  compareOutside,
  async (ctx, { system, rows }) => {
    const numbers = rows.map((row) => row.number)
    const known = await run<{ number: string }>(ctx.tx, 'select o.number from letters_outside o where o.system = $1 and o.number = any ($2::text[])', [system, numbers])
    const here = new Set(known.map((row) => row.number))
    const sight = sightOf(ctx.office, ctx.who.person, ctx.now)
    const ids = sql`(select m.id from matter m join letters_outside o on o.matter_id = m.id and o.system = ${system} and o.fed_at is null
      where m.phase not in ('closed', 'void') and o.number <> all (${numbers}::text[]) and ${visible(sight, 'm', 'each')} order by m.id limit 200)`
    const notThere = await letterRows(ctx, ids, sql`m.id`)
    const theirs = await run<{ id: string; number: string }>(
      ctx.tx,
      'select o.matter_id as id, o.number from letters_outside o where o.system = $1 and o.matter_id = any ($2::uuid[])',
      [system, notThere.map((row) => row.matter)],
    )
    const by = new Map(theirs.map((row) => [row.id, row.number]))
    const seen = new Set<string>()
    const listed = await run<{ number: string }>(ctx.tx, 'select l.number from letters_outside_listed l where l.system = $1 and l.number = any ($2::text[])', [system, numbers])
    const theirsAlone = new Set(listed.map((row) => row.number))
    const missing = rows.filter((row) => !here.has(row.number) && !theirsAlone.has(row.number) && !seen.has(row.number) && seen.add(row.number))
    return { known: here.size, listed: theirsAlone.size, missing, notThere: notThere.map((row) => ({ ...row, outside: by.get(row.matter) ?? '' })) }
  },
  power,
  { writesNothing: true },
)

/** 接收: a letter of our own with its number there; the dispatch is a person's. @throws Refusal `letters.outside-taken`, `letters.centre-closed`, `letters.not-supervised` and what `letters.register` refuses */
export async function receive(ctx: Ctx, { system, number, link, feedBy, title, supervised, ...told }: z.output<typeof receiveOutside.input>) {
  const no = notReceived(ctx.rules, supervised, ctx.now)
  if (no) throw new RefusalError(no)
  const phone = told.phone && /^[0-9+][0-9 -]{5,28}$/.test(told.phone) ? told.phone : null
  const input = registerLetter.input.parse({
    channel: 'message',
    kind: kindOf(told.body).kind,
    title: (title ?? told.body.split(/[。！？\n]/)[0] ?? '').slice(0, 100),
    body: told.body,
    place: told.place,
    name: told.name,
    phone,
  })
  const view = await landLetter(ctx, input)
  const matter = view.id as MatterId
  await keep(ctx, matter, { system, number, link, feedBy })
  if (supervised) await run(ctx.tx, 'update letters_outside set supervised = true where matter_id = $1 and system = $2', [matter, system])
  await run(ctx.tx, 'delete from letters_outside_listed l where l.system = $1 and l.number = $2', [system, number])
  return view
}
export const handleReceiveOutside = handle(receiveOutside, receive, { power: 'letters.register' })
