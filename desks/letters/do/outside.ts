/** 外部系统对照: a letter's number elsewhere, fed back or not; the exports of another system against what is here. */
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { FileId, MatterId } from '../../../kernel/ids.ts'
import { maySee, sightOf } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { notReceived } from '../intakes.ts'
import { compareOutside, fedBack, keepForm, keepOutside, receiveOutside } from '../outside.ts'
import { kindOf } from '../paste.ts'
import { differenceOf } from '../read/difference.ts'
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
    const [row] = await run(ctx.tx, 'update letters_outside set fed_at = $3, fed_by = $4, fed_key = null where matter_id = $1 and system = $2 returning 1', [
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

/** 差异, asked of their list; what it named stands sealed for this person's file of the differences, until he compares again. */
export const handleCompareOutside = handle(
  compareOutside,
  async (ctx, { system, rows }) => {
    const kept = rows.map(({ number, title, feedBy }) => ({ number, title, feedBy }))
    await run(
      ctx.tx,
      `insert into letters_outside_compared (system, by, at, sealed) values ($1, $2, $3, $4) on conflict (system, by) do update set at = excluded.at, sealed = excluded.sealed`,
      [system, ctx.who.person, ctx.now, ctx.box.seal(JSON.stringify(kept))],
    )
    return differenceOf(ctx, system, rows)
  },
  power,
)

/** 接收: a letter of our own with its number there; the dispatch is a person's. @throws Refusal `letters.outside-taken`, `letters.centre-closed`, `letters.not-supervised` and what `letters.register` refuses */
export async function receive(ctx: Ctx, { system, number, link, feedBy, title, supervised, ...told }: z.output<typeof receiveOutside.input>, files: readonly FileId[] = []) {
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
    files,
  })
  const view = await landLetter(ctx, input)
  const matter = view.id as MatterId
  await keep(ctx, matter, { system, number, link, feedBy })
  if (supervised) await run(ctx.tx, 'update letters_outside set supervised = true where matter_id = $1 and system = $2', [matter, system])
  await run(ctx.tx, 'delete from letters_outside_listed l where l.system = $1 and l.number = $2', [system, number])
  return view
}
export const handleReceiveOutside = handle(receiveOutside, (ctx, said) => receive(ctx, said), { power: 'letters.register' })
