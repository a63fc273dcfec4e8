/** Who of many people may see each of some matters: `visible()` asked once for everybody, for the live line. The same rule, held together by a test. */
import type { MatterId, PersonId, UnitId } from '../ids.ts'
import { run, type Tx } from '../write/tx.ts'
import type { Sight } from './sight.ts'

export interface Audience {
  readonly id: MatterId
  readonly desk: string
  readonly phase: string
  readonly readers: 'units' | 'own' | 'named'
  readonly people: readonly PersonId[]
  readonly units: readonly UnitId[]
  readonly recused: readonly PersonId[]
  readonly recused_units: readonly UnitId[]
}
export function loadAudiences(tx: Tx, ids: readonly MatterId[]): Promise<Audience[]> {
  const seen = (column: string) => `array(select distinct a.${column} from assignment a where a.matter_id = m.id and a.sees and a.${column} is not null)`
  const not = (column: string) => `array(select x.${column} from recusal x where x.matter_id = m.id and x.${column} is not null)`
  return run(
    tx,
    `select m.id, m.desk, m.phase, m.readers, ${seen('person')} as people, ${seen('unit')} as units, ${not('person')} as recused, ${not('unit')} as recused_units
     from matter m where m.id = any ($1::uuid[])`,
    [ids],
  )
}

/** Rule: architecture §2 «Who may see»; invariants 11, 14 */
export function isAudience(sight: Sight, matter: Audience): boolean {
  if (matter.recused.includes(sight.person) || matter.recused_units.some((unit) => sight.home.includes(unit))) return false
  const eyes = sight.eyes.filter((eye) => eye.desk === '*' || eye.desk === matter.desk)
  if (matter.readers === 'named') return eyes.some((eye) => eye.named && matter.people.includes(eye.person))
  if (matter.readers === 'units' && (sight.seeAll.includes(matter.desk) || (matter.phase === 'closed' && sight.seeClosed.includes(matter.desk)))) return true
  return eyes.some((eye) => matter.people.includes(eye.person) || matter.units.some((unit) => eye.units.includes(unit)))
}
