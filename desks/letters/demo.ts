/**
 * A believable month of letters, ending now: every state, every kind, in ordinary numbers. Moved through `decide` in bulk under
 * the people who would have done it, so its history is true. Rule: issue A «Demo people»; R-F10, R-F20
 */

import { createHash } from 'node:crypto'
import { type BulkItem, type BulkMove, bulk } from '../../kernel/bulk.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import type { MatterFacts, Who } from '../../kernel/decide/facts.ts'
import { holdersOf, type Office } from '../../kernel/decide/office.ts'
import type { ContactId, Ids, MatterId, PersonId, UnitId } from '../../kernel/ids.ts'
import { sealContact } from '../../kernel/people/contact.ts'
import { addMillis, DAY, HOUR, type Instant, MINUTE } from '../../kernel/time.ts'
import { type DemoCase, demoCases, placesFor, sequence, tell } from './demo-cases.ts'
import { demoCategory } from './demo-categories.ts'
import { afterWork, WORKDAY } from './demo-time.ts'
import { desk } from './do/move-letter.ts'
import type { LetterNow } from './tables.ts'
import { keepDraftText } from './tables.ts'
import { zh } from './words/zh-CN.ts'

const DAYS = 30
/** How a letter goes beside the ordinary way. */
type Turn = 'plain' | 'refused' | 'helped' | 'extended' | 'slow' | 'dissatisfied' | 'unreached' | 'atOnce' | 'anonymous' | 'void' | 'sentBack' | 'waits'
const turns: readonly (readonly [Turn, number])[] = [
  ['plain', 52],
  ['helped', 10],
  ['refused', 8],
  ['extended', 6],
  ['slow', 6],
  ['dissatisfied', 5],
  ['sentBack', 4],
  ['unreached', 3],
  ['anonymous', 2],
  ['void', 2],
  ['waits', 2],
]
const surnames = '王李张刘陈杨赵黄周吴徐孙马朱胡郭林何高罗'
const called = ['女士', '先生', '师傅', '阿姨']

interface Cast {
  readonly centre: readonly PersonId[]
  readonly staff: PersonId
  readonly head: PersonId
  readonly arbiter: PersonId
  unit(code: string): UnitId
  liaison(code: string): Who
}
function castOf(office: Office, now: Instant): Cast {
  const holders = (key: string, unit?: UnitId): PersonId[] =>
    [...office.posts.values()].filter((p) => p.key === key && (unit === undefined || p.unit === unit)).flatMap((p) => holdersOf(office, p.id, now))
  const first = (people: readonly PersonId[], what: string): PersonId => {
    const [person] = people
    if (!person) throw new Error(`the demo city has nobody as ${what}`)
    return person
  }
  const unit = (code: string): UnitId => {
    const found = [...office.units.values()].find((u) => u.code === code)
    if (!found) throw new Error(`the demo city has no unit ${code}`)
    return found.id
  }
  return {
    centre: holders('call-centre'),
    staff: first(holders('letters-division'), 'letters-division'),
    head: first(holders('letters-head'), 'letters-head'),
    arbiter: first(holders('arbiter'), 'arbiter'),
    unit,
    liaison: (code) => ({ person: first(holders('liaison', unit(code)), `liaison of ${code}`) }),
  }
}

interface Told {
  readonly item: BulkItem
  readonly at: Instant
  readonly draft: { readonly text: string; readonly at: Instant; readonly by: PersonId } | null
}
type Pick = (below: number) => number
const on = { piece: null }
const lastAnswer = (f: MatterFacts) => f.answers.at(-1)?.id
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * One letter's life as moves with their times; those that lie ahead of now have not happened yet.
 * @param last the move after which it rests, whatever the time; the demo shows every state on any day
 */
function life(ctx: Ctx, cast: Cast, story: DemoCase, turn: Turn, at: Instant, pick: Pick, idsAt: (at: Instant) => Ids, last?: string): Told {
  const ids = idsAt(at)
  const matter = ids.next<MatterId>()
  const near = placesFor(story)
  const place = story.where === 'any' ? null : (near[pick(near.length)] ?? null)
  const told = tell(story, place ?? near[pick(near.length)] ?? '', 2 + pick(7), 10 + pick(79))
  const channel = (['call', 'call', 'call', 'letter', 'message', 'email'] as const)[pick(6)] ?? 'call'
  const anonymous = turn === 'anonymous'
  const contact = sealContact(ctx.box, ids.next<ContactId>(), matter, anonymous ? {} : { name: `${surnames[pick(20)]}${called[pick(4)]}`, phone: `1380000${1000 + pick(9000)}` })
  const answeredNow = turn === 'atOnce'
  const detail: LetterNow = {
    channel: answeredNow ? 'call' : channel,
    kind: story.kind,
    category: demoCategory(story.title),
    body: told.body,
    place,
    secret: story.kind === 'tip',
    reachable: !anonymous,
    visit: false,
    visitedOn: null,
    attempts: 0,
    drafted: false,
    atOnce: answeredNow,
    imported: false,
    source: null,
    sourceId: null,
    exit: null,
    exitTo: null,
    noted: false,
    supplements: 0,
    title: told.title,
  }
  const by = channel === 'call' || answeredNow ? (cast.centre[pick(cast.centre.length)] ?? cast.staff) : cast.staff
  const moves: BulkMove[] = []
  let clock = at
  const work = (minutes: number) => {
    clock = afterWork(clock, minutes, ctx.calendar)
  }
  const move = (who: PersonId, name: string, input: object | ((f: MatterFacts) => object), more?: LetterNow) => {
    const full = typeof input === 'function' ? (f: MatterFacts) => ({ matter, ...on, ...input(f) }) : { matter, ...on, ...input }
    moves.push({ move: name, input: full, at: clock, who: { person: who }, ...(more ? { detail: more } : {}) })
  }
  const urgency = turn === 'slow' ? 'urgent' : 'normal'
  const register = {
    title: told.title,
    origin: 'public',
    readers: 'units',
    urgency,
    unit: cast.unit('ZFB-LX'),
    askers: [{ contact: contact.id }],
    partOf: null,
    basis: [],
    arisesFrom: null,
    files: [],
  }
  move(by, 'register', register, detail)
  let draft: Told['draft'] = null
  const assign = (code: string, helpers: readonly string[] = []) =>
    move(by, 'assign', { lead: { unit: cast.unit(code) }, helpers: helpers.map((h) => ({ unit: cast.unit(h) })), ask: zh.form.askDefault, due: null, bound: false })
  const report = (text = told.report) =>
    move(cast.liaison(story.unit).person, 'report', (f) => ({ version: f.matter.version, result: story.result, text, files: [], withoutHelpers: [] }))
  const answer = (text: string) => {
    work(40 + pick(200))
    move(cast.staff, 'renew', { digest: digestOf(text), change: moves.some((m) => m.move === 'renew') ? 'substantive' : 'first', reason: null })
    draft = { text, at: clock, by: cast.staff }
    const again = moves.some((m) => m.move === 'submit')
    work(1 + pick(5))
    if (!again) move(cast.staff, 'submit', (f) => ({ draft: f.drafts.at(-1)?.no }))
    work(20 + pick(240))
    move(cast.head, 'sign', (f) => ({ agree: true, opinion: null, draft: f.drafts.at(-1)?.no }))
    work(5 + pick(60))
    move(cast.staff, 'reply', (f) => ({ answers: null, body: text, via: channel === 'letter' ? 'letter' : 'phone', ground: null, delivered: true, draft: f.drafts.at(-1)?.no }))
  }
  const rate = (bad: boolean) => {
    work(WORKDAY / 2 + pick(WORKDAY))
    const satisfied = bad ? 'no' : (['yes', 'yes', 'yes', 'basically'] as const)[pick(4)]
    const solved = bad ? 'no' : story.result === 'partly' ? 'partly' : 'yes'
    move(cast.centre[0] ?? cast.staff, 'rate', (f) => ({ answer: lastAnswer(f), responded: true, solved, satisfied, text: bad ? '只来过一次，问题还在。' : null }), detail)
  }

  if (answeredNow) {
    clock = addMillis(clock, 3 * MINUTE)
    move(by, 'answerAtOnce', { result: 'explained', text: told.reply, files: [], withoutHelpers: [] })
  } else if (turn === 'void') {
    work(15)
    move(by, 'void', { reason: '与同日另一件内容相同，来电人要求撤回。', told: { via: 'phone', body: '您好，您反映的问题已由另一件办理，本件撤回。' } })
    work(60)
    move(cast.head, 'sign', { agree: true, opinion: null })
  } else if (turn !== 'waits') {
    work(5 + pick(40))
    if (turn === 'refused') {
      const other = story.unit === 'ZJJ' ? 'CGJ' : 'ZJJ'
      assign(other)
      work(60 + pick(200))
      move(cast.liaison(other).person, 'refuse', { ground: '该事项不在我局职责范围，建议转有关单位办理。' })
      work(20 + pick(60))
    }
    assign(story.unit, turn === 'helped' && story.unit !== 'CDQ' ? ['CDQ'] : [])
    work(30 + pick(WORKDAY))
    const liaison = cast.liaison(story.unit).person
    move(liaison, 'accept', {})
    if (turn === 'helped' && story.unit !== 'CDQ') {
      work(60 + pick(WORKDAY))
      move(cast.liaison('CDQ').person, 'done', { opinion: '已安排街道配合，现场情况已报主办单位。', files: [] })
    }
    if (turn === 'extended') {
      work(WORKDAY)
      const until = afterWork(clock, 8 * WORKDAY, ctx.calendar)
      move(liaison, 'extend', { until, reason: '所需材料正在采购，请准予延期。' })
      work(60 + pick(120))
      move(cast.head, 'sign', (f) => ({ piece: f.assignments.find((a) => a.role === 'consent:extend' && a.state === 'open')?.id, agree: true, opinion: '同意，请告知来信人。' }))
    }
    work(turn === 'slow' ? 6 * WORKDAY + pick(4 * WORKDAY) : turn === 'extended' ? 5 * WORKDAY : WORKDAY / 2 + pick(3 * WORKDAY))
    report()
    if (turn === 'sentBack') {
      work(60 + pick(120))
      move(cast.head, 'sendBack', { to: null, reason: '未说明何时完成，请补充后再报。', resume: 'there' })
      work(WORKDAY)
      report(`${told.report}责任人和完成时间已告知来信人。`)
    }
    if (anonymous) {
      work(60)
      move(cast.staff, 'unanswerable', { answers: null, body: null, via: 'none', ground: '来信未署名，也没有联系方式。', delivered: true })
      work(60)
      move(cast.head, 'sign', (f) => ({ piece: f.assignments.find((a) => a.role === 'consent:unanswerable' && a.state === 'open')?.id, agree: true, opinion: null }))
    } else {
      answer(`您好，您反映的情况收悉。${told.reply}感谢您对市政府工作的关心。`)
      if (turn === 'unreached') {
        for (const attempts of [1, 2, 3]) {
          work(WORKDAY / 2)
          move(cast.centre[0] ?? cast.staff, 'note', { text: `第 ${attempts} 次回访未接通`, files: [] }, { ...detail, attempts })
        }
        move(cast.centre[0] ?? cast.staff, 'unreached', {})
      } else rate(turn === 'dissatisfied')
      if (turn === 'dissatisfied') {
        work(WORKDAY + pick(2 * WORKDAY))
        report(`${told.report}已再次上门，当面说明并逐项落实。`)
        answer(`您好，您再次反映的问题收悉。承办单位已再次上门。${told.reply}`)
        rate(false)
      }
    }
  }
  const rests = last === undefined ? moves.length : moves.findIndex((m) => m.move === last) + 1
  const happened = moves.slice(0, rests).filter((m) => m.at < ctx.now)
  const kept = draft as Told['draft']
  return { item: { matter, moves: happened, contacts: [contact] }, at, draft: kept && kept.at < ctx.now ? kept : null }
}

/** When the letters came: four to six a working day in office hours, a call or two on other days. */
function arrivals(ctx: Ctx, pick: Pick): Instant[] {
  const found: Instant[] = []
  for (let day = DAYS; day >= 0; day--) {
    const midnight = addMillis(ctx.now, -day * DAY)
    const opens = afterWork(midnight, 0, ctx.calendar)
    const works = opens < addMillis(midnight, 12 * HOUR)
    const n = works ? 3 + pick(3) : pick(2)
    for (let i = 0; i < n; i++) found.push(works ? afterWork(opens, pick(WORKDAY), ctx.calendar) : addMillis(midnight, pick(10) * HOUR))
  }
  return found.filter((at) => at < addMillis(ctx.now, -20 * MINUTE)).sort()
}
/** What must be on the desk today: one letter resting at each step, begun as late as its steps allow. */
const resting: readonly (readonly [Turn, string])[] = [
  ['plain', 'register'],
  ['plain', 'assign'],
  ['plain', 'accept'],
  ['extended', 'extend'],
  ['plain', 'report'],
  ['plain', 'submit'],
  ['plain', 'reply'],
  ['anonymous', 'unanswerable'],
  ['void', 'sign'],
]
function restingLetter(ctx: Ctx, cast: Cast, [turn, last]: (typeof resting)[number], n: number, idsAt: (at: Instant) => Ids): Told {
  const story = demoCases.filter((c) => c.kind !== 'enquiry')[n * 3] as DemoCase
  for (let hours = 1; ; hours += 3) {
    const start = addMillis(ctx.now, -hours * HOUR - n * MINUTE)
    const told = life(ctx, cast, story, turn, start, sequence(n), idsAt, last)
    if (told.item.moves.at(-1)?.move === last) return told
  }
}
function turnOf(story: DemoCase, pick: Pick): Turn {
  if (story.kind === 'enquiry' && pick(10) < 7) return 'atOnce'
  let at = pick(turns.reduce((sum, [, weight]) => sum + weight, 0))
  for (const [turn, weight] of turns) {
    at -= weight
    if (at < 0) return turn
  }
  return 'plain'
}

/**
 * @param idsAt ids of a given time, so the month sorts as it happened
 * @throws Error when the office refused a move: the demo is then wrong, not the office
 */
export async function loadDemoLetters(ctx: Ctx, idsAt: (at: Instant) => Ids): Promise<number> {
  const pick = sequence(412)
  const cast = castOf(ctx.office, ctx.now)
  const letters = arrivals(ctx, pick).map((at) => {
    const story = demoCases[pick(demoCases.length)] as DemoCase
    return life(ctx, cast, story, turnOf(story, pick), at, pick, idsAt)
  })
  letters.push(...resting.map((one, n) => restingLetter(ctx, cast, one, n, idsAt)))
  letters.sort((a, b) => (a.at < b.at ? -1 : 1))
  const result = await bulk(
    ctx,
    desk,
    letters.map((l) => l.item),
    idsAt,
  )
  const [no] = result.refused
  if (no) throw new Error(`the demo's ${no.move} was refused: ${no.refusal.code} ${JSON.stringify(no.refusal.facts)}`)
  for (const { item, draft } of letters) if (draft) await keepDraftText(ctx.tx, { matter_id: item.matter, text: draft.text, saved_at: draft.at, saved_by: draft.by })
  return result.written
}
