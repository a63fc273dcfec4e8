/** The moves that lead a matter from its registering to where it stands today, with their true days. Pure. Rule: decision 0019 */
import type { BulkItem, BulkMove } from '../bulk.ts'
import type { Ctx } from '../ctx.ts'
import type { MatterFacts } from '../decide/facts.ts'
import { unended } from '../decide/run.ts'
import type { MatterId, PersonId, UnitId } from '../ids.ts'
import type { Refusal } from '../refusal.ts'
import type { Instant } from '../time.ts'
import type { ContactRow } from '../write/tables.ts'
import type { OpenRow } from './open-row.ts'
import { isAsTold, type People, pieceNow } from './people-named.ts'

/** What is the desk's own on the way. */
export interface OwnWay {
  readonly unit: UnitId | undefined
  /** What 登记 is told beside title, urgency and unit. */
  readonly register: Readonly<Record<string, unknown>>
  readonly detail: unknown
  readonly contacts?: readonly ContactRow[]
  /** Whose move states the limit: 登记 itself, or 交办; then a move of its own states it for what nobody was given yet. */
  readonly limit: 'register' | 'assign'
  readonly result: string
  readonly reply: { readonly move: string; readonly by: PersonId; readonly via: string }
  /** Roles of the pieces a rule gives after the report and after the answer. */
  readonly after: { readonly reported: string; readonly answered: string }
  /** They are given to a post: whoever the row names has taken them up. */
  readonly takenUp: boolean
  readonly notAsTold: Refusal
}

export function openLife(ctx: Pick<Ctx, 'office' | 'now'>, row: OpenRow, people: People, matter: MatterId, own: OwnWay): BulkItem {
  const { registrar, holder, lead, taker, helpers } = people
  const on = { matter, piece: null, brought: true }
  const move = (name: string, at: Instant, person: PersonId, input: object | ((f: MatterFacts) => object) = {}): BulkMove => ({
    move: name,
    at,
    who: { person },
    input: typeof input === 'function' ? (f: MatterFacts) => ({ ...on, ...input(f) }) : { ...on, ...input },
  })
  const told = { title: row.title, readers: 'units', urgency: row.urgency, unit: own.unit, partOf: null, basis: [], arisesFrom: null }
  const moves: BulkMove[] = [{ ...move('register', row.registeredAt, registrar, { ...told, ...own.register }), detail: own.detail }]
  const item: BulkItem = {
    matter,
    kept: row.kept,
    moves,
    ...(own.contacts ? { contacts: own.contacts } : {}),
    ends: (facts) => (isAsTold(ctx, row, holder, facts, pieceNow(facts, own.after)) ? null : own.notAsTold),
  }
  const later = (person: PersonId) => {
    if (row.due !== row.firstDue) moves.push(move('extendBrought', row.extendedAt, person, { until: row.due, reason: '启用前已延期' }))
  }
  if (row.stage === 'registered') {
    if (own.limit === 'assign' && row.firstDue !== null) moves.push(move('dueBrought', row.registeredAt, registrar, { due: row.firstDue }))
    later(registrar)
    return item
  }
  const due = own.limit === 'assign' ? row.firstDue : null
  moves.push(move('assign', row.assignedAt, registrar, { lead, helpers, ask: row.ask ?? '启用前已交办', due, bound: false }))
  if (row.stage === 'assigned') {
    later(taker)
    return item
  }
  moves.push(move('accept', row.acceptedAt, taker))
  later(taker)
  if (row.stage === 'working') return item
  const unheard = (f: MatterFacts) => f.assignments.filter((a) => a.role === 'helper' && unended(a)).map((a) => ({ piece: a.id, why: '启用前已报结' }))
  moves.push(move('report', row.reportedAt, taker, (f) => ({ version: f.matter.version, result: own.result, text: row.resultText, files: [], withoutHelpers: unheard(f) })))
  const answered = row.stage === 'answered'
  const { reply } = own
  if (answered) moves.push(move(reply.move, row.repliedAt, reply.by, { answers: null, body: row.reply, via: reply.via, ground: null, delivered: true }))
  const { person } = holder
  if (person && own.takenUp) moves.push(move('accept', answered ? row.repliedAt : row.reportedAt, person, (f) => ({ piece: pieceNow(f, own.after)?.id ?? null })))
  return item
}
