/** What was said on a matter, as it stands on paper: words, name and title, day. */
import { sql } from 'kysely'
import { postIn, postsHeld } from '../../kernel/decide/office.ts'
import type { PersonId, UnitId } from '../../kernel/ids.ts'
import { inkBox, inkSvg, readInk } from '../../kernel/ink.ts'
import { entriesAt } from '../../kernel/rules/dictionary.ts'
import { addMillis, chineseDate, type Instant, MINUTE, officeDate, officeTime } from '../../kernel/time.ts'
import type { MatterView, PieceView } from '../../kernel/view.ts'
import { kernelWords, type Language, say } from '../../kernel/words.ts'
import type { Said } from '../../typeset/paper/paper.ts'
import type { ReadCtx } from './reading.ts'

export const dayOn = (at: string, language: Language): string => (language === 'en' ? officeDate(at as Instant) : chineseDate(officeDate(at as Instant)))
export const momentOn = (at: string, language: Language): string => `${dayOn(at, language)} ${officeTime(at as Instant)}`
/** A limit ends with a day: midnight is 24:00 of the day before. */
export function dueOn(at: string, language: Language): string {
  const ends = officeTime(at as Instant) === '00:00'
  return ends ? `${dayOn(addMillis(at as Instant, -MINUTE), language)} 24:00` : momentOn(at, language)
}
export const gap = (language: Language): string => (language === 'en' ? '  ' : '　')

/** Name, and the title he held then: in that unit, else the first of his posts. */
export function signedBy({ office }: Pick<ReadCtx, 'office'>, person: { readonly id: string; readonly name: string }, unit: string, at: string, language: Language): string {
  const [id, then] = [person.id as PersonId, at as Instant]
  const title = (postIn(office, id, unit as UnitId, then) ?? postsHeld(office, id, then)[0])?.title
  return [person.name, title].filter(Boolean).join(gap(language))
}
/** 代录 of one matter: who entered what somebody else had decided, and when; by who decided and when. */
export type Recorded = ReadonlyMap<string, { readonly by: string; readonly at: string }>
const keyOf = (person: string, at: string): string => `${person} ${new Date(at).toISOString()}`
export async function recordedOn({ tx }: Pick<ReadCtx, 'tx'>, matter: string): Promise<Recorded> {
  const { rows } = await sql<{ actor: string; at: string; by: string; logged_at: string }>`select e.actor, e.at, p.name as by, e.logged_at
    from event e join person p on p.id = e.recorded_by where e.matter_id = ${matter}::uuid and e.recorded_by is not null`.execute(tx)
  return new Map(rows.map((row) => [keyOf(row.actor, row.at), { by: row.by, at: row.logged_at }]))
}
/** 手写原迹 as lines, as broad as it was written on the pad, with what it is and is not. */
function inkOn(text: string | null | undefined, language: Language): NonNullable<Said['ink']> | null {
  const trace = text ? readInk(text) : null
  return trace && { svg: inkSvg(trace), share: Math.min(1, inkBox(trace).width / trace.width), note: kernelWords[language].inkNote }
}
/** An opinion as it was given: agreed or not, and the words; where another hand entered it, whose and when. */
export function opinionOf(ctx: Pick<ReadCtx, 'office'>, piece: PieceView, language: Language, recorded: Recorded = new Map()): Said | null {
  const who = piece.actedBy ?? piece.person
  if (!piece.endedAt || !who || !['agreed', 'disagreed', 'read', 'done'].includes(piece.ending ?? '')) return null
  const ending = kernelWords[language].endings[piece.ending as 'agreed']
  // «同意» written out by hand is not said twice
  const text = [piece.kind === 'say' && !piece.opinion?.startsWith(ending) ? ending : '', piece.opinion].filter(Boolean).join(language === 'en' ? ': ' : '：')
  const other = recorded.get(keyOf(who.id, piece.endedAt))
  const mark = other ? say(kernelWords[language].recordedOnPaper, { name: other.by, at: dayOn(other.at, language) }, language) : ''
  const ink = inkOn(piece.ink, language)
  const spoken = piece.via === 'dictated' ? say(kernelWords[language].dictatedOnPaper, {}, language) : ''
  if (text === '' && ink === null) return null
  return { text, by: signedBy(ctx, who, piece.unit.id, piece.endedAt, language), at: `${dayOn(piece.endedAt, language)}${spoken}${mark}`, ...(ink === null ? {} : { ink }) }
}
/** Every opinion asked for in these roles, in the order given. */
export const opinionsOn = (ctx: Pick<ReadCtx, 'office'>, matter: MatterView, language: Language, wanted: (piece: PieceView) => boolean, recorded: Recorded): Said[] =>
  matter.stages
    .flatMap((stage) => stage.pieces)
    .filter(wanted)
    .sort((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''))
    .flatMap((piece) => opinionOf(ctx, piece, language, recorded) ?? [])

/** A long text is cut where a box would grow over the page; the whole stands elsewhere. */
export function cut(text: string, most: number, more: string): string {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most).join('')}……${more}`
}

/** What the office calls an entry of its dictionary today; else the desk's own word. Rule: HB-44 */
export function entryWord(
  ctx: Pick<ReadCtx, 'rules' | 'now'>,
  desk: Parameters<typeof entriesAt>[0],
  dictionary: string,
  key: string,
  words: Readonly<Record<string, string>>,
  language: Language,
): string {
  const own = entriesAt(desk, ctx.rules, dictionary, ctx.now).find((entry) => entry.key === key)
  return (language === 'en' ? own?.en : own?.zh) ?? words[key] ?? key
}
