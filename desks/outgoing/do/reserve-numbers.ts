/** 预留号: kept until a day, on record with who and why; what expires unused stays in the register as void. */
import { reserve } from '../../../kernel/numbering/reserve.ts'
import { formatNumber } from '../../../kernel/numbering/take.ts'
import { recordOfficeAct } from '../../../kernel/people/record.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { addDays, atTime, officeYear } from '../../../kernel/time.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { reserveNumbers } from '../issue-shape.ts'
import { patternOf, seriesOf } from '../number-series.ts'

/** The next numbers of a 代字, kept to the end of that day. @throws Refusal `outgoing.reserve-past`. Rule: R-D40 */
export const handleReserveNumbers = handle(
  reserveNumbers,
  async (ctx, { code, count, until, reason }) => {
    const end = atTime(addDays(until, 1), '00:00')
    if (end <= ctx.now) throw new RefusalError(refuse('outgoing.reserve-past'))
    const year = officeYear(ctx.now)
    const numbers = await reserve(ctx.tx, seriesOf(code), year, count, ctx.who.person, end, reason)
    await recordOfficeAct(ctx, 'outgoing.reserveNumbers', { year, from: numbers[0] ?? null, count, until })
    return { numbers: numbers.map((n) => formatNumber(patternOf(code), year, n)) }
  },
  { power: 'outgoing.reserve' },
)
