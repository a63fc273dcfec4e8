/** Facts after an act: the changes laid over what was loaded. The fold that replay does over events, here over rows. */
import type { MatterId } from '../ids.ts'
import type { Effects, EventFact, MatterFacts, World } from './facts.ts'
import { type Change, primaryKey, type TableName } from './rows.ts'

const listOf = {
  round: 'rounds',
  report: 'reports',
  stage: 'stages',
  assignment: 'assignments',
  clock: 'clocks',
  pause: 'pauses',
  answer: 'answers',
  draft: 'drafts',
  note: 'notes',
  file: 'files',
  link: 'links',
  recusal: 'recusals',
} as const
const key = (table: TableName, row: object) => primaryKey[table].map((k) => String((row as Record<string, unknown>)[k])).join(':')
const empty = (change: Extract<Change, { table: 'matter' }>): MatterFacts => ({
  matter: change.row,
  rounds: [],
  reports: [],
  stages: [],
  assignments: [],
  clocks: [],
  pauses: [],
  answers: [],
  drafts: [],
  links: [],
  recusals: [],
  notes: [],
  files: [],
  openParts: 0,
  events: [],
  detail: null,
})

/** Every matter the act touched, as it stands after it, its events included. Parts opened or closed are counted on their parents. */
export function foldEffects(world: World, effects: Effects): Map<MatterId, MatterFacts> {
  const after = new Map<MatterId, MatterFacts>(world.matters)
  const copies = new Set<MatterId>()
  const edit = (id: MatterId): Record<string, unknown> | null => {
    const facts = after.get(id)
    if (!facts) return null
    if (copies.has(id)) return facts as unknown as Record<string, unknown>
    const copy: Record<string, unknown> = { ...facts }
    for (const list of Object.values(listOf)) copy[list] = [...(facts[list] as readonly object[])]
    after.set(id, copy as unknown as MatterFacts)
    copies.add(id)
    return copy
  }
  for (const change of [...effects.changes].sort((a, b) => Number(b.table === 'matter') - Number(a.table === 'matter'))) {
    if (change.table === 'matter') {
      const before = after.get(change.row.id)
      if (!before) {
        after.set(change.row.id, empty(change))
        copies.add(change.row.id)
      }
      const own = edit(change.row.id)
      if (own) own.matter = change.row
      countPart(change.row.part_of, before?.matter.phase ?? null, change.row.phase, edit)
      continue
    }
    const owners = change.table === 'link' ? [change.row.from_matter, change.row.to_matter] : [change.row.matter_id]
    for (const id of owners) {
      const facts = edit(id)
      if (!facts) continue
      const list = facts[listOf[change.table]] as object[]
      const at = list.findIndex((r) => key(change.table, r) === key(change.table, change.row))
      if (change.table === 'link' && change.row.ended_at !== null) {
        if (at >= 0) list.splice(at, 1)
      } else if (at >= 0) list[at] = change.row
      else list.push(change.row)
    }
  }
  for (const step of effects.steps) {
    const facts = edit(step.matter) as { events?: readonly EventFact[] } | null
    if (!facts) continue
    const { move, at, actor, holder, undoes, said } = step
    const newest = facts.events?.[0]?.id ?? 0
    facts.events = [{ id: newest + 1, act_id: effects.act, move, at, actor, holder, undoes, said, effects: step.rows }, ...(facts.events ?? [])]
  }
  for (const d of effects.details) {
    const facts = edit(d.matter)
    if (facts) facts.detail = d.detail
  }
  for (const e of effects.erased) {
    const facts = e.detail === undefined ? null : edit(e.matter)
    if (facts) facts.detail = e.detail
  }
  return after
}
const open = (phase: string | null) => phase !== null && phase !== 'closed' && phase !== 'void'
function countPart(parent: MatterId | null, before: string | null, now: string, edit: (id: MatterId) => Record<string, unknown> | null): void {
  const change = Number(open(now)) - Number(open(before))
  const facts = parent && change !== 0 ? edit(parent) : null
  if (facts) facts.openParts = Number(facts.openParts) + change
}
