/** What this desk does by itself. */
import type { DeskJob } from '../../kernel/ctx.ts'
import { drawMondays } from './do/draw-weekly.ts'
import { askReviews } from './do/knowledge.ts'

export const jobs: readonly DeskJob[] = [
  { key: 'letters.weekly', every: 'hour', run: drawMondays },
  { key: 'letters.knowledge', every: 'night', run: askReviews },
]
