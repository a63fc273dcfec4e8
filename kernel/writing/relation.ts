/** Where an organ named in a paper stands, seen from a municipal office: a proposal for whoever writes, who may put it right. */
import type { Named } from './writing.ts'

/** What the office knows of its own tree: units below it or inside it, by name. */
export interface Known {
  readonly name: string
  readonly kind: Named['kind']
  readonly below: boolean
}
const centre = /^(?:国务院|中共中央|中央|国家|全国)/u
const province = /^[\p{Script=Han}]{0,3}省/u
const persons = /(?:书记|市长|省长|主任|秘书长|同志|局长|厅长)$/u
const govern = /人民政府$|政府$/u
const party = /^(?:中共|.{0,4}省委|.{0,4}市委)|委员会$|(?:省|市|县|区)委/u

const kindOf = (name: string): Named['kind'] => {
  if (persons.test(name)) return 'person'
  if (govern.test(name)) return 'government'
  if (/办公厅$|办公室$/u.test(name)) return 'office'
  if (/[处科]$/u.test(name)) return 'division'
  if (/[厅局]$|委$|部$/u.test(name) && !party.test(name)) return 'department'
  return party.test(name) ? 'party' : 'other'
}
/** @param known of the office's own register; a name in it is taken from there */
export function relationOf(name: string, known: readonly Known[]): Named {
  const bare = name.trim()
  const own = known.find((one) => one.name === bare)
  if (own) return { name: bare, kind: own.kind, way: own.below ? 'down' : 'level', steps: own.below ? 1 : 0 }
  const kind = kindOf(bare)
  if (centre.test(bare)) return { name: bare, kind, way: 'up', steps: 2 }
  if (province.test(bare)) return { name: bare, kind, way: 'up', steps: 1 }
  if (/^各(?:县|区|市|乡|镇|街道)/u.test(bare)) return { name: bare, kind: 'government', way: 'down', steps: 1 }
  if (/^市(?:政府|人民政府)?各|直属机构|^各(?:有关)?单位/u.test(bare)) return { name: bare, kind: 'department', way: 'down', steps: 1 }
  return { name: bare, kind, way: kind === 'person' ? 'up' : 'level', steps: kind === 'person' ? 1 : 0 }
}
const height = ({ way, steps }: Named): number => (way === 'up' ? steps : way === 'down' ? -steps : 0)
/** The same organ, seen from whoever issues: a department's peers are below the government, not below it. */
export function seenFrom(issuer: Named, one: Named): Named {
  if (one.kind === 'person') return one
  const steps = height(one) - height(issuer)
  return { ...one, way: steps > 0 ? 'up' : steps < 0 ? 'down' : 'level', steps: Math.abs(steps) }
}
