/** What this desk does by itself: whoever has something to deal with is reminded of his month. */
import type { DeskJob } from '../../kernel/ctx.ts'
import { askGifts } from './do/save-gift.ts'

export const jobs: readonly DeskJob[] = [{ key: 'petitions.gifts', every: 'night', run: askGifts }]
