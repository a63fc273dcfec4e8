/** 拟首报: from the letter of a possible emergency, one press, to whoever is on duty at this minute. */
import { viewMatter } from '../../../kernel/advance.ts'
import { holdersOf } from '../../../kernel/decide/office.ts'
import type { MatterRow } from '../../../kernel/decide/rows.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { postByKey } from '../../../kernel/route/who.ts'
import { addMillis, type Instant, MINUTE } from '../../../kernel/time.ts'
import type { MatterView } from '../../../kernel/view.ts'
import { copyFiles } from '../../../kernel/write/copy-files.ts'
import { run } from '../../../kernel/write/tx.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { openAffair } from '../../affairs/intake.ts'
import { firstReport, reportText, writtenBy } from '../first-report.ts'
import type { LetterDetail } from '../shape.ts'
import { zh } from '../words/zh-CN.ts'
import { desk } from './move-letter.ts'

/** Where the limit is over already, what is to be done is due at once; that it is over stands in the text and on the letter's own clock. */
const AT_ONCE = 5 * MINUTE

/**
 * An affair of the highest urgency, due an hour after it was reported; the letter itself goes on, and its half hour with it. Whoever is on duty and drafts it keeps it.
 * @throws Refusal `letters.not-emergency` · `letters.first-report-time`: it happened after now · `letters.first-report-exists` · `letters.no-duty` · what opening an affair refuses
 * Rule: R-H10
 */
export const handleFirstReport = handle(
  firstReport,
  async (ctx, { matter, ...known }) => {
    const letter = (await viewMatter(ctx, desk, matter)) as MatterView<LetterDetail>
    if (letter.detail.exit !== 'emergency' || letter.phase === 'void') throw new RefusalError(refuse('letters.not-emergency', {}, 409))
    if (known.happenedAt !== null && Date.parse(known.happenedAt) > Date.parse(ctx.now)) throw new RefusalError(refuse('letters.first-report-time'))
    await run(ctx.tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`letters.first-report:${matter}`])
    const [before] = await run<{ number: string }>(
      ctx.tx,
      `select f.number from link k join matter f on f.id = k.to_matter where k.from_matter = $1 and k.kind = 'arises' and k.ended_at is null and f.desk = 'affairs' and f.phase <> 'void' limit 1`,
      [matter],
    )
    if (before) throw new RefusalError(refuse('letters.first-report-exists', { number: before.number }, 409))
    const duty = postByKey(ctx.office, 'duty-officer', ctx.now)
    if (!duty?.post) throw new RefusalError(refuse('letters.no-duty', {}, 409))
    const onDuty = holdersOf(ctx.office, duty.post, ctx.now).includes(ctx.who.person)
    const due = [writtenBy(letter.registeredAt as Instant), addMillis(ctx.now, AT_ONCE)].sort().at(-1) ?? null
    return openAffair(ctx, {
      title: `${zh.screen.firstReport.title}：${letter.title ?? zh.exits.names.emergency}`.slice(0, 100),
      body: reportText(known, letter.registeredAt as Instant, zh.screen.firstReport),
      basis: [],
      arisesFrom: matter,
      files: await copyFiles(ctx, matter),
      readers: letter.readers as MatterRow['readers'],
      urgency: 'extra',
      due,
      assign: onDuty ? null : duty,
    })
  },
  { power: 'letters.register' },
)
