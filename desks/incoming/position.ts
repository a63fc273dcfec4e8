/** 文到哪里了: of a paper at any moment one step, and exactly one set of those who hold it. Pure. Rule: R-D30; anchors F17 */
import type { MatterView, PieceView } from '../../kernel/view.ts'

export const steps = ['examine', 'propose', 'instruct', 'signFor', 'handle', 'circulate', 'answer', 'close', 'ended'] as const
export type Step = (typeof steps)[number]
export interface Holding {
  readonly piece: string
  readonly name: string
  readonly unit: string
  readonly since: string
}
export interface Position {
  readonly step: Step
  readonly holders: readonly Holding[]
}
type Seen = Pick<MatterView, 'state' | 'phase' | 'stages'>
type Stage = Seen['stages'][number]

/** Whoever was circulated to and whose turn it is, and how many of all have read. */
export interface Circulation {
  readonly stage: string
  readonly now: readonly Holding[]
  readonly read: number
  readonly of: number
  readonly ended: boolean
}
const holding = (p: PieceView): Holding => ({ piece: p.id, name: p.person?.name ?? p.post ?? p.unit.name, unit: p.unit.name, since: p.acceptedAt ?? p.givenAt })
const isOpen = (p: PieceView): boolean => p.state === 'open'
const openOf = (seen: Seen, which: (stage: Stage, piece: PieceView) => boolean): PieceView[] =>
  seen.stages.flatMap((stage) => (stage.endedAt === null ? stage.pieces.filter((p) => isOpen(p) && which(stage, p)) : []))

/** 传阅, newest first; what was drawn back whole is left out. */
export function circulations({ stages }: Pick<Seen, 'stages'>): readonly Circulation[] {
  return stages
    .filter((s) => s.role === 'circulate')
    .map((s) => ({
      stage: s.id,
      now: s.pieces.filter(isOpen).map(holding),
      read: s.pieces.filter((p) => p.ending === 'read').length,
      of: s.pieces.filter((p) => p.ending === null || p.ending === 'read').length,
      ended: s.endedAt !== null,
    }))
    .filter((c) => c.of > 0)
    .reverse()
}

const byState: Readonly<Record<string, Step>> = { registered: 'examine', assigned: 'signFor', working: 'handle', reported: 'answer', replied: 'close' }
/** Before anybody handles it, it is with the leaders while they write, else with the readers while it goes round, else with whoever proposes. */
function stepOf(seen: Seen, leaders: readonly PieceView[], readers: readonly PieceView[]): Step {
  if (seen.phase === 'closed' || seen.phase === 'void') return 'ended'
  if (seen.state !== 'examined') return byState[seen.state] ?? 'handle'
  return leaders.length > 0 ? 'instruct' : readers.length > 0 ? 'circulate' : 'propose'
}
export function positionOf(seen: Seen): Position {
  const leaders = openOf(seen, (stage, p) => p.kind === 'say' && stage.role === 'sign' && stage.asks === null)
  const readers = openOf(seen, (stage) => stage.role === 'circulate')
  const step = stepOf(seen, leaders, readers)
  if (step === 'ended') return { step, holders: [] }
  const work = openOf(seen, (_, p) => p.kind === 'do')
  const unsigned = work.filter((p) => p.acceptedAt === null && (p.lead || !p.byRule))
  const wanted: Readonly<Partial<Record<Step, readonly PieceView[]>>> = { instruct: leaders, circulate: readers, signFor: unsigned }
  const chosen = wanted[step] ?? work
  const held = chosen.length > 0 ? chosen : openOf(seen, (_, p) => p.role !== 'asker')
  return { step, holders: held.map(holding) }
}
