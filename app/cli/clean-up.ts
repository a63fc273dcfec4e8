/** `./huiyin clean-up <number>`: what an administrator does when classified text got in anyway. Rule: R-C05; docs/operations/clean-up.md */
import { cleanUp } from '../../kernel/clean-up.ts'
import { hasPower } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { RefusalError } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { openCtx } from '../../platform/ctx/handle.ts'
import { type House, quiet } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { withClient } from '../../platform/database/connection.ts'
import { type FileStore, openFileStore } from '../../platform/files/store.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { houseOf } from '../server.ts'
import { type Call, type Command, same } from './command.ts'

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

export const command: Command = {
  summary: { zh: '误入涉密内容的清理：按编号删去一件事项的全部文字和附件', en: 'Clean up after classified text: erase every text and file of one matter' },
  usage: { zh: '<编号> --by <登录名>', en: '<number> --by <username>' },
  explains: [
    [
      { zh: '<编号>', en: '<number>' },
      { zh: '事项编号，如 交〔2026〕12号', en: 'number of the matter' },
    ],
    [same('--by'), { zh: '保密管理人员的登录名，记入经手记录', en: 'user name of the keeper of secrecy; stands on record' }],
  ],
  options: { by: { type: 'string' } },
  async run(call: Call) {
    const [number = '', more] = call.args
    const by = call.flags.by
    if (!number || more !== undefined || typeof by !== 'string') throw new PlainStop('用法：./huiyin clean-up 编号 --by 登录名。', 'Usage: ./huiyin clean-up NUMBER --by USERNAME.')
    const { env } = await call.open()
    call.tell('正在删去文字和附件，并重写数据表，期间系统稍停……', 'Erasing texts and files and writing the tables anew; the system pauses meanwhile…')
    const done = await cleanUpByNumber(houseOf(env, quiet), openFileStore(env.folders.files), number, by)
    call.result(done, {
      zh: `已删去文字 ${done.texts} 处、附件 ${done.files} 个，均有记录。${done.since.slice(0, 10)} 以来的备份、导出、打印件里还有，请按 docs/operations/clean-up.md 逐一处理并报告保密行政管理部门。`,
      en: `${done.texts} texts and ${done.files} files erased, on record. Backups, exports and prints since ${done.since.slice(0, 10)} still hold them: see docs/operations/clean-up.md.`,
    })
    return 0
  },
}
