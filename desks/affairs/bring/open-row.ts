/** One affair still in hand, as an old system's sheet tells it: what is particular about an affair. Pure. */
import { keyOf, type OpenFault, type OpenRow, openRow, textsOf } from '../../../kernel/bring/open-row.ts'
import type { Instant } from '../../../kernel/time.ts'
import { affairs } from '../desk.ts'
import { results, type Way, ways } from '../shape.ts'
import { en } from '../words/en.ts'
import { zh } from '../words/zh-CN.ts'

export interface OpenAffair extends OpenRow {
  /** Who gave the order, and is owed the answer. */
  readonly asker: string
  readonly relayedBy: string | null
  readonly way: Way
  readonly result: (typeof results)[number]
}
const LONGEST = { asker: 60, relayedBy: 40, way: 20, result: 20 } as const
const own = { series: affairs.series, states: [zh.states, en.states], limitFrom: 'registeredAt' } as const

/** @param now every step lies before it. @returns the affair, or the first fault of the row */
export function openAffair(fields: Readonly<Record<string, unknown>>, now: Instant): OpenAffair | OpenFault | 'no-asker' {
  const row = openRow(fields, now, own)
  if (typeof row === 'string') return row
  const text = textsOf(fields, LONGEST)
  if (typeof text === 'string') return text
  if (!text.asker) return 'no-asker'
  const [way, result] = [keyOf(ways, [zh.ways, en.ways], text.way || 'paper'), keyOf(results, [zh.results, en.results], text.result || 'done')]
  if (!way || !result || result === 'takenOver') return 'bad-word'
  return { ...row, asker: text.asker, relayedBy: text.relayedBy || null, way, result }
}
