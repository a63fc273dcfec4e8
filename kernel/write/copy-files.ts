/** Files of one matter that go along into another: the same bytes under ids of their own, waiting for the matter that takes them. */
import type { Ctx } from '../ctx.ts'
import type { FileId, MatterId } from '../ids.ts'
import { run } from './tx.ts'

/** @param matter one the caller may see. Those whose name was erased stay where they are. */
export async function copyFiles(ctx: Ctx, matter: MatterId): Promise<FileId[]> {
  const rows = await run<{ digest: string; name: string; kind: string; size: number }>(
    ctx.tx,
    'select f.digest, f.name, f.kind, f.size from file f where f.matter_id = $1 and f.name is not null order by f.id',
    [matter],
  )
  const copies = rows.map((row) => ({ ...row, id: ctx.ids.next<FileId>(), by: ctx.who.person, at: ctx.now }))
  await run(
    ctx.tx,
    'insert into upload (id, digest, name, kind, size, by, at) select c.id, c.digest, c.name, c.kind, c.size, c.by, c.at from json_populate_recordset(null::upload, $1::json) c',
    [JSON.stringify(copies)],
  )
  return copies.map((one) => one.id)
}
