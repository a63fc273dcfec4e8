/** What this desk does by itself. */
import type { DeskJob } from '../../kernel/ctx.ts'
import { openRecurring } from './do/open-recurring.ts'

export const jobs: readonly DeskJob[] = [{ key: 'affairs.recurring', every: 'hour', run: openRecurring }]
