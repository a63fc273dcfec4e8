/** 本人的通知方式: one's own addresses, sealed and shown again only in part; which channels one wants. Mandatory ones stay. Rule: R-C18 */

import { recordOfficeAct } from '../../kernel/people/record.ts'
import { type ChannelKind, chooseChannel, myChannels, putAddress } from '../../kernel/reading/notices-shape.ts'
import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { run } from '../../kernel/write/tx.ts'
import { handle } from '../ctx/handle.ts'
import { read } from '../ctx/reading.ts'
import { channelKinds } from './channels.ts'

const no = (code: string, facts: Record<string, string> = {}, status: 404 | 409 | 422 = 422) => new RefusalError(refuse(code, facts, status))
const good = { mail: /^[^\s@<>"',;]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, sms: /^(?:\+?86)?1\d{10}$/ } as const
/** z…@example.cn, 138…6027 */
const hints = {
  mail: (value: string) => `${value.slice(0, 1)}…${value.slice(value.indexOf('@'))}`,
  sms: (value: string) => `${value.slice(0, 3)}…${value.slice(-4)}`,
} as const

export const choiceActs = [
  /** @throws RefusalError `kernel.not-found`, `notices.mandatory`, `notices.not-personal` */
  handle(
    chooseChannel,
    async (ctx, { id, wanted }) => {
      const [channel] = await run<{ kind: ChannelKind; name: string; mandatory: boolean }>(
        ctx.tx,
        'select c.kind, c.name, c.mandatory from notice_channel c where c.id = $1 and c.in_use',
        [id],
      )
      if (!channel) throw no('kernel.not-found', {}, 404)
      if (channelKinds[channel.kind].reaches === 'group') throw no('notices.not-personal')
      if (channel.mandatory && !wanted) throw no('notices.mandatory', { name: channel.name }, 409)
      await run(
        ctx.tx,
        'insert into notice_choice (person, channel, wanted, at) values ($1, $2, $3, $4) on conflict (person, channel) do update set wanted = excluded.wanted, at = excluded.at',
        [ctx.who.person, id, wanted, ctx.now],
      )
      await recordOfficeAct(ctx, 'notices.choose', { channel: id, wanted })
      return {}
    },
    'signed-in',
  ),
  /** @throws RefusalError `notices.bad-mail`, `notices.bad-phone` */
  handle(
    putAddress,
    async (ctx, { kind, value }) => {
      const plain = kind === 'sms' ? value.replace(/[\s-]/g, '') : value
      if (plain === '') await run(ctx.tx, 'delete from notice_address a where a.person = $1 and a.kind = $2', [ctx.who.person, kind])
      else {
        if (!good[kind].test(plain)) throw no(kind === 'mail' ? 'notices.bad-mail' : 'notices.bad-phone')
        await run(
          ctx.tx,
          'insert into notice_address (person, kind, sealed, hint, at) values ($1, $2, $3, $4, $5) on conflict (person, kind) do update set sealed = excluded.sealed, hint = excluded.hint, at = excluded.at',
          [ctx.who.person, kind, ctx.box.seal(plain), hints[kind](plain), ctx.now],
        )
      }
      await recordOfficeAct(ctx, 'notices.putAddress', { kind, given: plain !== '' })
      return {}
    },
    'signed-in',
  ),
]
export const choiceReadings = [
  read(
    myChannels,
    async (ctx) => {
      const addresses = await run<{ kind: 'mail' | 'sms'; hint: string }>(ctx.tx, 'select a.kind, a.hint from notice_address a where a.person = $1 order by a.kind', [
        ctx.who.person,
      ])
      const rows = await run<{ id: string; kind: ChannelKind; name: string; mandatory: boolean; wanted: boolean | null }>(
        ctx.tx,
        'select c.id, c.kind, c.name, c.mandatory, w.wanted from notice_channel c left join notice_choice w on w.channel = c.id and w.person = $1 where c.in_use order by c.made_at, c.id',
        [ctx.who.person],
      )
      return {
        addresses,
        rows: rows.flatMap((row) => {
          const { reaches } = channelKinds[row.kind]
          if (reaches === 'group') return []
          const lacks = reaches === 'id' || addresses.some((one) => one.kind === reaches) ? null : reaches
          return [{ ...row, wanted: row.mandatory || row.wanted !== false, lacks }]
        }),
      }
    },
    'signed-in',
  ),
]
