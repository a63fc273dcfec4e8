/** 一行登记: reads a line with this office's people, units and calendar. Stores nothing. */
import { postsHeld } from '../../../kernel/decide/office.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { readOneLine } from '../line.ts'
import { readLine } from '../shape.ts'

export const handleReadLine = handle(
  readLine,
  async (ctx, { text }) => {
    const { office, now, calendar } = ctx
    const units = [...office.units.values()].filter((u) => u.from_at <= now && (u.to_at === null || now < u.to_at))
    const people = [...office.persons.values()]
      .filter((p) => p.active)
      .flatMap((p) => {
        const posts = postsHeld(office, p.id, now)
        return posts.length > 0 ? [{ id: p.id, name: p.name, unit: posts[0]?.unit ?? null, titles: posts.map((post) => post.title) }] : []
      })
    return readOneLine(text, { units, people, now, calendar })
  },
  { power: 'affairs.register' },
)
