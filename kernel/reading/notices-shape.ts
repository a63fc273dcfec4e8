/** 通知渠道、本人的选择、死信、今天要打的电话: contracts, shared with the browser. Rule: R-W01, R-W02, F15, F16 */
import { z } from 'zod'
import { act, line, reading, unitId } from '../contract.ts'
import { named, workRow } from '../view.ts'

const nothing = z.object({})
const id = z.uuid()
export const channelKindNames = ['mail', 'sms', 'wecom', 'dingtalk', 'webhook'] as const
export type ChannelKind = (typeof channelKindNames)[number]
const kind = z.enum(channelKindNames)
/** Fields of one kind in the order of the form. `secret`: written, never read again. */
export const channelFields: {
  readonly [K in ChannelKind]: readonly { readonly key: string; readonly secret?: true; readonly choices?: readonly string[]; readonly long?: true; readonly optional?: true }[]
} = {
  mail: [
    { key: 'host' },
    { key: 'port' },
    { key: 'security', choices: ['tls', 'starttls', 'none'] },
    { key: 'from' },
    { key: 'user', optional: true },
    { key: 'password', secret: true, optional: true },
  ],
  sms: [
    { key: 'address' },
    { key: 'type', choices: ['json', 'form'] },
    { key: 'body', long: true },
    { key: 'secret', secret: true, optional: true },
    { key: 'ok' },
    { key: 'busy', optional: true },
  ],
  wecom: [
    { key: 'language', choices: ['zh-CN', 'en'] },
    { key: 'address', secret: true },
  ],
  dingtalk: [
    { key: 'language', choices: ['zh-CN', 'en'] },
    { key: 'address', secret: true },
    { key: 'sign', secret: true, optional: true },
  ],
  webhook: [{ key: 'address' }, { key: 'key', secret: true }],
}
export const isGroupKind = (one: ChannelKind): boolean => one === 'wecom' || one === 'dingtalk'

const lastAnswer = z.object({ at: z.string(), outcome: z.enum(['waiting', 'delivered', 'dead', 'retry']), code: z.string().nullable(), said: z.string().nullable() })
/** As set; of secrets only whether they are there. */
const channel = z.object({
  id: z.string(),
  kind,
  name: z.string(),
  unit: named.nullable(),
  mandatory: z.boolean(),
  inUse: z.boolean(),
  set: z.record(z.string(), z.string()),
  secrets: z.array(z.string()),
  waiting: z.int(),
  dead: z.int(),
  /** What the other side said to the last test of whoever asks. */
  test: lastAnswer.nullable(),
})
export type ChannelView = z.output<typeof channel>
export const noticeChannels = reading('notices.channels', {
  input: nothing,
  output: z.object({ base: z.string().nullable(), proxy: z.string().nullable(), rows: z.array(channel) }),
})
export const putNoticeSetting = act('notices.putSetting', { input: z.object({ base: line(200), proxy: line(200).nullable().default(null) }), output: nothing })
/** `id` null: a new one. A secret left out stays as it is. */
export const putChannel = act('notices.putChannel', {
  input: z.object({
    id: id.nullable().default(null),
    kind,
    name: line(40),
    unit: unitId.nullable().default(null),
    mandatory: z.boolean().default(false),
    inUse: z.boolean().default(true),
    set: z.record(z.string().max(20), z.string().max(2000)).default({}),
    secrets: z.record(z.string().max(20), z.string().max(500)).default({}),
  }),
  output: z.object({ id: z.string() }),
})
/** One real message to oneself, or to the group, by the same way as every other. */
export const testChannel = act('notices.testChannel', { input: z.object({ id }), output: nothing })

/** What I receive by which channel. In the application always. */
export const myChannels = reading('notices.mine', {
  input: nothing,
  output: z.object({
    addresses: z.array(z.object({ kind: z.enum(['mail', 'sms']), hint: z.string() })),
    rows: z.array(z.object({ id: z.string(), kind, name: z.string(), mandatory: z.boolean(), wanted: z.boolean(), lacks: z.enum(['mail', 'sms']).nullable() })),
  }),
})
export const chooseChannel = act('notices.choose', { input: z.object({ id, wanted: z.boolean() }), output: nothing })
/** An empty value takes it out. */
export const putAddress = act('notices.putAddress', { input: z.object({ kind: z.enum(['mail', 'sms']), value: z.string().trim().max(120) }), output: nothing })

/** 死信: given up, with what the other side said; and how many wait. */
export const deadNotices = reading('notices.dead', {
  input: nothing,
  output: z.object({
    waiting: z.int(),
    delivered: z.int(),
    dead: z.int(),
    rows: z.array(
      z.object({
        from: z.enum(['delivery', 'mail']),
        id: z.int(),
        channel: z.string(),
        kind: z.string(),
        number: z.string().nullable(),
        at: z.string(),
        attempts: z.int(),
        code: z.string().nullable(),
        said: z.string(),
      }),
    ),
  }),
})
/** Sends again: one, or all of a place. `outbox`: what could not even be put into the application. */
export const retryNotices = act('notices.retry', {
  input: z.object({ from: z.enum(['delivery', 'outbox', 'mail']), id: z.int().nullable().default(null) }),
  output: z.object({ n: z.int() }),
})

/** 今天要打的电话: whoever holds what is late, ends today, waits for a signature, or was told and has not looked. */
export const callReasons = ['late', 'today', 'unsigned', 'unread'] as const
export type CallReason = (typeof callReasons)[number]
export const calls = reading('notices.calls', {
  input: nothing,
  output: z.object({
    day: z.string(),
    rows: z.array(
      z.object({
        key: z.string(),
        person: named.nullable(),
        post: z.string().nullable(),
        unit: named,
        /** Telephone of the liaison, else of the office, else of its duty. */
        phone: z.object({ kind: z.enum(['liaison', 'office', 'duty']), value: z.string() }).nullable(),
        items: z.array(
          z.object({
            row: workRow,
            piece: z.string(),
            /** On a closed list: its number is for nobody outside. */
            named: z.boolean(),
            reasons: z.array(z.enum(callReasons)),
            /** When the notice he has not looked at was told. */
            unreadSince: z.string().nullable(),
            /** Last urged today, and by telephone or not. */
            called: z.object({ at: z.string(), by: named, phone: z.boolean() }).nullable(),
            /** Inside the noise interval: not to be urged again before. */
            quietUntil: z.string().nullable(),
          }),
        ),
      }),
    ),
  }),
})
export type CallRow = z.output<(typeof calls)['output']>['rows'][number]
