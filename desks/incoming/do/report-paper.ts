/** 报结. */
import { handle } from '../../../platform/ctx/handle.ts'
import { reportPaper } from '../shape.ts'
import { movePaper } from './move-paper.ts'

export const handleReportPaper = handle(reportPaper, (ctx, input) => movePaper(ctx, 'report', { input }))
