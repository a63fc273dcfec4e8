/** 按办理路线 start route: opens a step of a published, versioned template; the last step names the move to fire. Rule: architecture §2 «A route template's last step» */

import { give } from '../decide/give.ts'
import { draftNo, leadOf, word } from '../decide/run.ts'
import { isRefusal, refuse } from '../refusal.ts'
import { routeHolders } from '../route/who.ts'
import type { WordInput } from './inputs.ts'

export const startRoute = word<WordInput['startRoute'] & { readonly step?: number }>({
  on: 'any',
  can: (run) => (run.consequence || run.piece ? null : refuse('kernel.not-yours', {}, 403)),
  act(run, input) {
    const route = run.w.world.routes.get(input.route)
    const no = input.step ?? 0
    const step = route?.steps[no]
    if (!route || !step) return refuse('kernel.unknown-route', { route: input.route }, 404)
    if (no === 0 && run.f.stages.some((s) => s.ended_at === null && s.route_key === input.route)) return refuse('kernel.route-running', { route: input.route }, 409)
    const holders = routeHolders(run.w.world.office, run.f, step.who, input.chosen ?? {}, run.at)
    if (isRefusal(holders)) return holders
    const last = no === route.steps.length - 1
    const next = step.move ? { move: step.move } : last ? null : { step: no + 1 }
    const drafted = draftNo(run.f)
    const stage = give(run, {
      kind: step.kind,
      role: step.role,
      to: holders.map((holder) => ({ holder })),
      ask: null,
      pace: step.pace,
      need: step.need,
      covers: step.kind === 'say' && drafted !== null ? 'current' : 'any',
      onDraft: drafted,
      next,
      wakes: last && !next ? (leadOf(run.f)?.id ?? null) : null,
      route: { key: route.key, version: route.version, step: no },
    })
    return isRefusal(stage) ? stage : null
  },
})
