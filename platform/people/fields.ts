/** 领域 shared by all desks (BZ-16), and the contacts of unit offices (HB-14). */
import type { Ctx } from '../../kernel/ctx.ts'
import { endField, placeUnit, putContact, putField } from '../../kernel/people/organisation-shape.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { mustUnit } from './units.ts'

const keeps = { power: 'office.people' } as const
function mustField(ctx: Ctx, key: string): void {
  if (!ctx.office.fields.some((f) => f.key === key && f.to_at === null)) throw new RefusalError(refuse('people.no-such-field', {}, 404))
}
const later = `greatest($2::timestamptz, from_at + interval '1 millisecond')`

export const fieldActs = [
  handle(
    putField,
    async (ctx, { key, name, sort }) => {
      await run(
        ctx.tx,
        'insert into field (key, name, sort, from_at) values ($1, $2, $3, $4) on conflict (key) do update set name = excluded.name, sort = excluded.sort, to_at = null',
        [key, name, sort, ctx.now],
      )
      await recordOfficeAct(ctx, 'people.putField', { field: key, sort })
      return {}
    },
    keeps,
  ),
  handle(
    endField,
    async (ctx, { key }) => {
      mustField(ctx, key)
      const n =
        ctx.office.fieldUnits.filter((f) => f.field === key && f.to_at === null).length +
        ctx.office.portfolios.filter((p) => p.field === key && (p.to_at === null || p.to_at > ctx.now)).length
      if (n > 0) throw new RefusalError(refuse('people.field-in-use', { n }, 409))
      await run(ctx.tx, `update field set to_at = ${later} where key = $1`, [key, ctx.now])
      await recordOfficeAct(ctx, 'people.endField', { field: key })
      return {}
    },
    keeps,
  ),
  handle(
    placeUnit,
    async (ctx, { field, unit, part, in: there }) => {
      mustField(ctx, field)
      mustUnit(ctx, unit)
      const stands = ctx.office.fieldUnits.some((f) => f.field === field && f.unit === unit && f.part === part && f.to_at === null)
      if (there && !stands) await run(ctx.tx, 'insert into field_unit (id, field, unit, part, from_at) values ($1, $2, $3, $4, $5)', [ctx.ids.next(), field, unit, part, ctx.now])
      if (!there) await run(ctx.tx, `update field_unit set to_at = ${later} where field = $1 and unit = $3 and part = $4 and to_at is null`, [field, ctx.now, unit, part])
      await recordOfficeAct(ctx, 'people.placeUnit', { field, unit, part, in: there })
      return {}
    },
    keeps,
  ),
  handle(
    putContact,
    async (ctx, { unit, kind, value }) => {
      mustUnit(ctx, unit)
      await run(ctx.tx, `update unit_contact set to_at = ${later} where unit = $1 and kind = $3 and to_at is null`, [unit, ctx.now, kind])
      if (value !== '') await run(ctx.tx, 'insert into unit_contact (id, unit, kind, value, from_at) values ($1, $2, $3, $4, $5)', [ctx.ids.next(), unit, kind, value, ctx.now])
      await recordOfficeAct(ctx, 'people.putContact', { unit, kind, there: value !== '' })
      return {}
    },
    keeps,
  ),
]
