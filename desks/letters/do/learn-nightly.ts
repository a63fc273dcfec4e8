/**
 * What last night's closed letters teach: a category (first level), its entry below, and the unit. A new model is tried on letters it has not seen and is used only
 * when it is no worse than the one in use; every night's counts and digest stay on record. Letters known to named persons alone teach nothing.
 */

import { forNobodysEyes } from '../../../kernel/people/sight.ts'
import { entriesAt } from '../../../kernel/rules/dictionary.ts'
import type { Rules } from '../../../kernel/rules/in-force.ts'
import type { Instant } from '../../../kernel/time.ts'
import { run, type Tx } from '../../../kernel/write/tx.ts'
import { levelOne } from '../categories.ts'
import { letters } from '../desk.ts'
import { aside, type Learned } from '../learn/aside.ts'
import type { Example } from '../learn/model.ts'
import type { Told } from '../learn/pieces.ts'
import { primersOf } from '../learn/primers.ts'
import { zh } from '../words/zh-CN.ts'

export type Taught = 'category' | 'entry' | 'unit'
/** The newest letters are learned from; how rare a word is, from twice as many. */
const NEWEST = 4_000
/** Fewer than this of a class teach nothing about it. */
const LEAST = 3
/** What another split of the same letters makes of it by chance (docs/performance.md): less is not worse. */
const CHANCE = 0.02

interface Closed extends Told {
  readonly category: string | null
  readonly unit: string | null
}
const closedLetters = (tx: Tx) =>
  run<Closed>(
    tx,
    `select m.title, l.body, l.category,
       (select a.unit from assignment a where a.matter_id = m.id and a.role = 'lead' and a.accepted_at is not null order by a.accepted_at desc limit 1) as unit
     from letters_letter l join matter m on m.id = l.matter_id
     where m.desk = 'letters' and m.phase = 'closed' and ${forNobodysEyes} and m.title is not null and l.body is not null order by m.id desc limit $1`,
    [NEWEST],
  )
const toldLetters = (tx: Tx) =>
  run<Told>(
    tx,
    `select m.title, l.body from letters_letter l join matter m on m.id = l.matter_id
     where m.desk = 'letters' and ${forNobodysEyes} and m.title is not null and l.body is not null order by m.id desc limit $1`,
    [2 * NEWEST],
  )
function enough(all: readonly Example[]): Example[] {
  const n = new Map<string, number>()
  for (const { is } of all) n.set(is, (n.get(is) ?? 0) + 1)
  const kept = all.filter(({ is }) => (n.get(is) ?? 0) >= LEAST)
  return new Set(kept.map((e) => e.is)).size > 1 ? kept : []
}

/** A transaction of one's own for each short step: none waits while the thread learns. */
export type InTx = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** @returns what was kept on record: letters, and whether it is used from now on */
export async function learnNightly(inTx: InTx, rules: Rules, now: Instant): Promise<{ what: Taught; letters: number; used: boolean }[]> {
  const closed = await inTx(closedLetters)
  const told = await inTx(toldLetters)
  const words: Readonly<Record<string, string>> = zh.categories
  const primers = primersOf(entriesAt(letters, rules, 'categories', now).map((e) => ({ key: e.key, word: e.zh ?? words[e.key] ?? '' })))
  const named = (is: (letter: Closed) => string | null) => closed.flatMap((l) => ((one) => (one ? [{ title: l.title, body: l.body, is: one }] : []))(is(l)))
  const lessons: readonly (readonly [Taught, Example[], Example[]])[] = [
    ['category', enough(named((l) => l.category && levelOne(l.category))), primers],
    ['entry', enough(named((l) => l.category)), []],
    ['unit', enough(named((l) => l.unit)), []],
  ]
  const done = []
  for (const [what, examples, own] of lessons) {
    if (examples.length === 0) continue
    const learned = await aside({ what: 'lesson', examples, primers: own, told })
    done.push({ what, letters: examples.length, used: await inTx((tx) => keep(tx, what, examples.length, learned, now)) })
  }
  return done
}
async function keep(tx: Tx, what: Taught, n: number, { f1, silentBelow, classes, digest, body }: Learned, now: Instant): Promise<boolean> {
  const [before] = await run<{ f1: number }>(tx, 'select o.f1 from letters_model o where o.what = $1 and o.body is not null order by o.id desc limit 1', [what])
  const used = !before || f1 >= before.f1 - CHANCE
  if (used) await run(tx, 'update letters_model o set body = null where o.what = $1 and o.body is not null', [what])
  await run(tx, 'insert into letters_model (what, at, letters, classes, f1, silent_below, digest, body) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    what,
    now,
    n,
    classes,
    f1,
    silentBelow,
    digest,
    used ? Buffer.from(body) : null,
  ])
  return used
}
