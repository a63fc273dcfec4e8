import type { DeskJob } from '../../kernel/ctx.ts'
import { endReadings } from './do/loans.ts'

export const jobs: readonly DeskJob[] = [{ key: 'archives.readings', every: 'hour', run: endReadings }]
