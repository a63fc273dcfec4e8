/** 建议采用情况: whether what was suggested is what was registered, by day; of whom and of which letter it does not tell. */
import type { Ctx } from '../../../kernel/ctx.ts'
import { officeDate } from '../../../kernel/time.ts'
import { run } from '../../../kernel/write/tx.ts'

export interface Shown {
  readonly category: string | null
  readonly unit: string | null
}
export async function countSuggested(ctx: Ctx, shown: Shown, taken: Shown): Promise<void> {
  for (const what of ['category', 'unit'] as const) {
    if (shown[what] === null) continue
    const same = shown[what] === taken[what] ? 1 : 0
    await run(
      ctx.tx,
      `insert into letters_suggested (day, what, taken, other) values ($1, $2, $3, $4)
       on conflict (day, what) do update set taken = letters_suggested.taken + excluded.taken, other = letters_suggested.other + excluded.other`,
      [officeDate(ctx.now), what, same, 1 - same],
    )
  }
}
