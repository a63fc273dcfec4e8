/**
 * The diligent office: everybody does the next sensible thing on his desk until every matter is closed or void. If it cannot, a matter is stuck,
 * whatever led there: no state, no waiting piece, no consent may be a dead end. Rule: promises 1 and 2
 */
import type { MatterFacts } from '../decide/facts.ts'
import { isOpenPhase, owed, unended } from '../decide/run.ts'
import type { MatterId, PersonId } from '../ids.ts'
import { addMillis, DAY } from '../time.ts'
import type { MemoryOffice } from './memory.ts'
import { unitId } from './people.ts'

type Step = readonly [move: string, input: Readonly<Record<string, unknown>>]
const text = '尽快办结'

/** What a diligent person would do with each move he may make, the most finishing first. */
function sensible(f: MatterFacts, move: string): Step | null {
  const draft = f.drafts.length > 0 ? { draft: f.drafts.length } : {}
  const sent = f.answers.find((a) => a.round === f.matter.round && a.sent_at !== null && a.via !== 'none' && a.via !== 'through' && a.rated_at === null && a.to_contact !== null)
  const owing = f.answers.find((a) => a.round === f.matter.round && a.sent_at !== null && a.settled_at === null)
  switch (move) {
    case 'close':
    case 'accept':
    case 'resume':
      return [move, {}]
    case 'rate':
      return sent ? [move, { answer: sent.id, responded: true, solved: 'yes', satisfied: 'yes' }] : owing ? [move, { answer: owing.id }] : null
    case 'sign':
      return [move, { agree: true, ...draft }]
    case 'read':
    case 'done':
      return [move, {}]
    case 'reply':
      return owed(f).length > 0 ? [move, { body: text, via: 'phone', ...draft }] : null
    case 'report':
    case 'answerAtOnce':
      return [
        move,
        { version: f.matter.version, result: 'solved', text, withoutHelpers: f.assignments.filter((a) => a.kind === 'do' && unended(a)).map((a) => ({ piece: a.id, why: text })) },
      ]
    case 'assign':
      return [move, { lead: { unit: unitId('housing') }, ask: text }]
    default:
      return null
  }
}
/** Done on one piece among several he may hold. */
const onPiece = ['sign', 'accept', 'done', 'read']
const order = ['resume', 'close', 'rate', 'sign', 'accept', 'done', 'report', 'reply', 'read', 'answerAtOnce', 'assign']

/** One sensible act of anybody on this matter. */
function oneStep(office: MemoryOffice, matter: MatterId, everybody: readonly PersonId[]): boolean {
  const f = office.see(matter)
  for (const move of order)
    for (const person of everybody) {
      const may = office.may(person, matter)[move]
      if (!may?.allowed) continue
      const step = sensible(f, move)
      const pieces = onPiece.includes(move) ? f.assignments.filter((a) => a.state === 'open').map((a) => a.id) : [may.piece]
      if (step && pieces.some((piece) => office.code(person, step[0], { matter, piece, ...step[1] }) === 'done')) return true
    }
  return false
}

/**
 * Works until nothing is open. @returns the matters that could not be brought to an end, parts before wholes
 * @param most acts per matter before it counts as going in circles
 */
export function finish(office: MemoryOffice, most = 80): MatterId[] {
  const everybody = [...office.office.persons.keys()]
  const open = () => [...office.matters.values()].filter((f) => isOpenPhase(f.matter.phase)).map((f) => f.matter.id)
  const spent = new Map<MatterId, number>()
  for (let moved = true; moved; ) {
    moved = false
    office.now = addMillis(office.now, DAY)
    for (const id of open().reverse()) {
      while (isOpenPhase(office.see(id).matter.phase) && (spent.get(id) ?? 0) < most && oneStep(office, id, everybody)) {
        spent.set(id, (spent.get(id) ?? 0) + 1)
        moved = true
      }
    }
  }
  return open()
}
