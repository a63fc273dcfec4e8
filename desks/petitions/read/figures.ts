/** 信访统计: the figures of what this person may see, at one moment. */
import { readFiguresPage } from '../../../kernel/figures/page.ts'
import { read } from '../../../platform/ctx/reading.ts'
import { petitionFigures } from '../figures.ts'
import { figures } from '../shape.ts'

export const readFigures = read(figures, (ctx, asked) => readFiguresPage(ctx, petitionFigures, asked))
