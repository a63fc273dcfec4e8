/** 收文情况: the figures of what this person may see, at one moment; overdue by unit, returned by reason. */
import { readFiguresPage } from '../../../kernel/figures/page.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { incomingFigures } from '../figures.ts'
import { figures } from '../shape.ts'

export const readFigures = read(figures, (ctx, asked) => readFiguresPage(ctx, incomingFigures, asked, true))
