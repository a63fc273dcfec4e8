/**
 * Old letters through `decide` in bulk: registered, reported, answered and closed at their true times. No rating is invented; a
 * letter whose unit nobody named belongs to the letters division. Rule: issue A «import»; architecture §2 «Importing old registers»
 */

import { unitNamed } from '../../kernel/bring/holder-named.ts'
import { numberFaults } from '../../kernel/bring/number-faults.ts'
import { type BulkItem, type BulkMove, bulk, decideItems } from '../../kernel/bulk.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import { holdersOf, homeUnits, peopleWith, postsOfUnit, receiverOf } from '../../kernel/decide/office.ts'
import type { ContactId, FileId, Ids, MatterId, PersonId, UnitId } from '../../kernel/ids.ts'
import { sealContact } from '../../kernel/people/contact.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { type Instant, instant } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import { desk } from './do/move-letter.ts'
import type { OldLetter } from './import-row.ts'
import { kindOf } from './paste.ts'
import type { LetterNow } from './tables.ts'

export interface Importing {
  readonly source: string
  readonly person: PersonId
  /** The letters division: the unit of the person's own post. */
  readonly unit: UnitId
}
/** Who enters old registers: whoever holds the power, by a post of a unit that receives. @returns null where nobody does */
export function importerOf(ctx: Pick<Ctx, 'office' | 'now'>, source: string, username?: string): Importing | null {
  const holding = peopleWith(ctx.office, 'letters.import', ctx.now).filter((id) => username === undefined || ctx.office.persons.get(id)?.username === username)
  // A角 before B角: the head, not whoever stands in for him
  const heads = [...ctx.office.posts.values()].filter((post) => post.key === 'letters-head').flatMap((post) => holdersOf(ctx.office, post.id, ctx.now))
  const people = [...heads.filter((id) => holding.includes(id)), ...holding.filter((id) => !heads.includes(id))]
  for (const person of people) {
    const unit = homeUnits(ctx.office, person, ctx.now).find((u) => postsOfUnit(ctx.office, u, ctx.now).some((p) => p.key === 'letters-division' || p.key === 'letters-head'))
    if (unit) return { source, person, unit }
  }
  return null
}
/** Which of these were imported before: an import may be broken off and begun again. */
export async function importedAlready(ctx: Pick<Ctx, 'tx'>, source: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await run<{ source_id: string }>(ctx.tx, 'select l.source_id from letters_letter l where l.source = $1 and l.source_id = any ($2::text[])', [source, ids])
  return new Set(rows.map((r) => r.source_id))
}
const RESULT = { result: 'replied', text: '导入的旧件，办理情况见答复。', files: [], withoutHelpers: [] } as const
function life(ctx: Ctx, by: Importing, letter: OldLetter, unit: UnitId, handler: PersonId | null, idsAt: (at: Instant) => Ids): BulkItem {
  const [received, replied] = [instant(letter.receivedAt), instant(letter.repliedAt)]
  const ids = idsAt(received)
  const matter = ids.next<MatterId>()
  const contact = sealContact(ctx.box, ids.next<ContactId>(), matter, { name: letter.name, phone: letter.phone, other: letter.author })
  const detail: LetterNow = {
    channel: 'web',
    kind: kindOf(`${letter.title}\n${letter.body}`).kind,
    category: null,
    body: letter.body,
    place: letter.place,
    secret: false,
    reachable: letter.phone !== null,
    visit: false,
    visitedOn: null,
    attempts: 0,
    drafted: false,
    atOnce: false,
    imported: true,
    source: by.source,
    sourceId: letter.id,
    exit: null,
    exitTo: null,
    noted: false,
    supplements: 0,
    title: letter.title,
  }
  const on = { matter, piece: null }
  const move = (name: string, at: Instant, input: object | ((f: MatterFacts) => object), who = by.person): BulkMove => ({
    move: name,
    at,
    who: { person: who },
    input: typeof input === 'function' ? (f: MatterFacts) => ({ ...on, ...input(f) }) : { ...on, ...input },
  })
  const register = {
    title: letter.title,
    origin: 'public',
    readers: 'units',
    urgency: 'normal',
    unit: by.unit,
    askers: [{ contact: contact.id }],
    partOf: null,
    basis: [],
    arisesFrom: null,
    files: [],
  }
  const handled = handler
    ? [
        move('assign', received, { lead: { unit }, helpers: [], ask: '导入的旧件', due: null, bound: false }),
        move('accept', received, {}, handler),
        move('report', replied, (f) => ({ version: f.matter.version, ...RESULT }), handler),
      ]
    : [move('reportImported', replied, RESULT)]
  return {
    matter,
    contacts: [contact],
    ...(letter.kept ? { kept: letter.kept } : {}),
    moves: [
      {
        ...move('register', received, register),
        detail,
        ...(letter.files ? { files: letter.files.map((file) => ({ id: ids.next<FileId>(), ...file, name_salt: ids.salt() })) } : {}),
      },
      ...handled,
      move('replyImported', replied, { answers: null, body: letter.reply, via: 'portal', ground: null, delivered: true }),
      move('close', replied, {}),
    ],
  }
}

export interface Imported {
  readonly done: readonly OldLetter[]
  readonly refused: readonly { readonly id: string; readonly code: string; readonly facts?: Refusal['facts'] }[]
}
/** Letters as lives to be decided; what names a unit the office does not have, or a number of others, is refused here. */
export function oldLives(
  ctx: Ctx,
  by: Importing,
  letters: readonly OldLetter[],
  idsAt: (at: Instant) => Ids,
): { readonly items: readonly BulkItem[]; readonly of: ReadonlyMap<MatterId, OldLetter>; readonly refused: Imported['refused'] } {
  const refused: { id: string; code: string }[] = []
  const of = new Map<MatterId, OldLetter>()
  const items = letters.flatMap((letter) => {
    const unit = letter.unit === null ? by.unit : unitNamed(ctx.office, ctx.now, letter.unit)
    const handler = unit === undefined || unit === by.unit ? null : receiverOf(ctx.office, unit, ctx.now)
    if (unit === undefined || (unit !== by.unit && handler === null)) {
      refused.push({ id: letter.id, code: 'unknown-unit' })
      return []
    }
    const item = life(ctx, by, letter, unit, handler, idsAt)
    of.set(item.matter, letter)
    return [item]
  })
  return { items, of, refused }
}
/**
 * One batch, in the transaction it is handed.
 * @param letters not imported before, no id twice
 * @param look decides and tells, and writes nothing
 * @throws a fault or a guard of the database: nothing of the batch is written, the caller tries them one by one
 */
export async function importLetters(ctx: Ctx, by: Importing, letters: readonly OldLetter[], idsAt: (at: Instant) => Ids, look = false): Promise<Imported> {
  const clash = await numberFaults(ctx.tx, desk.key, letters)
  const numbers = letters.flatMap((letter) => {
    const code = clash.get(letter.id)
    return code ? [{ id: letter.id, code }] : []
  })
  const lives = oldLives(
    ctx,
    by,
    letters.filter((letter) => !clash.has(letter.id)),
    idsAt,
  )
  const on = { ...ctx, who: { person: by.person } }
  const result = look ? decideItems(on, desk, lives.items, idsAt) : await bulk(on, desk, lives.items, idsAt)
  const done = new Map(lives.of)
  const refused = result.refused.map(({ matter, refusal }) => {
    done.delete(matter)
    return { id: lives.of.get(matter)?.id ?? '', code: refusal.code, facts: refusal.facts }
  })
  return { done: [...done.values()], refused: [...numbers, ...lives.refused, ...refused] }
}
