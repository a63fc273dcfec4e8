/** A few matters for the demo city: one answered and closed, one in hand, one just registered. Moved through `decide`, so their history is true. */
import { type BulkMove, bulk } from '../../kernel/bulk.ts'
import type { Ctx } from '../../kernel/ctx.ts'
import type { MatterFacts } from '../../kernel/decide/facts.ts'
import { holdersOf, postsOfUnit } from '../../kernel/decide/office.ts'
import type { Ids, MatterId, PersonId, UnitId } from '../../kernel/ids.ts'
import { wordInput } from '../../kernel/moves/inputs.ts'
import { addMillis, DAY, HOUR } from '../../kernel/time.ts'
import { declared } from './do/register.ts'

interface Pair {
  readonly unit: UnitId
  readonly head: PersonId
  readonly hand: PersonId
}
/** Units with a head and somebody who receives. */
function pairs({ office, now }: Ctx): Pair[] {
  return [...office.units.keys()].flatMap((unit) => {
    const posts = postsOfUnit(office, unit, now)
    const held = (key: string) => posts.filter((p) => p.key === key).flatMap((p) => holdersOf(office, p.id, now))[0]
    const [head, hand] = [held('unit-head'), held('liaison')]
    return head && hand ? [{ unit, head, hand }] : []
  })
}

/** @returns how many matters were made */
export async function loadDemoAffairs(ctx: Ctx, idsAt: (at: Ctx['now']) => Ids): Promise<number> {
  const [own, asking] = pairs(ctx)
  if (!own || !asking) return 0
  const { unit, head, hand } = own
  const steps = 6
  const items = [1, 3, steps].map((done, n) => {
    const start = addMillis(ctx.now, -(n + 2) * DAY)
    const matter = idsAt(start).next<MatterId>()
    const on = { matter, piece: null }
    const moves: readonly (readonly [string, PersonId, unknown])[] = [
      ['register', head, wordInput.register.parse({ title: `交办事项事项之${n + 1}`, origin: 'assigned', unit, askers: [{ holder: { unit: asking.unit } }] })],
      ['assign', head, wordInput.assign.parse({ ...on, lead: { unit, person: hand }, ask: '请办理。' })],
      ['accept', hand, wordInput.accept.parse(on)],
      ['report', hand, ({ matter: { version } }: MatterFacts) => wordInput.report.parse({ ...on, version, result: 'done', text: '已办。' })],
      ['reply', head, wordInput.reply.parse({ ...on, body: '已办，特此回复。', via: 'in_app' })],
      ['close', head, wordInput.close.parse(on)],
    ]
    const life = moves.slice(0, done).map(
      ([move, person, input], step): BulkMove => ({
        move,
        input,
        at: addMillis(start, step * HOUR),
        who: { person },
        ...(step === 0 ? { detail: { purpose: '演示事由。' } } : {}),
      }),
    )
    return { matter, moves: life }
  })
  const { written, refused } = await bulk(ctx, declared, items, idsAt)
  if (refused[0]) throw new Error(`the demo of 交办事项 is refused at ${refused[0].move}: ${refused[0].refusal.code}`)
  return written
}
