/** Where a matter stands on the route it last went by. Pure. Rule: HB-44, F1 (whoever agreed already is passed over) */
import type { MatterFacts, World } from '../decide/facts.ts'
import { versionNo } from '../rules/in-force.ts'
import type { MatterView } from '../view.ts'

type RouteView = NonNullable<MatterView['route']>
type Stages = MatterFacts['stages']

/** The stages of its latest run: those since the first step was opened last. */
function latestRun(stages: Stages): Stages {
  const ofRoutes = [...stages].filter((s) => s.route_key !== null).sort((a, b) => a.no - b.no)
  const last = ofRoutes.at(-1)
  if (!last) return []
  const same = ofRoutes.filter((s) => s.route_key === last.route_key)
  const begun = same.findLastIndex((s, n) => n === 0 || (s.step ?? 0) <= (same[n - 1]?.step ?? 0))
  return same.slice(begun)
}
/** @param last the furthest step that was opened */
function stateOf(stages: Stages, n: number, last: number, ended: boolean): RouteView['steps'][number]['state'] {
  const stage = stages.find((s) => s.step === n)
  if (stage) return stage.ended_at === null ? 'here' : stage.outcome === 'well' ? 'done' : 'stopped'
  return n < last || ended ? 'skipped' : 'next'
}
export function routeNow(world: Pick<World, 'routes' | 'rules'>, f: Pick<MatterFacts, 'stages'>): MatterView['route'] {
  const stages = latestRun(f.stages)
  const [first] = stages
  const version = first?.route_version ?? null
  const route = first?.route_key && version !== null ? world.routes.get(`${first.route_key}@${version}`) : undefined
  if (!route || version === null) return null
  const last = Math.max(...stages.map((s) => s.step ?? 0))
  const running = stages.some((s) => s.ended_at === null)
  const name = (versionNo(world.rules, 'route', route.key, version)?.value as { readonly name?: string } | undefined)?.name ?? null
  return {
    key: route.key,
    name,
    version,
    running,
    steps: route.steps.map((step, n) => ({ role: step.role, kind: step.kind, state: stateOf(stages, n, last, !running) })),
  }
}
