/** The working copy of one act: matters as they are becoming, and the record of every row each step changed. Lives only inside `decide`. */
import type { Desk } from '../desk.ts'
import type { MatterId, PersonId } from '../ids.ts'
import type { Instant } from '../time.ts'

import type { Effects, Erased, Frozen, Ground, MatterFacts, Notice, Step, World } from './facts.ts'
import { type Change, primaryKey, type TableName, type Tables } from './rows.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer R)[] ? R[] : T[K] }
/** One matter inside the working copy. Rows are replaced, never edited in place. */
export type Case = Mutable<MatterFacts>
/** The step being made. */
export type MutableStep = { -readonly [K in keyof Step]: Step[K] } & { rows: Change[] }

/** A move that must follow in the same act, run after the present one is complete. */
export interface Queued {
  readonly matter: MatterId
  readonly move: string
  readonly input: Readonly<Record<string, unknown>>
  readonly actor: PersonId
  readonly consented: boolean
  readonly depth: number
}

const tableOf = {
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
const keyOf = (table: TableName, row: object): string => `${table}:${primaryKey[table].map((k) => String((row as Record<string, unknown>)[k])).join(':')}`

/** One thing is told once: whoever is asked to go on, or hears that it was not agreed, finds there what was written. Rule: anchors F16 */
const withoutEchoes = (notices: readonly Notice[]): Notice[] =>
  notices.filter((one) => one.kind !== 'opinion' || !notices.some((other) => other.kind !== 'opinion' && other.to === one.to && other.payload.matter === one.payload.matter))

/** What a word may do: read, add, change, say, notify, queue. Nothing reaches the world before `write`. */
export interface Work {
  readonly world: World
  readonly ground: Ground
  readonly queue: Queued[]
  readonly touched: Set<MatterId>
  readonly details: { desk: string; matter: MatterId; detail: unknown }[]
  readonly erased: Erased[]
  readonly frozen: Frozen[]
  readonly numbers: { matter: MatterId; series: string; pattern: string; year: number }[]
  open(matter: MatterId): Case | null
  /** A matter born in this act. */
  born(facts: Case): void
  begin(step: Omit<Step, 'rows'>): void
  step(): MutableStep
  add<T extends TableName>(table: T, row: Tables[T]): Tables[T]
  change<T extends TableName>(table: T, row: Tables[T], patch: Partial<Tables[T]>): Tables[T]
  /** Adds to what the present step states (no personal text). */
  say(said: Readonly<Record<string, unknown>>): void
  notify(kind: string, to: PersonId, matter: MatterId, desk: Desk, extra?: Record<string, string | number | null>, dueAt?: Instant): void
  effects(matter: MatterId): Effects
}

/** Opens a working copy over a loaded world. Nothing of the world is changed. */
export function openWork(world: World, ground: Ground): Work {
  const cases = new Map<MatterId, Case>()
  const steps: MutableStep[] = []
  const all = new Map<string, Change>()
  const notices = new Map<string, Notice>()
  const work: Work = {
    world,
    ground,
    queue: [],
    touched: new Set(),
    details: [],
    erased: [],
    frozen: [],
    numbers: [],
    open(matter) {
      const known = cases.get(matter)
      if (known) return known
      const facts = world.matters.get(matter)
      if (!facts) return null
      const copy: Case = {
        ...facts,
        rounds: [...facts.rounds],
        reports: [...facts.reports],
        stages: [...facts.stages],
        assignments: [...facts.assignments],
        clocks: [...facts.clocks],
        pauses: [...facts.pauses],
        answers: [...facts.answers],
        drafts: [...facts.drafts],
        links: [...facts.links],
        recusals: [...facts.recusals],
        notes: [...facts.notes],
        files: [...facts.files],
        events: [...facts.events],
      }
      cases.set(matter, copy)
      return copy
    },
    born(facts) {
      cases.set(facts.matter.id, facts)
    },
    begin(step) {
      steps.push({ ...step, rows: [] })
    },
    step() {
      return current()
    },
    say(said) {
      const step = current()
      step.said = { ...step.said, ...said }
    },
    add(table, row) {
      place(table, row, true)
      return row
    },
    change(table, row, patch) {
      const next = { ...newest(table, row), ...patch }
      place(table, next, false)
      return next
    },
    notify(kind, to, matter, desk, extra = {}, dueAt) {
      const key = `${kind}:${matter}`
      notices.set(`${to}:${key}`, { kind, to, key, payload: { matter, desk: desk.key, ...extra }, dueAt: dueAt ?? ground.now })
    },
    effects: (matter) => ({
      act: ground.act,
      matter,
      steps: steps.filter((s) => s.rows.length > 0 || Object.keys(s.said).length > 0),
      changes: [...all.values()],
      notices: withoutEchoes([...notices.values()]),
      numbers: work.numbers,
      details: work.details,
      erased: work.erased,
      frozen: work.frozen,
    }),
  }
  /** The row as it now is: whoever changes it may still hold an older image. */
  function newest<T extends TableName>(table: T, row: Tables[T]): Tables[T] {
    return (all.get(keyOf(table, row))?.row as Tables[T] | undefined) ?? row
  }
  function current(): MutableStep {
    const step = steps.at(-1)
    if (!step) throw new Error('no step begun')
    return step
  }
  function place<T extends TableName>(table: T, row: Tables[T], isNew: boolean) {
    const key = keyOf(table, row)
    const fresh = isNew || all.get(key)?.fresh === true
    const change = { table, row, fresh } as Change
    all.set(key, change)
    const step = current()
    const earlier = step.rows.findIndex((c) => keyOf(c.table, c.row) === key)
    const inStep = { table, row, fresh: isNew || (earlier >= 0 && step.rows[earlier]?.fresh === true) } as Change
    if (earlier >= 0) step.rows[earlier] = inStep
    else step.rows.push(inStep)
    const owner = table === 'matter' ? (row as Tables['matter']).id : table === 'link' ? step.matter : (row as { matter_id: MatterId }).matter_id
    work.touched.add(owner)
    for (const id of table === 'link' ? [(row as Tables['link']).from_matter, (row as Tables['link']).to_matter] : [owner]) {
      const facts = cases.get(id)
      if (!facts) continue
      if (table === 'matter') {
        facts.matter = row as Tables['matter']
        continue
      }
      const list = facts[tableOf[table as keyof typeof tableOf]] as object[]
      const at = list.findIndex((r) => keyOf(table, r) === key)
      if (at >= 0) list[at] = row
      else list.push(row)
    }
  }
  return work
}
