/** What is left to do when classified text got in anyway: the texts and files of one matter erased, and the tables written anew. Rule: R-C05; docs/operations/clean-up.md */
import { cleanUp } from '../kernel/clean-up.ts'
import { hasPower } from '../kernel/decide/office.ts'
import type { PersonId } from '../kernel/ids.ts'
import { RefusalError } from '../kernel/refusal.ts'
import { run } from '../kernel/write/tx.ts'
import { openCtx } from '../platform/ctx/handle.ts'
import type { House } from '../platform/ctx/house.ts'
import { inAct } from '../platform/ctx/transaction.ts'
import { withClient } from '../platform/database/connection.ts'
import type { FileStore } from '../platform/files/store.ts'
import { PlainStop } from '../platform/plain-stop.ts'

const REASON = '误入清理'
/** Tables whose dead rows may still hold the text until they are written anew: all that hang on a matter, of every desk; history is only ever added to. */
const touched = `select c.oid::regclass::text as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'event'
  and (c.relname in ('matter', 'file_text') or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'matter_id' and not a.attisdropped)) order by 1`

/** @throws PlainStop where the person may not, or nobody has that number */
export async function cleanUpByNumber(house: House, store: FileStore, number: string, by: string): Promise<{ texts: number; files: number; since: string }> {
  const done = await inAct(house.pools.act, async (tx) => {
    const [person] = await run<{ id: PersonId }>(tx, 'select p.id from person p where p.username = $1 and p.active', [by])
    const ctx = person && (await openCtx(house, tx, { person: person.id }))
    if (!ctx || !hasPower(ctx.office, ctx.who.person, 'office.secrecy', ctx.now))
      throw new PlainStop(`“${by}”没有保密管理权限。`, `"${by}" does not hold the power to keep secrecy.`)
    return cleanUp(ctx, number, REASON).catch((error) => {
      if (!(error instanceof RefusalError) || error.refusal.code !== 'kernel.not-found') throw error
      throw new PlainStop(`没有编号“${number}”。`, `There is no number "${number}".`)
    })
  })
  let files = 0
  for (const digest of done.files) {
    const elsewhere = await inAct(house.pools.act, (tx) =>
      run(
        tx,
        'select 1 from file f where f.digest = $1 and f.name is not null union all select 1 from upload u where u.digest = $1 union all select 1 from policy_file q where q.digest = $1 limit 1',
        [digest],
      ),
    )
    if (elsewhere.length > 0 || !(await store.has(digest))) continue
    await store.drop(digest)
    files++
  }
  await withClient(house.address, 'owner', async (owner) => {
    const { rows } = await owner.query<{ name: string }>(touched)
    for (const { name } of rows) await owner.query(`vacuum full ${name}`)
  })
  return { texts: done.texts, files, since: done.since }
}
