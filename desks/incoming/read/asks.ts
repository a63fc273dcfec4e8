/** 报告夹带请示: looked for in all that was said and read of a report. Rule: R-D03 */
import { run } from '../../../kernel/write/tx.ts'
import { findRequest } from '../../../kernel/writing/find-request.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { viewPaper } from '../do/move-paper.ts'
import { asks } from '../shape.ts'

export const readAsks = read(asks, async (ctx, { id }) => {
  const { detail, title } = await viewPaper(ctx, id)
  if (detail.paperType !== 'report' || detail.asRequest) return { found: null }
  const files = await run<{ text: string }>(ctx.tx, 'select t.text from file_text t where t.matter_id = $1 and t.text is not null order by t.file_id', [id])
  for (const text of [title, detail.gist, ...files.map((file) => file.text)]) {
    const found = text === null ? null : findRequest(detail.paperType, text)
    if (found) return { found }
  }
  return { found: null }
})
