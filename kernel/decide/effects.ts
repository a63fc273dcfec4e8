/** The closed list of eight: what a desk's own move may do beside its word. Rule: architecture §2 «Lifecycles, and a desk's own moves» */
import type { Holder } from '../contract.ts'
import type { AnswerId, MatterId } from '../ids.ts'
import type { EffectSpec, GiveTo } from '../lifecycle/define.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { postByKey } from '../route/who.ts'
import { startClocks, stop } from './clocks.ts'
import { end, joinStage } from './end.ts'
import { give } from './give.ts'
import { draftNo, type Input, leadOf, type Run, unended } from './run.ts'

function whom(run: Run, to: GiveTo, input: Input): Holder | Refusal {
  if ('postKey' in to) return postByKey(run.w.world.office, to.postKey, run.at) ?? refuse('kernel.no-receiver', { unit: to.postKey, post: to.postKey })
  if ('input' in to) return (input[to.input] as Holder | undefined) ?? refuse('kernel.nobody')
  if (to.role === 'owner') return { unit: run.f.matter.owner_unit, person: run.f.matter.owner_person }
  if (to.role === 'lead') {
    const lead = leadOf(run.f)
    return lead?.person ? { unit: lead.unit, person: lead.person } : refuse('kernel.nobody')
  }
  const first = run.f.assignments.find((a) => a.role === 'registrar')
  return first?.person ? { unit: first.unit, person: first.person } : refuse('kernel.nobody')
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
      return isRefusal(stage) ? stage : null
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
      } else if (!running) startClocks({ ...run, name: run.desk.clocks[spec.key]?.anchor ?? run.name, word: null }, [], null)
      return null
    }
    case 'owe':
      for (const a of f.answers.filter((x) => x.round === f.matter.round && x.kind === 'final'))
        w.add('answer', {
          ...a,
          id: w.ground.ids.next<AnswerId>(),
          no: f.answers.length + 1,
          kind: spec.kind,
          body: null,
          body_salt: null,
          by: null,
          sent_at: null,
          via: null,
          ground: null,
          settled_at: null,
          responded: null,
          solved: null,
          satisfied: null,
          rated_at: null,
        })
      return null
    case 'send': {
      const body = input[spec.body]
      for (const a of f.answers)
        if (a.round === f.matter.round && a.sent_at === null)
          w.change('answer', a, {
            body: typeof body === 'string' ? body : null,
            body_salt: typeof body === 'string' ? w.ground.ids.salt() : null,
            by: run.actor,
            sent_at: run.at,
            via: 'in_app',
            settled_at: run.at,
          })
      return null
    }
    case 'draft':
      if (typeof input.digest !== 'string') return refuse('kernel.no-draft')
      w.add('draft', { matter_id: f.matter.id, no: (draftNo(f) ?? 0) + 1, digest: input.digest, made_by: run.actor, at: run.at, change: spec.change, reason: null })
      return null
    case 'link': {
      const to = input[spec.to]
      if (typeof to === 'string') w.add('link', { from_matter: f.matter.id, to_matter: to as MatterId, kind: spec.kind, at: run.at, ended_at: null })
      return null
    }
    case 'number':
      w.numbers.push({ matter: f.matter.id, series: `${run.desk.key}.${spec.series}`, pattern: spec.series, year: Number(run.at.slice(0, 4)) })
      return null
  }
}

export function effectsOf(run: Run, input: Input): Refusal | null {
  for (const spec of run.def?.effects ?? []) {
    const no = one(run, spec, input)
    if (no) return no
  }
  return null
}
