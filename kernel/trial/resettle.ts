/** The trial office in memory changes: a post is handed over, units are reorganised. What `people/hand-over-post.ts` and `people/reorganise.ts` do on rows. Test support. */
import { foldEffects } from '../decide/fold.ts'
import { membersOf, type Office, runs } from '../decide/office.ts'
import { unended } from '../decide/run.ts'
import type { ActId, MatterId, PersonId, PostId } from '../ids.ts'
import { takesPost, withoutHolding } from '../people/hand-over-post.ts'
import { reorganise } from '../people/organisation-shape.ts'
import { afterwards, planOf, seatIn } from '../people/reorganise-plan.ts'
import { leftBehind, seatFor, seatOf } from '../people/seats.ts'
import { type TakeOver, takeOver } from '../people/take-over.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import type { MemoryOffice } from './memory.ts'
import type { Chance } from './play.ts'

/** Every matter of the office, with `t`, on the office as it becomes. @returns pieces that changed their seat */
function resettleAll(office: MemoryOffice, after: Office, t: Omit<TakeOver, 'said'>): number {
  const before = { ...office.world(), office: after }
  let [n, matters] = [0, office.matters]
  const act = office.ids.next<ActId>()
  for (const id of [...office.matters.keys()] as MatterId[]) {
    const done = takeOver({ ...before, matters }, id, { ...t, said: {} }, { now: office.now, act, ids: office.ids })
    if (!done) continue
    n += done.moved.length
    matters = foldEffects({ ...before, matters }, done.effects)
  }
  office.office = after
  office.matters = matters
  return n
}

/** @returns pieces taken over; null where nobody may take one of them: nothing has changed then */
export function handOverIn(office: MemoryOffice, person: PersonId, post: PostId, taker: PersonId): number | null {
  const at = office.now
  const out = withoutHolding(office.office, person, post)
  const holdings = takesPost(out, { post, receiver: taker }, 'main', at)
    ? [...out.holdings, { person: taker, post, kind: 'also' as const, from_at: at, to_at: null }]
    : out.holdings
  const after: Office = { ...out, holdings }
  if (!seatFor(after, taker, post, at)) return null
  const desks = new Map([[office.desk.key, { desk: office.desk }]])
  const seats = seatOf(after, desks, post, taker, at)
  const left = [...office.matters.values()].flatMap((f) => f.assignments.filter((a) => unended(a) && leftBehind(out, person, post, a, at)).map((a) => ({ a, f })))
  if (left.some(({ a, f }) => seats(a, f) === null)) return null
  return resettleAll(office, after, {
    move: 'handOverPost',
    actor: taker,
    seat: (a, f) => (leftBehind(out, person, post, a, at) ? seats(a, f) : null),
  })
}

type Asked = Parameters<typeof reorganise.input.parse>[0]
export function reorganiseIn(office: MemoryOffice, asked: Asked, actor: PersonId): number | Refusal {
  const plan = planOf(office.office, reorganise.input.parse(asked), office.ids, office.now)
  if (isRefusal(plan)) return plan
  const after = afterwards(office.office, plan, office.now)
  return resettleAll(office, after, { move: 'reorganise', actor, seat: seatIn(after, plan, office.now) })
}

/** A random change of the office: somebody hands a post over, a bureau is renamed, two become one, one is parted. @returns what it was; null where it was refused */
export function resettleAtRandom(office: MemoryOffice, c: Chance): string | null {
  const now = office.now
  const [keeper] = office.office.persons.keys()
  if (!c.rare(3)) {
    const holding = c.of(office.office.holdings.filter((h) => runs(h, now) && office.office.posts.has(h.post)))
    const post = holding && office.office.posts.get(holding.post)
    const taker = post && (c.rare(4) ? c.of([...office.office.persons.keys()]) : c.of(membersOf(office.office, post.unit, now).filter((p) => p !== holding.person)))
    const n = holding && taker && taker !== holding.person ? handOverIn(office, holding.person, holding.post, taker) : null
    return n === null ? null : `${n} handed over`
  }
  const standing = [...office.office.units.values()].filter((u) => runs(u, now) && u.kind === 'department')
  const [one, two] = [c.of(standing), c.of(standing)]
  if (!one || !two || !keeper) return null
  const make = (code: string) => ({ make: { name: code, short: code, code, parent: null, kind: 'department' as const } })
  const serial = `r${c.pick(1_000_000)}`
  const ending = c.rare(2) && one !== two ? [one.id, two.id] : [one.id]
  const parted = ending.length === 1 && c.rare(2)
  const own = [...office.office.posts.values()].filter((p) => p.unit === one.id && runs(p, now))
  const n = reorganiseIn(
    office,
    {
      look: false,
      kind: ending.length > 1 ? 'merge' : parted ? 'split' : 'rename',
      basis: '文件',
      ending,
      successors: parted ? [make(serial), make(`${serial}b`)] : [make(serial)],
      posts: parted ? own.map((p, i) => ({ post: p.id, into: i % 2, receiving: true })) : [],
    },
    keeper,
  )
  return isRefusal(n) ? null : `${n} taken along into ${serial}`
}
