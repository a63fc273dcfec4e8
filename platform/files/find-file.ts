/** One file by its id, for whoever may see it. */
import type { FileId, MatterId } from '../../kernel/ids.ts'
import { maySee, sightOf } from '../../kernel/people/sight.ts'
import { onePolicy } from '../../kernel/policies/read.ts'
import { run } from '../../kernel/write/tx.ts'
import type { ReadCtx } from '../ctx/reading.ts'

export interface FoundFile {
  readonly digest: string
  readonly name: string | null
  readonly kind: string
  readonly size: number
  readonly matter: MatterId | null
  readonly named: boolean
}
/** A file of a matter he may see, or an upload of his own; anything else is the same nothing (invariant 14). */
export async function findFile(ctx: ReadCtx, id: FileId): Promise<FoundFile | null> {
  const [file] = await run<FoundFile>(
    ctx.tx,
    `select f.digest, f.name, f.kind, f.size, f.matter_id as matter, m.readers = 'named' as named from file f join matter m on m.id = f.matter_id where f.id = $1`,
    [id],
  )
  if (file?.matter) return (await maySee(ctx.tx, sightOf(ctx.office, ctx.who.person, ctx.now), file.matter)) ? file : null
  const [own] = await run<{ policy: string; version: number } & FoundFile>(
    ctx.tx,
    'select f.policy, f.version, f.digest, f.name, f.kind, f.size::int as size, null as matter, false as named from policy_file f where f.id = $1',
    [id],
  )
  if (own) return (await onePolicy(ctx, own.policy, own.version)) ? own : null
  const [upload] = await run<FoundFile>(ctx.tx, 'select u.digest, u.name, u.kind, u.size, null as matter, false as named from upload u where u.id = $1 and u.by = $2', [
    id,
    ctx.who.person,
  ])
  return upload ?? null
}
