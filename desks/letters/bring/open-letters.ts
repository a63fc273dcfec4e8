/**
 * 年中启用: letters still in hand come over through `decide`, by the moves that lead where each of them stands, with their true days. Each
 * keeps its number, its first due time and the present one, and ends with exactly the holder its row names; else it is refused and not guessed.
 * Rule: issue B «Cut-over in mid-year»; R-S13; decisions 0006, 0019
 */
import { type Brought, bringRows } from '../../../kernel/bring/bring-rows.ts'
import { openLife } from '../../../kernel/bring/open-life.ts'
import { peopleNamed } from '../../../kernel/bring/people-named.ts'
import type { BulkItem } from '../../../kernel/bulk.ts'
import type { Ctx } from '../../../kernel/ctx.ts'
import { homeUnits } from '../../../kernel/decide/office.ts'
import type { ContactId, Ids, MatterId } from '../../../kernel/ids.ts'
import { sealContact } from '../../../kernel/people/contact.ts'
import { refuse } from '../../../kernel/refusal.ts'
import type { Instant } from '../../../kernel/time.ts'
import { desk } from '../do/move-letter.ts'
import type { Importing } from '../import.ts'
import { kindOf } from '../paste.ts'
import type { LetterNow } from '../tables.ts'
import type { OpenLetter } from './open-row.ts'

/** From here on a letter like any other: called back, counted on time; only where it came from is kept. */
const detailOf = (letter: OpenLetter, source: string): LetterNow => ({
  channel: letter.channel,
  kind: letter.kind ?? kindOf(`${letter.title}\n${letter.body}`).kind,
  category: null,
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
  source,
  sourceId: letter.number,
  exit: null,
  exitTo: null,
  noted: false,
  supplements: 0,
  title: letter.title,
})

function life(ctx: Ctx, by: Importing, letter: OpenLetter, idsAt: (at: Instant) => Ids): BulkItem | string {
  const people = peopleNamed(ctx, letter, { person: by.person })
  if (typeof people === 'string') return people
  const ids = idsAt(letter.registeredAt)
  const matter = ids.next<MatterId>()
  const contact = sealContact(ctx.box, ids.next<ContactId>(), matter, letter)
  const homes = homeUnits(ctx.office, people.registrar, ctx.now)
  const said = letter.stage === 'registered' ? people.holder.unit : undefined
  return openLife(ctx, letter, people, matter, {
    unit: said && homes.includes(said) ? said : homes.includes(by.unit) ? by.unit : homes[0],
    register: { origin: 'public', askers: [{ contact: contact.id }] },
    detail: detailOf(letter, by.source),
    contacts: [contact],
    limit: 'assign',
    result: letter.result,
    reply: { move: 'replyBrought', by: by.person, via: 'letter' },
    after: { reported: 'reply', answered: 'callBack' },
    takenUp: true,
    notAsTold: refuse('letters.not-as-told'),
  })
}

/** One batch, in the transaction it is handed; see `bringRows`. */
export const bringOpenLetters = (ctx: Ctx, by: Importing, rows: readonly OpenLetter[], idsAt: (at: Instant) => Ids, look = false): Promise<Brought<OpenLetter>> =>
  bringRows({ ...ctx, who: { person: by.person } }, desk, rows, (row) => life(ctx, by, row, idsAt), idsAt, look)
