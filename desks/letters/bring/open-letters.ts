/**
 * 年中启用: letters still in hand come over through `decide`, by the moves that lead where each of them stands, with their true days. Each
 * keeps its number, its first due time and the present one, and ends with exactly the holder its row names; else it is refused and not guessed.
 * Rule: issue B «Cut-over in mid-year»; R-S13; decision 0006
 */
import { type BulkItem, type BulkMove, bulk, decideItems } from '../../../kernel/bulk.ts'
import type { Holder } from '../../../kernel/contract.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import type { MatterFacts } from '../../../kernel/decide/facts.ts'
import { holdersOf, homeUnits } from '../../../kernel/decide/office.ts'
import type { AssignmentRow } from '../../../kernel/decide/rows.ts'
import { leadOf, unended } from '../../../kernel/decide/run.ts'
import type { ContactId, Ids, MatterId, PersonId } from '../../../kernel/ids.ts'
import { sealContact } from '../../../kernel/people/contact.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Instant } from '../../../kernel/time.ts'
import { desk } from '../do/move-letter.ts'
import type { Importing } from '../import.ts'
import { kindOf } from '../paste.ts'
import type { LetterNow } from '../tables.ts'
import { holderNamed, personOf } from './holder-named.ts'
import { numberFaults } from './number-faults.ts'
import type { OpenLetter } from './open-row.ts'

/** What a row names that the office does not have. */
type Nobody = 'unknown-holder' | 'two-persons' | 'unknown-unit'
interface People {
  readonly registrar: PersonId
  readonly holder: Holder
  /** To whom it was given; the same as the holder until it was reported. */
  readonly lead: Holder
  readonly taker: PersonId
  readonly helpers: readonly Holder[]
}

function peopleOf({ office, now }: Ctx, by: Importing, letter: OpenLetter): People | Nobody {
  const named = (said: string) => holderNamed(office, now, said)
  const holder = named(letter.holder)
  if (typeof holder === 'string') return holder
  const lead = letter.stage === 'reported' || letter.stage === 'answered' ? named(letter.unit ?? '') : holder
  if (typeof lead === 'string') return lead
  const taker = personOf(office, now, lead)
  if (!taker) return 'unknown-unit'
  const registrar = letter.stage === 'registered' ? holder : letter.registrar === null ? { person: by.person } : named(letter.registrar)
  if (typeof registrar === 'string') return registrar
  const first = personOf(office, now, registrar)
  if (!first) return 'unknown-unit'
  const helpers: Holder[] = []
  for (const said of letter.helpers) {
    const one = named(said)
    if (typeof one === 'string') return one
    helpers.push(one)
  }
  return { registrar: first, holder, lead, taker, helpers }
}

/** The piece of whoever has it at this stage. */
function pieceNow(facts: MatterFacts): AssignmentRow | undefined {
  const open = (role: string) => facts.assignments.find((a) => a.role === role && unended(a))
  switch (facts.matter.state) {
    case 'assigned':
      return facts.assignments.find((a) => a.lead && unended(a) && a.accepted_at === null)
    case 'reported':
      return open('reply')
    case 'answered':
      return open('callBack')
    default:
      return leadOf(facts) ?? undefined
  }
}
/** Brought to the stage, the holder and the due times of the row, or not at all. */
const endsAsTold =
  (ctx: Ctx, letter: OpenLetter, holder: Holder) =>
  (facts: MatterFacts): Refusal | null => {
    const piece = pieceNow(facts)
    const clock = facts.clocks.find((c) => c.whole)
    const his =
      piece !== undefined &&
      (holder.person
        ? piece.person === holder.person && (!holder.unit || piece.unit === holder.unit)
        : holder.post
          ? piece.post === holder.post || (piece.person !== null && holdersOf(ctx.office, holder.post, ctx.now).includes(piece.person))
          : piece.unit === holder.unit)
    const due = letter.firstDue === null ? clock === undefined : clock?.first_due_at === letter.firstDue && clock.due_at === letter.due
    return his && due && facts.matter.state === letter.stage ? null : refuse('letters.not-as-told')
  }

function life(ctx: Ctx, by: Importing, letter: OpenLetter, people: People, idsAt: (at: Instant) => Ids): BulkItem {
  const { registrar, holder, lead, taker, helpers } = people
  const ids = idsAt(letter.registeredAt)
  const matter = ids.next<MatterId>()
  const contact = sealContact(ctx.box, ids.next<ContactId>(), matter, letter)
  const detail: LetterNow = {
    channel: letter.channel,
    kind: letter.kind ?? kindOf(`${letter.title}\n${letter.body}`).kind,
    body: letter.body,
    place: letter.place,
    secret: false,
    reachable: (letter.phone ?? letter.address) !== null,
    visit: false,
    visitedOn: null,
    attempts: 0,
    drafted: false,
    atOnce: false,
    imported: false,
    source: by.source,
    sourceId: letter.number,
    title: letter.title,
  }
  const on = { matter, piece: null, brought: true }
  const move = (name: string, at: Instant, person: PersonId, input: object | ((f: MatterFacts) => object) = {}): BulkMove => ({
    move: name,
    at,
    who: { person },
    input: typeof input === 'function' ? (f: MatterFacts) => ({ ...on, ...input(f) }) : { ...on, ...input },
  })
  const homes = homeUnits(ctx.office, registrar, ctx.now)
  const moves: BulkMove[] = [
    {
      ...move('register', letter.registeredAt, registrar, {
        title: letter.title,
        origin: 'public',
        readers: 'units',
        urgency: letter.urgency,
        unit: holder.unit && letter.stage === 'registered' && homes.includes(holder.unit) ? holder.unit : homes.includes(by.unit) ? by.unit : homes[0],
        askers: [{ contact: contact.id }],
        partOf: null,
        basis: [],
        arisesFrom: null,
      }),
      detail,
    },
  ]
  const later = (at: Instant, person: PersonId) => {
    if (letter.due !== letter.firstDue) moves.push(move('extendBrought', at, person, { until: letter.due, reason: '启用前已延期' }))
  }
  /** He took up what the rule gives to his post. */
  const takes = (at: Instant) => {
    const { person } = holder
    if (person) moves.push(move('accept', at, person, (f) => ({ piece: pieceNow(f)?.id ?? null })))
  }
  const item: BulkItem = { matter, contacts: [contact], kept: letter.kept, ends: endsAsTold(ctx, letter, holder), moves }
  if (letter.stage === 'registered') {
    if (letter.firstDue !== null) moves.push(move('dueBrought', letter.registeredAt, registrar, { due: letter.firstDue }))
    later(letter.registeredAt, registrar)
    return item
  }
  moves.push(move('assign', letter.assignedAt, registrar, { lead, helpers, ask: letter.ask ?? '启用前已交办', due: letter.firstDue, bound: false }))
  if (letter.stage === 'assigned') {
    later(letter.assignedAt, taker)
    return item
  }
  moves.push(move('accept', letter.acceptedAt, taker))
  later(letter.extendedAt, taker)
  if (letter.stage === 'working') return item
  const unheard = (f: MatterFacts) => f.assignments.filter((a) => a.role === 'helper' && unended(a)).map((a) => ({ piece: a.id, why: '启用前已报结' }))
  moves.push(
    move('report', letter.reportedAt, taker, (f) => ({ version: f.matter.version, result: letter.result, text: letter.resultText, files: [], withoutHelpers: unheard(f) })),
  )
  if (letter.stage === 'answered')
    moves.push(move('replyBrought', letter.repliedAt, by.person, { answers: null, body: letter.reply, via: 'letter', ground: null, delivered: true }))
  takes(letter.stage === 'answered' ? letter.repliedAt : letter.reportedAt)
  return item
}

export interface Brought {
  readonly done: readonly OpenLetter[]
  readonly refused: readonly { readonly id: string; readonly code: string; readonly facts?: Refusal['facts'] }[]
}
/**
 * One batch, in the transaction it is handed.
 * @param rows not brought before, no number twice
 * @param look decides and tells, and writes nothing
 * @throws a fault or a guard of the database: nothing of the batch is written, the caller tries them one by one
 */
export async function bringOpenLetters(ctx: Ctx, by: Importing, rows: readonly OpenLetter[], idsAt: (at: Instant) => Ids, look = false): Promise<Brought> {
  const refused: { id: string; code: string; facts?: Refusal['facts'] }[] = []
  const clash = await numberFaults(
    ctx.tx,
    rows.map(({ number, kept }) => ({ id: number, kept })),
  )
  const of = new Map<MatterId, OpenLetter>()
  const items = rows.flatMap((letter) => {
    const people = clash.get(letter.number) ?? peopleOf(ctx, by, letter)
    if (typeof people === 'string') {
      refused.push({ id: letter.number, code: people })
      return []
    }
    const item = life(ctx, by, letter, people, idsAt)
    of.set(item.matter, letter)
    return [item]
  })
  const on = { ...ctx, who: { person: by.person } }
  const result = look ? decideItems(on, desk, items, idsAt) : await bulk(on, desk, items, idsAt)
  for (const { matter, refusal } of result.refused) {
    refused.push({ id: of.get(matter)?.number ?? '', code: refusal.code, facts: refusal.facts })
    of.delete(matter)
  }
  return { done: [...of.values()], refused }
}
