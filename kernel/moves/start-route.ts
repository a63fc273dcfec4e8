/** 按办理路线 start route: opens the steps of a published, versioned template, one after another; the last names the move to fire. Rule: architecture §2 «A route template's last step», anchors F1, F14 */

import type { Holder } from '../contract.ts'
import { covers, wait, wake } from '../decide/end.ts'
import type { RouteStep, RouteVersion } from '../decide/facts.ts'
import { give } from '../decide/give.ts'
import { draftNo, piecesOf, type Run, stageOf, unended, word } from '../decide/run.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { isOf, routeAt, routesAt } from '../route/route-at.ts'
import { routeHolders, target } from '../route/who.ts'
import type { WordInput } from './inputs.ts'

type Chosen = Readonly<Record<string, Holder>>

/** People who agreed earlier in this run of the route, to what is still current: they are not asked twice (F1 «skip same handler»). */
function agreed(run: Run, route: RouteVersion, step: number): Set<string> {
  const done = new Set<string>()
  for (const a of run.f.assignments) {
    const stage = stageOf(run.f, a)
    if (stage.route_key === route.key && stage.step !== null && stage.step < step && a.ending === 'agreed' && covers(run, stage, a)) done.add(a.person ?? a.acted_by ?? '')
  }
  return done
}
/** Every place to be chosen, of this and all later steps. */
const places = (route: RouteVersion): string[] => route.steps.flatMap((s) => s.who.flatMap((who) => ('chosen' in who ? [who.chosen] : [])))

/** Opens the first step from `no` on that still needs somebody. */
function open(run: Run, route: RouteVersion, no: number, chosen: Chosen): Refusal | null {
  for (let n = no; n < route.steps.length; n++) {
    const step = route.steps[n] as RouteStep
    const holders = routeHolders(run.w.world.office, run.f, step.who, chosen, run.at)
    if (isRefusal(holders)) return holders
    const done = step.kind === 'say' && !step.move ? agreed(run, route, n) : new Set<string>()
    const to: Holder[] = []
    for (const holder of holders) {
      const who = target(run.w.world.office, holder, run.at, true)
      if (isRefusal(who)) return who
      if (!done.has(who.person ?? '')) to.push(holder)
    }
    if (to.length === 0) continue
    return openStep(run, route, n, step, to, chosen)
  }
  if (run.piece) wake(run, run.piece.id)
  return null
}
function openStep(run: Run, route: RouteVersion, n: number, step: RouteStep, to: readonly Holder[], chosen: Chosen): Refusal | null {
  const last = n === route.steps.length - 1
  const drafted = step.kind === 'say' ? draftNo(run.f) : null
  const stage = give(run, {
    kind: step.kind,
    role: step.role,
    to: to.map((holder) => ({ holder })),
    ask: null,
    pace: step.pace,
    need: step.need === null ? null : Math.min(step.need, to.length),
    covers: drafted === null ? 'any' : 'current',
    onDraft: drafted,
    next: step.move ? { move: step.move } : last ? null : { step: n + 1, chosen },
    wakes: run.piece && unended(run.piece) ? run.piece.id : null,
    route: { key: route.key, version: route.version, step: n },
  })
  if (isRefusal(stage)) return stage
  const mine = run.f.assignments.find((a) => a.id === stage.wakes)
  if (mine?.state === 'open') wait(run, mine)
  run.w.say({ route: route.key, version: route.version, step: n, to: piecesOf(run.f, stage.id).map((a) => a.person ?? a.post ?? a.unit) })
  return null
}

/**
 * 按路线办理: the starter's piece waits until the route has ended, well or badly, and then comes straight back. A running matter keeps the version it began with.
 * People for later steps are chosen at the start and kept on record (F14).
 * @returns Refusal `kernel.no-route` (none is published), `kernel.unknown-route`, `kernel.route-running`, `kernel.not-chosen` (which place), `kernel.accept-first`, `kernel.no-head`, `kernel.no-charge`, and those of `give`
 */
export const startRoute = word<WordInput['startRoute'] & { readonly step?: number }>({
  on: 'held',
  can: ({ w, desk, at, piece, consequence }) => {
    if (consequence) return null
    if (routesAt(w.world.routes, desk.key, at).length === 0) return refuse('kernel.no-route', {}, 404)
    if (!piece || piece.kind === 'read') return refuse('kernel.not-yours', {}, 403)
    return piece.kind === 'do' && piece.lead && piece.accepted_at === null ? refuse('kernel.accept-first', {}, 409) : null
  },
  act(run, input) {
    const route = routeAt(run.w.world.routes, input.route, run.at)
    const no = run.consequence ? (input.step ?? 0) : 0
    // by hand the version in force, of this desk
    const foreign = !run.consequence && (input.route.includes('@') || !isOf(run.desk.key, input.route))
    if (foreign || !route?.steps[no]) return refuse('kernel.unknown-route', { route: input.route }, 404)
    if (no === 0 && run.f.stages.some((s) => s.ended_at === null && s.route_key === route.key)) return refuse('kernel.route-running', { route: route.key }, 409)
    const missing = no === 0 ? places(route).find((place) => !input.chosen[place]) : undefined
    if (missing) return refuse('kernel.not-chosen', { place: missing })
    const stopped = open(run, route, no, input.chosen)
    if (!stopped || !run.consequence) return stopped
    // a later step cannot be opened (its post is vacant, its holder wrote the draft): the signature before it stands, the starter hears of it
    const to = run.piece?.person ?? run.f.matter.owner_person
    run.w.say({ stopped: stopped.code, step: no })
    run.w.notify('not-agreed', to, run.f.matter.id, run.desk, { route: route.key, step: no })
    if (run.piece) wake(run, run.piece.id)
    return null
  },
})
