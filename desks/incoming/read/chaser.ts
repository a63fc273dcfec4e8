/** 催办人 of a paper, by name. Rule: 条例 art. 24(6) */
import type { PersonId } from '../../../kernel/ids.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { viewPaper } from '../do/move-paper.ts'
import { chaserOf } from '../shape.ts'

export const readChaser = read(chaserOf, async (ctx, { id }) => {
  const { chaser } = (await viewPaper(ctx, id)).detail
  return { name: chaser === null ? null : (ctx.office.persons.get(chaser as PersonId)?.name ?? null) }
})
