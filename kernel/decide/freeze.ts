/**
 * 办结留存: a round as it read on the day it ended, with the names and titles of that day. It holds no personal text: rows are named,
 * and their texts are joined when it is shown, so an erased text is erased here too (invariant 18). Rule: architecture §2 «销号 … readable snapshot frozen»
 */
import type { Frozen, MatterFacts, Names } from './facts.ts'
import { type Office, postIn } from './office.ts'
import { personalTexts, type TableName } from './rows.ts'

/** A row without its personal texts and their salts. */
function bare(table: TableName, row: object): Record<string, unknown> {
  const texts = personalTexts[table] ?? []
  return Object.fromEntries(Object.entries(row).filter(([column]) => !texts.includes(column.replace(/_salt$/, ''))))
}

function namesOf(f: MatterFacts, office: Office): Names {
  const names = { units: {} as Record<string, string>, persons: {} as Record<string, string>, posts: {} as Record<string, string>, titles: {} as Record<string, string> }
  const unit = (id: MatterFacts['matter']['owner_unit']) => {
    names.units[id] = office.units.get(id)?.name ?? ''
  }
  const person = (id: MatterFacts['matter']['owner_person'] | null) => {
    if (id) names.persons[id] = office.persons.get(id)?.name ?? ''
  }
  unit(f.matter.owner_unit)
  person(f.matter.owner_person)
  for (const r of f.rounds) person(r.closed_by)
  for (const r of f.reports) for (const id of [r.by, r.returned_by]) person(id)
  for (const a of f.answers) person(a.by)
  for (const d of f.drafts) person(d.made_by)
  for (const a of f.assignments) {
    unit(a.unit)
    for (const id of [a.person, a.given_by, a.acted_by]) person(id)
    const post = a.post ? office.posts.get(a.post) : undefined
    if (a.post && post) names.posts[a.post] = post.title
    const hand = a.acted_by ?? a.person
    const title = hand ? postIn(office, hand, a.unit, a.ended_at ?? a.accepted_at ?? a.given_at)?.title : undefined
    if (title) names.titles[a.id] = title
  }
  return names
}

/** Rows in an order of their own, whether they were read from tables or just decided: what is kept of a day reads the same whichever way it came. */
const inOrder = <T extends { readonly id: string; readonly no?: number }>(rows: readonly T[]): T[] => [...rows].sort((a, b) => (a.no ?? 0) - (b.no ?? 0) || (a.id < b.id ? -1 : 1))

/** @param left the matter as the act leaves it, closed or void */
export function freeze(left: MatterFacts, office: Office, at: Frozen['at']): Frozen {
  const f: MatterFacts = {
    ...left,
    stages: inOrder(left.stages),
    assignments: inOrder(left.assignments),
    clocks: inOrder(left.clocks),
    pauses: inOrder(left.pauses),
    answers: inOrder(left.answers),
  }
  const rows = <T extends TableName>(table: T, list: readonly object[]) => list.map((row) => bare(table, row))
  return {
    matter: f.matter.id,
    round: f.matter.round,
    at,
    body: {
      names: namesOf(f, office),
      matter: bare('matter', f.matter),
      rounds: f.rounds,
      reports: rows('report', f.reports),
      stages: f.stages,
      assignments: rows('assignment', f.assignments),
      clocks: f.clocks,
      pauses: rows('pause', f.pauses),
      answers: rows('answer', f.answers),
    },
  }
}
