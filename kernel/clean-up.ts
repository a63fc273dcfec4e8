/**
 * 误入清理: classified text that got in anyway. Every personal text of one matter, the kernel's and the desk's own, is erased on record,
 * one event each; the chain still holds. Rule: R-C05; architecture §2 «Erasure»
 */
import { advance } from './advance.ts'
import type { Ctx } from './ctx.ts'
import { notFound } from './decide/decide.ts'
import type { MatterFacts } from './decide/facts.ts'
import { personalTexts } from './decide/rows.ts'
import { hasDraftText } from './drafts/erase.ts'
import type { ActId, MatterId } from './ids.ts'
import { RefusalError } from './refusal.ts'
import type { Instant } from './time.ts'
import { loadWorld } from './write/load.ts'
import { run } from './write/tx.ts'

interface TextAt {
  readonly table: string
  readonly key: string
  readonly column: string
}
const lists = { report: 'reports', assignment: 'assignments', pause: 'pauses', answer: 'answers', note: 'notes', file: 'files' } as const

/** Every text of the matter that is still there. */
function textsOf(facts: MatterFacts, own: readonly string[], desk: string): TextAt[] {
  const rows = Object.entries(lists).flatMap(([table, list]) =>
    (facts[list] as unknown as readonly (Record<string, unknown> & { readonly id: string })[]).flatMap((row) =>
      (personalTexts[table as keyof typeof lists] ?? []).flatMap((column) => (row[column] === null ? [] : [{ table, key: row.id, column }])),
    ),
  )
  const title = facts.matter.title === null ? [] : [{ table: 'matter', key: facts.matter.id, column: 'title' }]
  return [...title, ...own.map((column) => ({ table: desk, key: facts.matter.id, column })), ...rows]
}

export interface CleanedUp {
  readonly texts: number
  /** Digests of its files; their bytes are the store's to drop. */
  readonly files: readonly string[]
  /** When it was registered: copies made since then may hold it too. */
  readonly since: Instant
}
/**
 * Erases whatever was written in a matter. Whether he may is the caller's question: the 保密员 sees no matter by his office and names it by its number.
 * @param reason stands in the history; names no content
 * @throws RefusalError `kernel.not-found`, or what the desk's `erase` refuses
 */
export async function cleanUp(ctx: Ctx, number: string, reason: string): Promise<CleanedUp> {
  const [found] = await run<{ id: MatterId }>(ctx.tx, 'select m.id from matter m where m.number = $1', [number.replace(/\s/g, '')])
  const facts = found && (await loadWorld(ctx.tx, ctx.desks, [found.id])).get(found.id)
  const entry = facts && ctx.desks.get(facts.matter.desk)
  if (!facts || !entry) throw new RefusalError(notFound())
  const { desk } = entry
  const matter = facts.matter.id
  // which of the desk's own texts are there, the desk alone can say
  const own = Object.entries(desk.texts ?? {}).flatMap(([column, without]) => ((without as (detail: unknown) => unknown)(facts.detail) === null ? [] : [column]))
  const drafted = (await hasDraftText(ctx.tx, matter)) ? [{ table: 'draft', key: matter, column: 'all' }] : []
  const texts = [...textsOf(facts, own, desk.key), ...drafted]
  const system = { ...ctx, who: { person: ctx.who.person, system: true as const } }
  for (const text of texts) await advance({ ...system, act: ctx.ids.next<ActId>() }, desk, 'erase', { input: { matter, piece: null, ...text, reason } })
  return { texts: texts.length, files: [...new Set(facts.files.map((file) => file.digest))], since: facts.matter.registered_at }
}
