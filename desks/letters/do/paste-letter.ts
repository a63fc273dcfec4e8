/** 一贴即办: reads what was pasted with this office's units and calendar. Stores nothing. */
import { handle } from '../../../platform/ctx/handle.ts'
import { readPasted } from '../paste.ts'
import { paste } from '../shape.ts'

export const handlePaste = handle(
  paste,
  async (ctx, { text }) => {
    const units = [...ctx.office.units.values()].filter((u) => u.from_at <= ctx.now && (u.to_at === null || ctx.now < u.to_at))
    return readPasted(text, { units, now: ctx.now, calendar: ctx.calendar })
  },
  { power: 'letters.register' },
  { writesNothing: true },
)
