/** 一贴即办: reads what was written with this office's units and calendar, and with what its closed letters taught. Stores nothing. */
import type { Ctx } from '../../../kernel/ctx.ts'
import { inUse } from '../../../kernel/rules/dictionary.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { levelOne } from '../categories.ts'
import { letters } from '../desk.ts'
import { type PasteUnit, readPasted } from '../paste.ts'
import { suggested } from '../read/suggest.ts'
import { type Pasted, paste } from '../shape.ts'

const because = (words: readonly string[]): string => `以往来信用语${words.map((word) => `“${word}”`).join('')}`

/** The first level where it is sure of that alone; an entry out of use is not proposed. */
function categoryOf(ctx: Ctx, found: Awaited<ReturnType<typeof suggested>>): Pasted['category'] {
  const { category, entry } = found
  if (!category) return null
  const deep = entry && levelOne(entry.is) === category.is ? entry : category
  const best = [deep, category].find((one) => inUse(letters, ctx.rules, 'categories', one.is, ctx.now))
  return best && best.words.length > 0 ? { key: best.is, because: because(best.words) } : null
}
/** What earlier letters say stands first where the dispatch list is in doubt, and beside it where both say the same. */
function unitsWith(read: Pasted['units'], found: { readonly is: string; readonly words: readonly string[] } | undefined, units: readonly PasteUnit[]): Pasted['units'] {
  const unit = units.find((u) => u.id === found?.is)
  if (!found || !unit || found.words.length === 0) return read
  const reason = because(found.words)
  const same = read.find((u) => u.unit === unit.id)
  if (same) return read.map((u) => (u === same ? { ...u, because: `${u.because}；${reason}` } : u))
  const own = { unit: unit.id as string, name: unit.short, because: reason, sure: 'middle' as const }
  const sureOfAnother = read[0] && read[0].sure !== 'low'
  return (sureOfAnother ? [...read.slice(0, 2), { ...own, sure: 'low' as const }] : [own, ...read.map((u) => ({ ...u, sure: 'low' as const }))]).slice(0, 3)
}

export const handlePaste = handle(
  paste,
  async (ctx, { text }) => {
    const units = [...ctx.office.units.values()].filter((u) => u.from_at <= ctx.now && (u.to_at === null || ctx.now < u.to_at))
    const read = readPasted(text, { units, now: ctx.now, calendar: ctx.calendar })
    const found = await suggested(ctx.tx, { title: read.title, body: read.body })
    return { ...read, category: categoryOf(ctx, found), units: unitsWith(read.units, found.unit, units) }
  },
  { power: 'letters.register' },
  { writesNothing: true },
)
