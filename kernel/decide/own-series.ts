/** 本单位自收: a department or county registers what reaches it from elsewhere in a series of its own, 住建局收〔2026〕1号. Rule: issue D «the same desk for every unit» */
import type { UnitId } from '../ids.ts'
import type { Office, Unit } from './office.ts'

/** The department, county or office a section belongs to. */
export function wholeOf(office: Office, unit: UnitId): Unit | null {
  let at = office.units.get(unit) ?? null
  while (at && at.kind === 'division' && at.parent) at = office.units.get(at.parent) ?? null
  return at
}
/** Does this unit belong to a department or county, and not to the office or its leaders? */
export const isOutside = (office: Office, unit: UnitId): boolean => ['department', 'county'].includes(wholeOf(office, unit)?.kind ?? '')
/** Was this number taken in a unit's own book? A short name stands before the desk's. What was registered under an older number has another. */
export const isOwnNumber = (desk: { readonly series: string }, number: string | null): boolean => (number?.indexOf(desk.series.split('{')[0] ?? '') ?? 0) > 0
/** One book for each unit by its short name, whatever comes in by it. */
export function ownSeries(desk: { readonly key: string; readonly series: string }, office: Office, unit: UnitId): { readonly series: string; readonly pattern: string } {
  const short = wholeOf(office, unit)?.short ?? ''
  return { series: `${desk.key}.${short}`, pattern: `${short}${desk.series}` }
}
