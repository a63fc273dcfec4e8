/** 机构调整, and a look at what it would take along. */
import type { Ctx } from '../../kernel/ctx.ts'
import { type Office, runs } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { reorganise } from '../../kernel/people/organisation-shape.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { type Reorganised, reorganiseOffice } from '../../kernel/people/reorganise.ts'
import { type Asked, afterwards, type Plan } from '../../kernel/people/reorganise-plan.ts'
import { isRefusal, type Refusal, RefusalError } from '../../kernel/refusal.ts'
import { handle } from '../ctx/handle.ts'

type Warning = { readonly code: 'two-heads' | 'two-receivers' | 'two-leaders' | 'vacant-post'; readonly unit: string; readonly what: string }
/** What the office should settle beside: two heads in one unit, two leaders in charge of it, posts nobody holds. */
function warningsOf(office: Office, plan: Plan, ctx: Pick<Ctx, 'now'>): Warning[] {
  const after = afterwards(office, plan, ctx.now)
  const holds = (post: string) => after.holdings.filter((h) => h.post === post && runs(h, ctx.now))
  return plan.successors.flatMap((unit): Warning[] => {
    const posts = [...after.posts.values()].filter((p) => p.unit === unit.id && runs(p, ctx.now))
    const heads = posts.filter((p) => p.head && holds(p.id).length > 0)
    const receivers = posts.filter((p) => p.receiving && holds(p.id).length > 0)
    const leaders = new Set(
      office.portfolios.filter((p) => p.kind === '分管' && runs(p, ctx.now) && p.unit && (p.unit === unit.id || plan.ending.some((e) => e.id === p.unit))).map((p) => p.person),
    )
    const names = (ids: Iterable<PersonId>) => [...ids].map((id) => office.persons.get(id)?.name ?? '').join('、')
    return [
      ...(heads.length > 1 ? [{ code: 'two-heads' as const, unit: unit.name, what: heads.map((p) => p.title).join('、') }] : []),
      ...(receivers.length > 1 ? [{ code: 'two-receivers' as const, unit: unit.name, what: receivers.map((p) => p.title).join('、') }] : []),
      ...(leaders.size > 1 ? [{ code: 'two-leaders' as const, unit: unit.name, what: names(leaders) }] : []),
      ...posts.filter((p) => holds(p.id).length === 0).map((p) => ({ code: 'vacant-post' as const, unit: unit.name, what: p.title })),
    ]
  })
}

/** One notice to each whose work moved with him, and to whoever receives it now. */
async function tell(ctx: Ctx, done: Reorganised): Promise<void> {
  const to = new Set(done.moved.flatMap((m) => m.taken.person ?? []))
  await putNotices(
    ctx.tx,
    [...to].map((person) => ({ kind: 'reorganised', to: person, key: `reorganised:${ctx.act}`, payload: { by: ctx.who.person }, dueAt: ctx.now })),
  )
}

/** The act itself: on record, and whoever now has the work is told. */
export async function carryOut(ctx: Ctx, asked: Asked): Promise<Reorganised | Refusal> {
  const done = await reorganiseOffice(ctx, { ...asked, look: false })
  if (isRefusal(done)) return done
  await tell(ctx, done)
  await recordOfficeAct(ctx, 'people.reorganise', {
    kind: done.plan.kind,
    from: done.plan.ending.map((u) => u.id).join(' '),
    to: done.plan.successors.map((u) => u.id).join(' '),
    matters: done.matters,
    pieces: done.pieces,
  })
  return done
}

export const reorganiseActs = [
  handle(
    reorganise,
    async (ctx, asked) => {
      const done = asked.look ? await reorganiseOffice(ctx, asked) : await carryOut(ctx, asked)
      if (isRefusal(done)) throw new RefusalError(done)
      const { plan } = done
      return {
        units: plan.successors.map((u) => ({ id: u.id, name: u.name })),
        matters: done.matters,
        pieces: done.pieces,
        posts: plan.posts.length,
        people: done.people,
        portfolios: done.portfolios,
        children: done.children,
        warnings: warningsOf(ctx.office, plan, ctx),
      }
    },
    { power: 'office.people' },
    { endsSessions: true },
  ),
]
