/** 中心密钥: issued to the program of a 12345 centre, and revoked. On record under the system administrator who does it. Rule: R-C15, R-C18 */
import { holdsMark } from '../../kernel/secret-mark.ts'
import { chineseDate, officeDate } from '../../kernel/time.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { issueCentreKey, type KeptCentreKey, listCentreKeys, revokeCentreKey } from '../centre-keys.ts'
import type { RunningEnv } from '../env.ts'
import { onRecord } from './by-administrator.ts'
import { type Call, type Command, same } from './command.ts'

const wrong = () =>
  new PlainStop(
    '用法：./huiyin centre keys | issue 外部系统 [--rate 每小时件数] --by 登录名 | revoke 密钥编号 --by 登录名。',
    'Usage: ./huiyin centre keys | issue SYSTEM [--rate N] --by USERNAME | revoke KEY-ID --by USERNAME.',
  )
async function issue(env: RunningEnv, call: Call, said: string): Promise<void> {
  const { rate = '600' } = call.flags
  const [perHour, system] = [/^\d{1,5}$/.test(String(rate)) ? Number(rate) : 0, said.trim()]
  if (system === '' || system.length > 40 || perHour < 1 || perHour > 10_000) throw wrong()
  if (holdsMark(system)) throw new PlainStop('文字带有密级标志。', 'The text carries a mark of secrecy.')
  const issued = { id: '', secret: '' }
  await onRecord(env, call, wrong, 'centre.issueKey', async (tx) => {
    Object.assign(issued, await issueCentreKey(tx, system, perHour, env.clock.now()))
    return { key: issued.id, system, perHour }
  })
  call.result(
    { ...issued, system, perHour },
    {
      zh: `密钥编号 ${issued.id.slice(0, 8)}，密钥：${issued.secret}，每小时 ${perHour} 次。密钥只显示这一次。`,
      en: `Key ${issued.id.slice(0, 8)}, secret ${issued.secret}, ${perHour} calls an hour. The secret is shown this once.`,
    },
  )
}
async function revoke(env: RunningEnv, call: Call, beginning: string): Promise<void> {
  await onRecord(env, call, wrong, 'centre.revokeKey', async (tx) => {
    const key = beginning.length < 8 ? null : await revokeCentreKey(tx, beginning, env.clock.now())
    if (key === null)
      throw new PlainStop(`没有以“${beginning}”开头的在用密钥，./huiyin centre keys 列出全部。`, `No key in use begins with "${beginning}"; ./huiyin centre keys lists them.`)
    return { key }
  })
  call.result({ revoked: beginning }, { zh: '密钥已作废，即刻起不能再用。', en: 'The key is revoked and opens nothing from now on.' })
}
async function keys(env: RunningEnv, call: Call): Promise<void> {
  const found = await inAct(env.pools.act, listCentreKeys)
  const row = (k: KeptCentreKey, over: string, used: string) =>
    [k.id.slice(0, 8), k.system, `${k.per_hour}/h`, chineseDate(officeDate(k.issued_at)), k.revoked_at ? over : used.replace('#', String(k.letters))].join('\t')
  call.result(found, {
    zh: found.map((k) => row(k, '已作废', '登记 # 件')).join('\n') || '还没有发放密钥。',
    en: found.map((k) => row(k, 'revoked', '# registered')).join('\n') || 'No key was issued yet.',
  })
}
export const command: Command = {
  summary: { zh: '12345 中心接口：发放和作废密钥', en: 'interface of a 12345 centre: issue and revoke keys' },
  usage: { zh: 'keys | issue <外部系统> | revoke <密钥编号>', en: 'keys | issue "system" | revoke "key id"' },
  explains: [
    [same('issue'), { zh: '发放密钥，只显示一次，库里只存摘要', en: 'issue a key: shown once, kept as a digest' }],
    [same('revoke'), { zh: '作废密钥，即刻生效', en: 'revoke a key at once' }],
    [same('--rate'), { zh: '每小时最多几次送交，默认 600', en: 'how many are sent an hour at most; 600 where not said' }],
    [same('--by'), { zh: '办这件事的系统管理员的登录名，记入办理记录', en: 'user name of the system administrator whose act it is; on record' }],
  ],
  options: { rate: { type: 'string' }, by: { type: 'string' } },
  async run(call) {
    const [what = '', said = '', ...more] = call.args
    if (!['keys', 'issue', 'revoke'].includes(what) || (what === 'keys') !== (said === '') || more.length > 0) throw wrong()
    const { env } = await call.open()
    if (what === 'keys') await keys(env, call)
    else if (what === 'issue') await issue(env, call, said)
    else await revoke(env, call, said)
    return 0
  },
}
