/** 规范性文件评估: before its day comes an affair stands with the unit that drafted it, so no paper grows old unseen. Rule: GN-46, ZK-08 */
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterId, UnitId } from '../../../kernel/ids.ts'
import { addDays, atTime, chineseDate, type OfficeDate, officeDate } from '../../../kernel/time.ts'
import { say } from '../../../kernel/words/say.ts'
import { run } from '../../../kernel/write/tx.ts'
import { openAffair } from '../../affairs/intake.ts'
import type { PaperDetail } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'

/** Days ahead of 评估日期: time to hear those it concerns before the paper runs out. */
export const REVIEW_AHEAD = 60
interface Coming {
  readonly matter: MatterId
  readonly title: string
  readonly number: string
  readonly unit: UnitId
  readonly normative: NonNullable<PaperDetail['normative']>
}
const coming = (ctx: Ctx, until: OfficeDate): Promise<Coming[]> =>
  run<Coming>(
    ctx.tx,
    `select p.matter_id as matter, m.title, p.doc_number as number, m.owner_unit as unit, p.normative
     from outgoing_paper p join matter m on m.id = p.matter_id
     where p.normative is not null and p.withdrawn is null and p.issued_at is not null and (p.normative->>'reviewOn')::date <= $1::date
       and not exists (select 1 from outgoing_review o where o.matter_id = p.matter_id and o.review_on = (p.normative->>'reviewOn')::date)
     order by p.normative->>'reviewOn', p.matter_id`,
    [until],
  )

/** Once for each review day, whoever asks how often; a day already past has no date but the affair's own. @returns how many were opened */
export async function openReviews(ctx: Ctx): Promise<number> {
  const today = officeDate(ctx.now)
  const found = await coming(ctx, addDays(today, REVIEW_AHEAD))
  for (const { matter, title, number, unit, normative } of found) {
    const reviewOn = normative.reviewOn as OfficeDate
    const told = { title, number, review: chineseDate(reviewOn), until: chineseDate(normative.validUntil as OfficeDate) }
    const affair = await openAffair(ctx, {
      title: say(zh.say.reviewTitle, told, 'zh-CN'),
      body: say(zh.say.reviewAsk, told, 'zh-CN'),
      basis: [matter],
      due: reviewOn > today ? atTime(reviewOn) : null,
      assign: { unit },
    })
    await run(ctx.tx, 'insert into outgoing_review (matter_id, review_on, affair, opened_at) values ($1, $2::date, $3, $4)', [matter, reviewOn, affair.id, ctx.now])
  }
  return found.length
}
