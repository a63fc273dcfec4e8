/** Loads the library and one topic file of the demo city, through the acts everybody uses: entered by one, approved by another. */

import { sql } from 'kysely'
import { openDossier } from '../kernel/dossiers/shape.ts'
import type { PersonId, PostId, UnitId } from '../kernel/ids.ts'
import { putField } from '../kernel/people/organisation-shape.ts'
import { sightOf, visible } from '../kernel/people/sight.ts'
import { decideLink, decidePolicy, linkPolicies, savePolicy } from '../kernel/policies/shape.ts'
import { addDays, officeDate } from '../kernel/time.ts'
import { run, type Tx } from '../kernel/write/tx.ts'
import { type Handled, openCtx } from '../platform/ctx/handle.ts'
import type { House } from '../platform/ctx/house.ts'
import { dossierRoutes } from '../platform/dossiers/routes.ts'
import { peopleRoutes } from '../platform/people/routes.ts'
import { policyRoutes } from '../platform/policies/routes.ts'
import { demoFields, demoLinks, demoPolicies } from './demo-policies-data.ts'

const all = new Map<string, Handled>([...policyRoutes.acts, ...dossierRoutes.acts, ...peopleRoutes.acts].map((act) => [act.contract.key, act]))
/** The topic of the file, by a word of its matters' titles. */
const TOPIC = '电梯'

export async function loadDemoPolicies(house: House, tx: Tx, admin: PersonId): Promise<number> {
  const first = await openCtx(house, tx, { person: admin })
  const named = (name: string): PersonId => {
    const found = [...first.office.persons.values()].find((person) => person.name === name)
    if (!found) throw new Error(`${name} is not in the demo office`)
    return found.id
  }
  const unit = (code: string): UnitId => [...first.office.units.values()].find((one) => one.code === code)?.id as UnitId
  const post = ([code, key]: readonly [string, string]): PostId => [...first.office.posts.values()].find((one) => one.unit === unit(code) && one.key === key)?.id as PostId
  const does = async (person: PersonId, contract: { readonly key: string; readonly input: { parse(value: unknown): unknown } }, input: object): Promise<string> => {
    const ctx = await openCtx(house, tx, { person })
    const handled = all.get(contract.key)
    if (!handled) throw new Error(`no act ${contract.key}`)
    return ((await handled.run(ctx, contract.input.parse(input))) as { id?: string }).id ?? ''
  }
  for (const [sort, [key, name]] of demoFields.entries()) await does(admin, putField, { key, name, sort })
  const [keeper, approver, housing] = [named('季红梅'), named('张怀远'), named('许文涛')]
  const ids = new Map<string, string>()
  const today = officeDate(first.now)
  for (const one of demoPolicies) {
    const drafter = one.unit === 'ZJJ' ? housing : keeper
    const id = await does(drafter, savePolicy, {
      id: null,
      title: one.title,
      number: one.number,
      issuer: one.issuer,
      field: one.field,
      unit: one.unit ? unit(one.unit) : null,
      ownerPost: post(one.owner),
      issuedOn: one.issued,
      fromOn: one.from,
      untilOn: one.until ?? null,
      textAsOf: null,
      aliases: one.aliases ?? [],
      otherNumbers: one.otherNumbers ?? [],
      otherDays: one.otherDays ?? [],
      body: one.body ?? null,
      rules: one.rules ?? [],
      reviewOn: addDays(today, one.review ?? 365),
      readers: 'all',
      master: one.master ? ids.get(one.master) : null,
    })
    ids.set(one.key, id)
    if (one.unit) await does(approver, decidePolicy, { id, approve: true })
  }
  for (const [from, kind, to, on = null, clauses = null] of demoLinks) {
    const id = await does(keeper, linkPolicies, { from: ids.get(from), to: ids.get(to), kind, on, clauses })
    if (on !== null) await does(approver, decideLink, { id, approve: true })
  }
  const head = named('高敏')
  const seen = visible(sightOf(first.office, head, first.now), 'm', 'each')
  const { rows: matters } = await sql<{ id: string }>`select m.id from matter m where m.title like ${`%${TOPIC}%`} and ${seen} order by m.id limit 12`.execute(tx)
  await does(head, openDossier, { title: '老旧小区加装电梯', field: 'housing', note: '资金、业主意见分歧和施工扰民，逐月汇总。', matters: matters.map((one) => one.id) })
  // it is all settled: nobody begins his first day with notices of what he approved long ago
  await run(tx, `delete from outbox o where o.kind like 'policy-%' and o.sent_at is null`, [])
  return ids.size
}
