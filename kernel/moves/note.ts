/** 办理记录 note, 异议 object: words that change nobody's piece. Rule: 代录 «may object»; R-D41 (a trivial change may be objected to) */

import { hearers } from '../decide/give.ts'
import { authors } from '../decide/own-work.ts'
import type { NoteRow } from '../decide/rows.ts'
import { draftNo, isOpenPhase, leadOf, type Run, word } from '../decide/run.ts'
import type { NoteId } from '../ids.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { WordInput } from './inputs.ts'
import { signAgain } from './sign-again.ts'

/** Keeps words said in a move that writes no other row; history keeps their digest only (invariant 18). */
export function keepNote(run: Run, kind: NoteRow['kind'], text: string): NoteId {
  const id = run.w.ground.ids.next<NoteId>()
  run.w.add('note', { id, matter_id: run.f.matter.id, act_id: run.w.ground.act, kind, text, text_salt: run.w.ground.ids.salt() })
  return id
}

/** 办理记录: whoever holds a piece, or owns the matter, writes down what was done. */
export const note = word<WordInput['note']>({
  on: 'any',
  can: (run) => (run.piece || run.f.matter.owner_person === run.right ? null : refuse('kernel.not-yours', {}, 403)),
  act(run, input) {
    keepNote(run, 'note', input.text)
    return null
  },
})

/**
 * 异议: the person named in a 代录 says it was not so; or an earlier signer says that a change called trivial is not: the draft then counts as
 * substantive and everybody who had agreed signs again.
 * @returns Refusal `kernel.no-such-event`
 */
export const object = word<WordInput['object']>({
  on: 'none',
  act(run, input) {
    const event = run.f.events.find((e) => e.id === input.event)
    if (!event) return refuse('kernel.no-such-event', {}, 404)
    const trivial = (event.said as { draft?: number; change?: string } | null)?.change === 'trivial'
    const no = trivial ? notTrivial(run, event.said as { draft: number }, event.actor) : event.actor === run.actor ? null : refuse('kernel.no-such-event', {}, 404)
    if (no) return no
    keepNote(run, 'objection', input.text)
    run.w.say({ event: input.event })
    const lead = leadOf(run.f)
    if (lead) for (const person of hearers(run, lead)) if (person !== run.actor) run.w.notify('objection', person, run.f.matter.id, run.desk, { event: input.event })
    return null
  },
})
/** The same text again, now as a substantive draft. Only who agreed to what went before may say so, and only while it is the current one. */
function notTrivial(run: Run, said: { readonly draft: number }, maker: Run['actor']): Refusal | null {
  const { f, w } = run
  const draft = f.drafts.find((d) => d.no === said.draft)
  const signed = f.assignments.some((a) => a.kind === 'say' && a.ending === 'agreed' && a.on_draft !== null && a.on_draft < said.draft && (a.person ?? a.acted_by) === run.right)
  const own = draft ? authors(f, w.world.office, draft).includes(run.right) : maker === run.right
  if (!draft || !signed || own || draftNo(f) !== draft.no || !isOpenPhase(f.matter.phase)) return refuse('kernel.no-such-event', {}, 404)
  w.add('draft', { ...draft, no: draft.no + 1, at: run.at, change: 'substantive', reason: null })
  return signAgain(run, draft.no + 1)
}
