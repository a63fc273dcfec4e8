/** 单位主页: what the office wants of one unit, for its liaison; every figure is the ledger's own count of the list it opens. Rule: BZ-46 */

import { sql } from 'kysely'
import type { z } from 'zod'
import { charge, homeUnits, postsHeld } from '../decide/office.ts'
import type { PersonId, UnitId } from '../ids.ts'
import { sightOf, visible } from '../people/sight.ts'
import { RefusalError, refuse } from '../refusal.ts'
import { officeDate } from '../time.ts'
import { countLedger, type LedgerFilter, readLedgerPage } from './ledger.ts'
import { readContacts } from './organisation.ts'
import { ledgerFile } from './shape.ts'
import { ofUnitHome, type UnitKey, type unitHome, unitKeys } from './unit-shape.ts'
import type { Reader } from './work.ts'

type Home = z.input<(typeof unitHome)['output']>
const LISTED = 30
const phones = ['office', 'duty', 'liaison'] as const

/** Whoever gave this unit something that is still open, by the unit he gave it from. */
async function counterparts(reader: Reader, unit: UnitId): Promise<Home['counterparts']> {
  const { office, now } = reader
  const sight = sightOf(office, reader.who.person, now)
  const { rows } = await sql<{ by: PersonId; n: number }>`select a.given_by as by, count(*) as n from assignment a join matter m on m.id = a.matter_id
    where a.unit = ${unit} and a.state = 'open' and ${visible(sight, 'm', 'each')} group by a.given_by order by count(*) desc limit 20`.execute(reader.tx)
  const { rows: contacts } = await readContacts(reader.tx, office, now)
  const byUnit = new Map<string, Home['counterparts'][number]['people']>()
  for (const { by } of rows) {
    const [post] = postsHeld(office, by, now)
    if (post && post.unit !== unit) byUnit.set(post.unit, [...(byUnit.get(post.unit) ?? []), { id: by, name: office.persons.get(by)?.name ?? '', post: post.title }])
  }
  return [...byUnit].slice(0, 6).map(([id, people]) => ({
    unit: { id, name: office.units.get(id as UnitId)?.name ?? '' },
    people,
    phones: phones.flatMap((kind) => {
      const value = contacts.find((one) => one.unit.id === id)?.contacts[kind]
      return value ? [{ kind, value }] : []
    }),
  }))
}

/** @throws RefusalError `kernel.not-found` for a unit one does not belong to */
export async function readUnitHome(reader: Reader, asked: UnitId | undefined): Promise<Home> {
  const { office, now } = reader
  const own = homeUnits(office, reader.who.person, now)
  if (asked && !own.includes(asked)) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const unit = asked ?? own[0] ?? null
  const named = (id: UnitId) => ({ id: id as string, name: office.units.get(id)?.name ?? '' })
  const month = `${officeDate(now).slice(0, 7)}-01`
  const none = Object.fromEntries(unitKeys.map((key) => [key, 0])) as Record<UnitKey, number>
  if (!unit) return { unit: null, units: [], month, counts: none, toSign: [], open: [], counterparts: [], charge: null }
  const filter = (key: UnitKey, sort?: 'due'): LedgerFilter => ledgerFile.parse({ ...ofUnitHome(key, unit, month), ...(sort ? { sort } : {}) })
  const counts = { ...none }
  for (const key of unitKeys) counts[key] = (await countLedger(reader, filter(key))).n
  const leader = charge(office, unit, now)
  return {
    unit: named(unit),
    units: own.map(named),
    month,
    counts,
    toSign: (await readLedgerPage(reader, filter('toSign', 'due'), undefined, LISTED)).rows,
    open: (await readLedgerPage(reader, filter('open', 'due'), undefined, LISTED)).rows,
    counterparts: await counterparts(reader, unit),
    charge: leader && { id: leader, name: office.persons.get(leader)?.name ?? '' },
  }
}
