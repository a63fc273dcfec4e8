/** 网上来信登记、网上评价: what a citizen handed in by the public page becomes a letter, and his three answers the call-back. The system acts, for the standing duty post. */
import type { Ctx } from '../../../kernel/ctx.ts'
import { peopleWith } from '../../../kernel/decide/office.ts'
import { leadOf, unended } from '../../../kernel/decide/run.ts'
import type { ContactId, FileId, MatterId, PersonId } from '../../../kernel/ids.ts'
import { putNotices } from '../../../kernel/outbox/put.ts'
import { maySee, sightOf } from '../../../kernel/people/sight.ts'
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { inUse } from '../../../kernel/rules/dictionary.ts'
import type { HandedLetter, HandedMore, HandedRating, Progress } from '../../../kernel/said/handed-in.ts'
import { loadWorld } from '../../../kernel/write/load.ts'
import { run } from '../../../kernel/write/tx.ts'
import { letters } from '../desk.ts'
import { readPasted } from '../paste.ts'
import { type Handed, progressOf } from '../progress.ts'
import { detailOf, moveLetter } from './move-letter.ts'
import { landLetter } from './register-letter.ts'

export interface Landed {
  readonly matter: MatterId
  readonly number: string
  readonly contact: ContactId
}
const LONGEST = 36
/** A title is a line; what had to be cut ends with a whole word. */
const lineOf = (text: string): string => {
  const plain = text.replace(/\s+/g, ' ').trim()
  const cut = plain.slice(0, LONGEST)
  return plain.length <= LONGEST ? plain : `${/^[ -~]+$/.test(cut) ? cut.replace(/ \S*$/, '') : cut}…`
}
/**
 * 登记: number, owner (whoever holds the duty post at this minute), clock and debt, as of any letter. Kind and title are read out of the words, as they are of a
 * pasted text; nobody has looked at them yet, and the dispatch is a person's.
 * @param ctx of the system (`who.system`)
 * @throws Refusal `kernel.no-receiver`: nobody holds the duty post; it is tried again
 * Rule: R-H01; architecture §2 «What arrives without a registrar»
 */
export function landHandedIn(
  ctx: Ctx,
  { form, pictures, open311 }: Pick<HandedLetter, 'form' | 'pictures' | 'open311'>,
  files: readonly FileId[],
  from: MatterId | null = null,
): Promise<Landed> {
  const { service, ...said } = form
  const program = open311 ? { category: open311.service, source: { name: 'open311', id: open311.id } } : service === null ? null : { category: service }
  return landSaid(ctx, { ...said, channel: 'web', other: open311?.email ?? null, ...program }, files.slice(0, pictures.length), from)
}
export interface Said {
  readonly channel: 'web' | 'email'
  readonly body: string
  readonly place: string | null
  readonly name: string | null
  readonly phone: string | null
  /** An e-mail address. */
  readonly other: string | null
  readonly secret: boolean
  /** Which service was asked for: by the writer, or by a program, and where it stands there. It stands until somebody classifies the letter. */
  readonly category?: string
  readonly source?: { readonly name: string; readonly id: string }
}
/** Whatever came without anybody at the counter. */
export async function landSaid(ctx: Ctx, form: Said, files: readonly FileId[], from: MatterId | null): Promise<Landed> {
  const arisesFrom = from && (await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), from)) ? from : null
  const units = [...ctx.office.units.values()].filter((u) => u.from_at <= ctx.now && (u.to_at === null || ctx.now < u.to_at))
  const read = readPasted(form.body, { units, now: ctx.now, calendar: ctx.calendar })
  const view = await landLetter(ctx, {
    channel: form.channel,
    kind: read.kind.kind,
    // one the office has taken out of use meanwhile is a person's to choose
    category: form.category !== undefined && inUse(letters, ctx.rules, 'categories', form.category, ctx.now) ? form.category : null,
    ...(form.source && { source: form.source }),
    title: lineOf(read.title.length < LONGEST && read.title ? read.title : form.body),
    body: form.body,
    place: form.place ?? read.place,
    name: form.name,
    phone: form.phone,
    address: null,
    other: form.other,
    secret: form.secret,
    named: false,
    visit: false,
    urgency: read.urgent ? 'urgent' : 'normal',
    unit: null,
    files: [...files],
    arisesFrom,
    assign: null,
    answered: null,
    exit: null,
    noted: null,
  })
  const [contact] = await run<{ id: ContactId }>(ctx.tx, 'select c.id from contact c where c.matter_id = $1 order by c.id limit 1', [view.id])
  if (!contact || view.number === null) throw new Error('a letter was registered without its asker or its number')
  // nobody stood at the counter: whoever it fell to is told
  const payload = { matter: view.id, desk: 'letters' }
  await putNotices(ctx.tx, [{ kind: 'given', to: view.owner.person.id as PersonId, key: `given:${view.id}`, payload, dueAt: ctx.now }])
  return { matter: view.id as MatterId, number: view.number, contact: contact.id }
}

/**
 * 评价: the citizen's own words are the call-back; nobody calls to ask again. Well: closed. Unsolved or dissatisfied: handled again, by the same rule as after a call.
 * @throws Refusal `kernel.already-rated` · `kernel.no-such-answer` · `kernel.not-in-this-state`: somebody called meanwhile
 * Rule: R-H09 «calls back by phone, SMS or net», R-H20; promise 2
 */
export async function rateHandedIn(ctx: Ctx, matter: MatterId, { form, answer }: Pick<HandedRating, 'form' | 'answer'>): Promise<void> {
  const facts = (await loadWorld(ctx.tx, ctx.desks, [matter])).get(matter)
  if (!facts) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const by = facts.answers.find((a) => a.id === answer)?.by
  const piece = facts.assignments.find((a) => a.role === 'callBack' && unended(a))
  // The mark is the citizen's; it stands under the name of somebody who calls back and did not answer (invariant 11).
  const callers = [ctx.who.person, ...peopleWith(ctx.office, 'letters.call-back', ctx.now)]
  const person = callers.find((one) => one !== by) ?? ctx.who.person
  const detail = await detailOf(ctx, matter)
  await moveLetter({ ...ctx, who: { person, system: true } }, 'rate', { input: { matter, piece: piece?.id ?? null, answer, ...form }, detail: { ...detail, attempts: 0 } })
}

/**
 * 补充情况: his words and pictures stand with the letter, and whoever has it is told. Ended meanwhile: a letter of its own that arises from it, so that nothing
 * that was acknowledged is lost.
 */
export async function addHandedIn(ctx: Ctx, matter: MatterId, { form, pictures }: Pick<HandedMore, 'form' | 'pictures'>, files: readonly FileId[]): Promise<void> {
  const facts = (await loadWorld(ctx.tx, ctx.desks, [matter])).get(matter)
  if (!facts) throw new RefusalError(refuse('kernel.not-found', {}, 404))
  const lead = leadOf(facts)
  if (!lead) {
    const plain = { place: null, name: null, phone: null, secret: false, service: null }
    await landHandedIn(ctx, { form: { ...plain, body: `（补充 ${facts.matter.number ?? ''}）${form.text}` }, pictures }, files, matter)
    return
  }
  const text = `来信人补充：${form.text}`
  await moveLetter(ctx, 'note', { input: { matter, piece: lead.id, text, files: files.slice(0, pictures.length) } })
  const to = lead.person ?? facts.matter.owner_person
  await putNotices(ctx.tx, [{ kind: 'added', to, key: `added:${matter}`, payload: { matter, desk: 'letters' }, dueAt: ctx.now }])
}

const solvedWords = { yes: '已解决', partly: '部分解决', no: '未解决' } as const
const satisfiedWords = { yes: '满意', basically: '基本满意', no: '不满意' } as const
/**
 * A rating that came when it was asked by telephone already: the record stands, but who is not content, or writes a line, is heard: as 补充情况 of the letter, or a letter
 * of its own where it is closed. A good mark without a word changes nothing.
 */
export async function hearLateRating(ctx: Ctx, matter: MatterId, { form }: Pick<HandedRating, 'form'>): Promise<void> {
  if (form.solved === 'yes' && form.satisfied !== 'no' && form.text === null) return
  const words = `网上评价（电话回访之后）：${form.responded ? '有回应' : '没有回应'}，${solvedWords[form.solved]}，${satisfiedWords[form.satisfied]}。${form.text ?? ''}`
  await addHandedIn(ctx, matter, { form: { text: words }, pictures: [] }, [])
}

/** What the citizen may know of it now. */
export async function readProgress(ctx: Pick<Ctx, 'tx' | 'desks' | 'office' | 'calendar' | 'rules'>, matter: MatterId, handed: Handed): Promise<Progress | null> {
  const facts = (await loadWorld(ctx.tx, ctx.desks, [matter])).get(matter)
  return facts ? progressOf(facts, ctx, handed) : null
}
