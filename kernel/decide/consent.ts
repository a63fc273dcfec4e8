/** Consent: a `say` stage that asks for a move; agreed, the move runs in the same transaction. Rule: architecture §2 step 10; invariants 11, 18 */
import type { Holder } from '../contract.ts'
import type { NoteId } from '../ids.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { give } from './give.ts'
import { holdersOf } from './office.ts'
import type { Input, Run } from './run.ts'
import type { Work } from './work.ts'

/** Keys whose strings are somebody's words: they stand in notes (°), never in an event. */
const spoken = new Set(['reason', 'ground', 'text', 'body', 'ask', 'opinion', 'why', 'promised', 'number', 'answeredBy'])
type Json = unknown

function put(run: Run, value: Json, key = ''): Json {
  if (typeof value === 'string' && spoken.has(key) && value !== '') {
    const id = run.w.ground.ids.next<NoteId>()
    run.w.add('note', { id, matter_id: run.f.matter.id, act_id: run.w.ground.act, kind: 'reason', text: value, text_salt: run.w.ground.ids.salt() })
    return { $note: id }
  }
  if (Array.isArray(value)) return value.map((v) => put(run, v, key))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, put(run, v, k)]))
  return value
}
/** Whoever holds the power and is not the asker: a post where the power hangs on one, else a person. */
function approver(w: Work, run: Run, key: string): Holder | null {
  const { office } = w.world
  const rows = office.powers.filter((p) => p.key === key && p.from_at <= run.at && (p.to_at === null || run.at < p.to_at))
  const near = (unit: string | undefined) => Number(unit !== run.piece?.unit)
  const posts = rows
    .flatMap((p) => (p.post ? (office.posts.get(p.post) ?? []) : []))
    .filter((p) => holdersOf(office, p.id, run.at).some((h) => h !== run.actor && h !== run.right))
    .sort((a, b) => near(a.unit) - near(b.unit) || a.rank - b.rank)
  const [first] = posts
  if (first) return { post: first.id }
  const person = rows.find((p) => p.person && p.person !== run.actor && p.person !== run.right)?.person
  return person ? { person } : null
}

/** @returns Refusal `kernel.no-approver`, `kernel.consent-pending` */
export function askConsent(run: Run, power: string, input: Input): Refusal | null {
  if (run.f.stages.some((s) => s.ended_at === null && s.asks?.move === run.name)) return refuse('kernel.consent-pending', { move: run.name }, 409)
  const holder = approver(run.w, run, `${run.desk.key}.${power}`)
  if (!holder) return refuse('kernel.no-approver', { power: `${run.desk.key}.${power}` })
  const { recorded: _, version: __, draft: ___, matter: ____, piece: _____, ...told } = input
  const ask = typeof input.reason === 'string' ? input.reason : typeof input.ground === 'string' ? input.ground : null
  const stage = give(run, {
    kind: 'say',
    role: `consent:${run.name}`,
    to: [{ holder }],
    ask,
    blocks: true,
    asks: { move: run.name, input: put(run, told), by: run.actor, piece: run.piece?.id ?? null },
  })
  if (isRefusal(stage)) return stage
  run.w.say({ asked: power })
  return null
}
