/** 发文情况: the figures of what this person may see, at one moment. */
import { readFiguresPage } from '../../../kernel/figures/page.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { outgoingFigures } from '../figures.ts'
import { figures } from '../ledger-shape.ts'

export const readFigures = read(figures, (ctx, asked) => readFiguresPage(ctx, outgoingFigures, asked))
