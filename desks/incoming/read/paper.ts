/** One paper's page. */
import { read } from '../../../platform/ctx/reading.ts'
import { viewPaper } from '../do/move-paper.ts'
import { paperView } from '../shape.ts'

export const readPaper = read(paperView, (ctx, { id }) => viewPaper(ctx, id))
