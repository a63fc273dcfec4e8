/** 通知渠道, as the administrator sets them: addresses looked at before anything is kept, secrets sealed and never shown again; every change on record. Rule: R-C18, R-W01 */
import type { Ctx } from '../../kernel/ctx.ts'
import { putNotices } from '../../kernel/outbox/put.ts'
import { recordOfficeAct } from '../../kernel/people/record.ts'
import { isGroupKind, noticeChannels, putChannel, putNoticeSetting, testChannel } from '../../kernel/reading/notices-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import { HOLDS } from './bucket.ts'
import { channelKinds } from './channels.ts'
import { addressFault } from './outside.ts'
import { readChannels } from './read-channels.ts'

const keeps = { power: 'office.channels' } as const
const no = (code: string, facts: Record<string, string> = {}, status: 404 | 409 | 422 = 422) => new RefusalError(refuse(code, facts, status))

interface Kept {
  readonly kind: string
  readonly sealed: string | null
}
const settingOf = async (ctx: Ctx) => (await run<{ base: string; proxy: string | null }>(ctx.tx, 'select s.base, s.proxy from notice_setting s', []))[0] ?? null

/** What was kept before, with what is newly given; sealed again. @throws RefusalError `notices.secret-missing` */
function secretsOf(ctx: Ctx, kind: keyof typeof channelKinds, before: Kept | null, given: Readonly<Record<string, string>>): Record<string, string> {
  const old = before?.sealed ? (JSON.parse(ctx.box.open(before.sealed)) as Record<string, string>) : {}
  const known = channelKinds[kind].secrets
  const odd = Object.keys(given).find((key) => !(key in known))
  if (odd) throw no('notices.bad-setting', { field: odd })
  const whole = { ...old, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== '')) }
  const missing = Object.entries(known).find(([key, need]) => need === 'needed' && !whole[key])
  if (missing) throw no('notices.secret-missing', { field: missing[0] })
  return whole
}

export const channelActs = [
  /** @throws RefusalError `notices.bad-address` */
  handle(
    putNoticeSetting,
    async (ctx, { base, proxy }) => {
      if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol) || new URL(base).pathname !== '/') throw no('notices.bad-setting', { field: 'base' })
      if (proxy !== null && (!URL.canParse(proxy) || !/^https?:$/.test(new URL(proxy).protocol))) throw no('notices.bad-setting', { field: 'proxy' })
      await run(ctx.tx, 'insert into notice_setting (base, proxy) values ($1, $2) on conflict (only_one) do update set base = excluded.base, proxy = excluded.proxy', [
        base.replace(/\/+$/, ''),
        proxy,
      ])
      await recordOfficeAct(ctx, 'notices.putSetting', { proxy: proxy !== null })
      return {}
    },
    keeps,
  ),
  /** @throws RefusalError `notices.no-base`, `notices.bad-setting`, `notices.secret-missing`, `notices.bad-address`, `notices.blocked-address`, `kernel.not-found` */
  handle(
    putChannel,
    async (ctx, { id, kind, name, unit, mandatory, inUse, set, secrets }) => {
      const setting = await settingOf(ctx)
      if (!setting) throw no('notices.no-base', {}, 409)
      const [before = null] = id ? await run<Kept>(ctx.tx, 'select c.kind, c.sealed from notice_channel c where c.id = $1 for update', [id]) : []
      if (id && before?.kind !== kind) throw no('kernel.not-found', {}, 404)
      if (unit && !ctx.office.units.has(unit)) throw no('kernel.not-found', {}, 404)
      const parsed = channelKinds[kind].set.safeParse(set)
      if (!parsed.success) throw no('notices.bad-setting', { field: String(parsed.error.issues[0]?.path[0] ?? '') })
      const whole = secretsOf(ctx, kind, before, secrets)
      const { address } = channelKinds[kind]
      const fault = address ? addressFault((address.in === 'set' ? parsed.data : whole)[address.key] ?? '', setting.proxy) : null
      if (fault) throw no(fault)
      const made = id ?? ctx.ids.next<string>()
      const sealed = Object.keys(whole).length > 0 ? ctx.box.seal(JSON.stringify(whole)) : null
      await run(
        ctx.tx,
        `insert into notice_channel (id, kind, name, unit, mandatory, in_use, settings, sealed, made_at, tokens, counted_at) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, ${HOLDS}, $9)
         on conflict (id) do update set name = excluded.name, unit = excluded.unit, mandatory = excluded.mandatory, in_use = excluded.in_use, settings = excluded.settings, sealed = excluded.sealed`,
        [made, kind, name, isGroupKind(kind) ? unit : null, mandatory && !isGroupKind(kind), inUse, JSON.stringify(parsed.data), sealed, ctx.now],
      )
      await recordOfficeAct(ctx, 'notices.putChannel', { channel: made, kind, mandatory, inUse, secrets: Object.keys(secrets).join(' ') })
      return { id: made }
    },
    keeps,
  ),
  /** @throws RefusalError `kernel.not-found`, `notices.no-own-address` */
  handle(
    testChannel,
    async (ctx, { id }) => {
      const [channel] = await run<{ kind: keyof typeof channelKinds }>(ctx.tx, 'select c.kind from notice_channel c where c.id = $1 and c.in_use', [id])
      if (!channel) throw no('kernel.not-found', {}, 404)
      const { reaches } = channelKinds[channel.kind]
      if (reaches === 'mail' || reaches === 'sms') {
        const own = await run(ctx.tx, 'select 1 from notice_address a where a.person = $1 and a.kind = $2', [ctx.who.person, reaches])
        if (own.length === 0) throw no('notices.no-own-address', { kind: reaches }, 409)
      }
      await putNotices(ctx.tx, [{ kind: 'channel-test', to: ctx.who.person, key: `channel-test:${id}`, payload: { channel: id }, dueAt: ctx.now }])
      await recordOfficeAct(ctx, 'notices.testChannel', { channel: id })
      return {}
    },
    keeps,
  ),
]
export const channelReadings = [read(noticeChannels, (ctx) => readChannels(ctx), keeps)]
