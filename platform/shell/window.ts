/** 收发窗口: asks every entrance its person may register at; whoever may register nowhere is told so by an empty list. Rule: GN-02 */
import { hasPower, postsHeld } from '../../kernel/decide/office.ts'
import type { EntranceOffice } from '../../kernel/entrance.ts'
import { propose } from '../../kernel/reading/window-shape.ts'
import { handle } from '../ctx/handle.ts'

/** The units and people of today. */
function officeOf({ office, now, calendar }: Parameters<Parameters<typeof handle>[1]>[0]): EntranceOffice {
  const people = [...office.persons.values()]
    .filter((p) => p.active)
    .flatMap((p) => {
      const posts = postsHeld(office, p.id, now)
      return posts.length > 0 ? [{ id: p.id, name: p.name, unit: posts[0]?.unit ?? null, titles: posts.map((post) => post.title) }] : []
    })
  return { units: [...office.units.values()].filter((u) => u.from_at <= now && (u.to_at === null || now < u.to_at)), people, now, calendar }
}

export const handlePropose = handle(
  propose,
  async (ctx, { text }) => {
    const office = officeOf(ctx)
    const open = [...ctx.desks.values()].flatMap(({ desk, entrances = [] }) =>
      entrances.filter((one) => hasPower(ctx.office, ctx.who.person, one.power, ctx.now)).map((one) => ({ desk: desk.key, one })),
    )
    return {
      proposals: open
        .map(({ desk, one }) => {
          const { score, signs, arrived } = one.propose(text, office)
          return { desk, key: one.key, score, signs: [...signs], arrived: { ...arrived, helpers: [...arrived.helpers] } }
        })
        // stable: of two that speak alike the earlier desk
        .sort((a, b) => b.score - a.score),
    }
  },
  'signed-in',
)
