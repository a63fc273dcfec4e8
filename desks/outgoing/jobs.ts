/** What this desk does by itself. */
import type { DeskJob } from '../../kernel/ctx.ts'
import { openReviews } from './do/open-reviews.ts'

export const jobs: readonly DeskJob[] = [{ key: 'outgoing.reviews', every: 'night', run: openReviews }]
