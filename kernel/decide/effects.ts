/** The closed list of eight: what a desk's own move may do beside its word. Rule: architecture §2 «Lifecycles, and a desk's own moves» */
import type { Holder } from '../contract.ts'
import type { MatterId } from '../ids.ts'
import type { EffectSpec, GiveTo } from '../lifecycle/define.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { holderNow, postByKey } from '../route/who.ts'
import { officeYear } from '../time.ts'
import { owe, type Sending, send } from './answer.ts'
import { dueGiven, govern, start, stop } from './clocks.ts'
import { end, joinStage } from './end.ts'
import { give } from './give.ts'
import { holdersOf } from './office.ts'
import { isRecused } from './rights.ts'
import { draftNo, type Input, leadOf, owed, piecesOf, type Run, unended } from './run.ts'

/** In a `named` matter a post is one person: if possible not the one who acts, so that whoever answered is not the one who calls back. */
function named(run: Run, holder: Holder): Holder {
  if (run.f.matter.readers !== 'named' || !holder.post) return holder
  const { office } = run.w.world
  const people = holdersOf(office, holder.post, run.at).filter((p) => !isRecused(run.f, office, p, run.at))
  const person = people.find((p) => p !== run.actor && p !== run.right) ?? people[0]
  const unit = office.posts.get(holder.post)?.unit
  return person && unit ? { unit, person } : holder
}
function whom(run: Run, to: GiveTo, input: Input): Holder | Refusal {
  if ('postKey' in to) {
    const post = postByKey(run.w.world.office, to.postKey, run.at)
    return post ? named(run, post) : refuse('kernel.no-receiver', { unit: to.postKey, post: to.postKey })
  }
  if ('input' in to) return (input[to.input] as Holder | undefined) ?? refuse('kernel.nobody')
  if (to.role === 'owner') return { unit: run.f.matter.owner_unit, person: run.f.matter.owner_person }
  if (to.role === 'lead') {
    const lead = leadOf(run.f)
    return lead?.person ? { unit: lead.unit, person: lead.person } : refuse('kernel.nobody')
  }
  const first = run.f.assignments.findLast((a) => a.role === 'registrar')
  return first ? holderNow(run.w.world.office, first, run.at) : refuse('kernel.nobody')
}

function one(run: Run, spec: EffectSpec, input: Input): Refusal | null {
  const { w, f } = run
  switch (spec.effect) {
    case 'give': {
      const holder = whom(run, spec.to, input)
      if (isRefusal(holder)) return holder
      const drafted = spec.kind === 'say' ? draftNo(f) : null
      const stage = give(run, {
        ...(drafted === null ? {} : { covers: 'current' as const, onDraft: drafted }),
        kind: spec.kind,
        role: spec.role,
        to: [{ holder }],
        ask: null,
        ...(spec.blocks === undefined ? {} : { blocks: spec.blocks }),
        next: spec.next ? { move: spec.next } : null,
      })
      if (isRefusal(stage)) return stage
      const def = spec.clock ? run.desk.clocks[spec.clock] : undefined
      if (spec.clock && def?.governs === 'assignments') {
        const due = dueGiven(run, def, input)
        if (isRefusal(due)) return due
        const timer = start(run, spec.clock, due)
        for (const a of piecesOf(f, stage.id)) govern(run, a, timer)
      }
      return null
    }
    case 'end':
      for (const a of f.assignments)
        if (a.role === spec.role && unended(a)) {
          end(run, a, spec.ending)
          joinStage(run, a.stage_id)
        }
      return null
    case 'clock': {
      const running = f.clocks.find((c) => c.key === spec.key && c.stopped_at === null)
      if (!spec.start) {
        if (running) stop(run, running, run.name)
        return null
      }
      const def = run.desk.clocks[spec.key]
      if (def?.when?.(f.detail) === false) return null
      const due = dueGiven(run, def, input)
      if (isRefusal(due)) return due
      if (!running) start(run, spec.key, due)
      return null
    }
    case 'owe':
      for (const a of f.answers.filter((x) => x.round === f.matter.round && x.kind === 'final'))
        if (!f.answers.some((x) => x.round === a.round && x.kind === spec.kind && x.sent_at === null && x.to_contact === a.to_contact && x.to_assignment === a.to_assignment))
          owe(run, { kind: spec.kind, to_contact: a.to_contact, to_assignment: a.to_assignment })
      return null
    case 'send': {
      const body = input[spec.body]
      const via = (input[spec.via] ?? spec.via) as Sending['via']
      for (const a of owed(f)) send(run, a, { body: typeof body === 'string' ? body : null, via })
      return null
    }
    case 'draft':
      if (typeof input.digest !== 'string') return refuse('kernel.no-draft')
      w.add('draft', { matter_id: f.matter.id, no: (draftNo(f) ?? 0) + 1, digest: input.digest, made_by: run.actor, at: run.at, change: spec.change, reason: null })
      return null
    case 'link': {
      const to = input[spec.to]
      const stands = f.links.some((l) => l.from_matter === f.matter.id && l.to_matter === to && l.kind === spec.kind && l.ended_at === null)
      if (typeof to === 'string' && !stands) w.add('link', { from_matter: f.matter.id, to_matter: to as MatterId, kind: spec.kind, at: run.at, ended_at: null })
      return null
    }
    case 'number':
      w.numbers.push({ matter: f.matter.id, series: `${run.desk.key}.${spec.series}`, pattern: spec.series, year: officeYear(run.at) })
      return null
  }
}

/** Runs a move's effects in their order. @returns the first refusal: `kernel.no-receiver`, `kernel.nobody`, `kernel.recused`, `kernel.own-work`, `kernel.no-draft` */
export function effectsOf(run: Run, input: Input): Refusal | null {
  for (const spec of run.def?.effects ?? []) {
    const no = one(run, spec, input)
    if (no) return no
  }
  return null
}
