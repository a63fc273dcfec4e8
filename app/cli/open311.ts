/** Open311: keys for programs, which services are public, by which name this office goes. On record under the system administrator who does it. Rule: R-W04, R-C15 */
import { holdsMark } from '../../kernel/secret-mark.ts'
import { chineseDate, officeDate } from '../../kernel/time.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { issueKey, type KeptKey, listKeys, listServices, markService, revokeKey, setJurisdiction } from '../../platform/open311/keys.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import type { RunningEnv } from '../env.ts'
import { tellPrograms } from '../open311.ts'
import { onRecord } from './by-administrator.ts'
import { type Call, type Command, same } from './command.ts'

const wrong = () =>
  new PlainStop(
    '用法：./huiyin open311 keys | services | issue 使用单位 --for 用途 [--rate 每小时件数] --by 登录名 | revoke 密钥编号 --by 登录名 | show|hide 服务代码 --by 登录名 | jurisdiction 域名 --by 登录名。',
    'Usage: ./huiyin open311 keys | services | issue HOLDER --for PURPOSE [--rate N] --by USERNAME | revoke KEY-ID --by USERNAME | show|hide SERVICE --by USERNAME | jurisdiction DOMAIN --by USERNAME.',
  )
async function issue(env: RunningEnv, call: Call, name: string): Promise<void> {
  const { for: purpose, rate = '60' } = call.flags
  const perHour = /^\d{1,5}$/.test(String(rate)) ? Number(rate) : 0
  if (typeof purpose !== 'string' || [name, purpose].some((one) => one.trim() === '' || one.length > 100) || perHour < 1 || perHour > 10_000) throw wrong()
  if (holdsMark(name) || holdsMark(purpose)) throw new PlainStop('文字带有密级标志。', 'The text carries a mark of secrecy.')
  const issued = { id: '', secret: '' }
  await onRecord(env, call, wrong, 'open311.issueKey', async (tx) => {
    Object.assign(issued, await issueKey(tx, { name: name.trim(), purpose: purpose.trim(), perHour }, env.clock.now()))
    return { key: issued.id, perHour }
  })
  call.result(
    { ...issued, perHour },
    {
      zh: `密钥编号 ${issued.id.slice(0, 8)}，api_key：${issued.secret}，每小时 ${perHour} 件。api_key 只显示这一次。`,
      en: `Key ${issued.id.slice(0, 8)}, api_key ${issued.secret}, ${perHour} an hour. The api_key is shown this once.`,
    },
  )
}
async function revoke(env: RunningEnv, call: Call, beginning: string): Promise<void> {
  await onRecord(env, call, wrong, 'open311.revokeKey', async (tx) => {
    const key = beginning.length < 8 ? null : await revokeKey(tx, beginning, env.clock.now())
    if (key === null)
      throw new PlainStop(`没有以“${beginning}”开头的在用密钥，./huiyin open311 keys 列出全部。`, `No key in use begins with "${beginning}"; ./huiyin open311 keys lists them.`)
    return { key }
  })
  call.result({ revoked: beginning }, { zh: '密钥已作废，即刻起不能再交。', en: 'The key is revoked and hands in nothing from now on.' })
}
async function keys(env: RunningEnv, call: Call): Promise<void> {
  const found = await inAct(env.pools.act, listKeys)
  const row = (k: KeptKey, over: string, used: string) =>
    [k.id.slice(0, 8), k.name, k.purpose, `${k.per_hour}/h`, chineseDate(officeDate(k.issued_at)), k.revoked_at ? over : used.replace('#', String(k.requests))].join('\t')
  call.result(found, {
    zh: found.map((k) => row(k, '已作废', '收到 # 件')).join('\n') || '还没有发放密钥。',
    en: found.map((k) => row(k, 'revoked', '# handed in')).join('\n') || 'No key was issued yet.',
  })
}
async function services(env: RunningEnv, call: Call): Promise<void> {
  const found = await inAct(env.pools.act, listServices)
  const lines = (shown: string, hidden: string, unused: string) => found.map((s) => `${s.code}\t${s.zh}\t${!s.in_use ? unused : s.open ? shown : hidden}`).join('\n')
  call.result(found, { zh: lines('公开', '不公开', '已停用'), en: lines('public', 'not public', 'out of use') })
}
async function mark(env: RunningEnv, call: Call, code: string, open: boolean): Promise<void> {
  await onRecord(env, call, wrong, open ? 'open311.showService' : 'open311.hideService', async (tx) => {
    if (!(await markService(tx, code, open)))
      throw new PlainStop(`没有服务“${code}”，./huiyin open311 services 列出全部。`, `There is no service "${code}"; ./huiyin open311 services lists them.`)
    return { service: code }
  })
  call.result({ service: code, open }, open ? { zh: `${code} 已公开。`, en: `${code} is public.` } : { zh: `${code} 不再公开。`, en: `${code} is no longer public.` })
}
async function jurisdiction(env: RunningEnv, call: Call, name: string): Promise<void> {
  if (!/^[a-z0-9.-]{1,100}$/.test(name)) throw wrong()
  await onRecord(env, call, wrong, 'open311.jurisdiction', async (tx) => {
    await setJurisdiction(tx, name)
    return { jurisdiction: name }
  })
  call.result({ jurisdiction: name }, { zh: `jurisdiction_id 是 ${name}。`, en: `jurisdiction_id is ${name}.` })
}

export const command: Command = {
  summary: { zh: 'Open311 对接：发放和作废密钥、公开服务', en: 'Open311: issue and revoke keys, mark services public' },
  usage: {
    zh: 'keys | services | issue <使用单位> | revoke <密钥编号> | show <服务代码> | hide <服务代码> | jurisdiction <域名>',
    en: 'keys | services | issue "holder" | revoke "key id" | show "service" | hide "service" | jurisdiction "domain"',
  },
  explains: [
    [same('issue'), { zh: '发放密钥，api_key 只显示一次，库里只存摘要', en: 'issue a key: shown once, kept as a digest' }],
    [same('revoke'), { zh: '作废密钥，即刻生效', en: 'revoke a key at once' }],
    [same('show, hide'), { zh: '一类服务对外公开，或不公开', en: 'a service is public, or not' }],
    [same('--for'), { zh: '密钥的用途', en: 'what the key is for' }],
    [same('--rate'), { zh: '每小时最多件数，默认 60', en: 'how many an hour at most; 60 where not said' }],
    [same('--by'), { zh: '办这件事的系统管理员的登录名，记入办理记录', en: 'user name of the system administrator whose act it is; on record' }],
  ],
  options: { for: { type: 'string' }, rate: { type: 'string' }, by: { type: 'string' } },
  async run(call) {
    const [what = '', said = '', ...more] = call.args
    const alone = what === 'keys' || what === 'services'
    const known = alone || ['issue', 'revoke', 'show', 'hide', 'jurisdiction'].includes(what)
    if (!known || alone !== (said === '') || more.length > 0) throw wrong()
    const { env } = await call.open()
    if (what === 'services' || what === 'show' || what === 'hide') await tellPrograms(env)
    if (what === 'keys') await keys(env, call)
    else if (what === 'services') await services(env, call)
    else if (what === 'issue') await issue(env, call, said)
    else if (what === 'revoke') await revoke(env, call, said)
    else if (what === 'jurisdiction') await jurisdiction(env, call, said)
    else await mark(env, call, said, what === 'show')
    return 0
  },
}
