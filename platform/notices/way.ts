/** What a channel is handed beside the message: what the administrator has set, opened for this one sending. */
import type { Instant } from '../../kernel/time.ts'
import type { Answer, Message } from './message.ts'

export interface Way {
  readonly set: Readonly<Record<string, string>>
  readonly secret: Readonly<Record<string, string>>
  readonly proxy: string | null
  readonly now: Instant
}
export type Send = (message: Message, way: Way) => Promise<Answer>
