/** 不在岗: written down by oneself or one's division, taken back when one is there again. */
import type { PersonId } from '../../kernel/ids.ts'
import { absences, endAbsence, setAbsence } from '../../kernel/people/absence-shape.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { maySetAbsence, readAbsences } from '../../kernel/reading/absences.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { officeDate } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'

const no = (code: string, status: 403 | 404 | 409 | 422 = 422) => new RefusalError(refuse(code, {}, status))
export const absenceActs = [
  /** @throws RefusalError `people.not-your-absence` · `people.ends-before`: before it begins, or before today */
  handle(
    setAbsence,
    async (ctx, { person, kind, from, to }) => {
      if (!ctx.office.persons.get(person)?.active) throw no('kernel.not-found', 404)
      if (!maySetAbsence(ctx, person)) throw no('people.not-your-absence', 403)
      if (to < from || to < officeDate(ctx.now)) throw no('people.ends-before')
      const id = ctx.ids.next<string>()
      await run(ctx.tx, 'insert into absence (id, person, from_day, to_day, kind, set_by, at) values ($1, $2, $3::date, $4::date, $5, $6, $7)', [
        id,
        person,
        from,
        to,
        kind,
        ctx.who.person,
        ctx.now,
      ])
      await recordOfficeAct(ctx, 'people.setAbsence', { absence: id, person, from, to, kind })
      return { id }
    },
    'signed-in',
  ),
  handle(
    endAbsence,
    async (ctx, { absence }) => {
      const [row] = await run<{ person: PersonId }>(ctx.tx, 'select b.person from absence b where b.id = $1 and b.ended_at is null for update', [absence])
      if (!row) throw no('kernel.not-found', 404)
      if (!maySetAbsence(ctx, row.person)) throw no('people.not-your-absence', 403)
      await run(ctx.tx, 'update absence set ended_at = $2, ended_by = $3 where id = $1', [absence, ctx.now, ctx.who.person])
      await recordOfficeAct(ctx, 'people.endAbsence', { absence, person: row.person })
      return {}
    },
    'signed-in',
  ),
]
export const readAbsent = read(absences, async (ctx) => ({ today: officeDate(ctx.now), rows: await readAbsences(ctx) }), 'signed-in')
