/** Which version of a route is started then. One that runs names its own (`key@version`) and keeps it. Pure. Rule: HB-44, architecture §2 «Routes» */
import type { RouteVersion } from '../decide/facts.ts'
import { latestBegun } from '../rules/in-force.ts'
import type { Instant } from '../time.ts'

/** A route of this desk, by its key `desk.name`. */
export const isOf = (desk: string, key: string): boolean => !key.includes('.') || key.startsWith(`${desk}.`)
/** Every route of a desk that may be started then. */
export const routesAt = (routes: ReadonlyMap<string, RouteVersion>, desk: string, at: Instant): RouteVersion[] =>
  [...routes.keys()].filter((key) => !key.includes('@') && isOf(desk, key)).flatMap((key) => routeAt(routes, key, at) ?? [])

/** @param routes by key the newest version, by `key@version` every one */
export function routeAt(routes: ReadonlyMap<string, RouteVersion>, named: string, at: Instant): RouteVersion | null {
  const found = routes.get(named)
  if (!found || named.includes('@')) return found ?? null
  const versions = Array.from({ length: found.version }, (_, n) => routes.get(`${named}@${n + 1}`)).filter((one) => one !== undefined)
  return latestBegun(versions, at)
}
