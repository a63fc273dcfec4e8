/** One letter still in hand, as an old system's sheet tells it: what is particular about a letter. Pure. */
import { keyOf, type OpenFault, type OpenRow, openRow, textsOf } from '../../../kernel/bring/open-row.ts'
import type { Instant } from '../../../kernel/time.ts'
import { letters } from '../desk.ts'
import { type Channel, channels, type Kind, kinds, results } from '../shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

export interface OpenLetter extends OpenRow {
  readonly name: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly place: string | null
  readonly channel: Channel
  readonly kind: Kind | null
  readonly result: (typeof results)[number]
}
const LONGEST = { name: 50, phone: 30, address: 200, place: 200, channel: 20, kind: 20, result: 20 } as const
const own = { series: letters.series, states: [zh.states, en.states], limitFrom: 'assignedAt' } as const

/** @param now every step lies before it. @returns the letter, or the first fault of the row */
export function openLetter(fields: Readonly<Record<string, unknown>>, now: Instant): OpenLetter | OpenFault {
  const row = openRow(fields, now, own)
  if (typeof row === 'string') return row
  const text = textsOf(fields, LONGEST)
  if (typeof text === 'string') return text
  const [channel, kind, result] = [
    keyOf(channels, [zh.channels, en.channels], text.channel || 'letter'),
    text.kind ? keyOf(kinds, [zh.kinds, en.kinds], text.kind) : undefined,
    keyOf(results, [zh.results, en.results], text.result || 'replied'),
  ]
  if (!channel || kind === null || !result) return 'bad-word'
  const { name, phone, address, place } = text
  return { ...row, name: name || null, phone: phone || null, address: address || null, place: place || null, channel, kind: kind ?? null, result }
}
