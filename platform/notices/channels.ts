/** Every way out of the house: what the administrator must set for it, whom it reaches, how much one message holds, how it is sent. */
import { z } from 'zod'
import { line } from '../../kernel/contract.ts'
import type { ChannelKind } from '../../kernel/reading/notices-shape.ts'
import { languages } from '../../kernel/words.ts'
import { isLoopback } from '../network.ts'
import { sendDingtalk } from './dingtalk.ts'
import { sendMail } from './mail.ts'
import { sendSms } from './sms.ts'
import type { Send } from './way.ts'
import { sendWebhook } from './webhook.ts'
import { sendWecom } from './wecom.ts'

export interface Channel {
  /** `mail`, `sms`: to the address each person gave. `id`: to each person by his opaque id. `group`: to a group, once for all of it. */
  readonly reaches: 'mail' | 'sms' | 'id' | 'group'
  readonly set: z.ZodType<Readonly<Record<string, string>>>
  /** Sealed, never shown again. `needed`: it cannot work without. */
  readonly secrets: Readonly<Record<string, 'needed' | 'optional'>>
  /** Which of both is an address to be looked at before anything is sent there. */
  readonly address: { readonly in: 'set' | 'secret'; readonly key: string } | null
  /** Bytes of one message. */
  readonly holds: number
  readonly send: Send
}
/** A group reads one language; whoever sets the robot up says which. */
const group = z.strictObject({ language: z.enum(languages).default('zh-CN') }) as z.ZodType<Readonly<Record<string, string>>>
const host = z.string().regex(/^[A-Za-z0-9.:[\]-]{1,200}$/)

export const channelKinds: Readonly<Record<ChannelKind, Channel>> = {
  mail: {
    reaches: 'mail',
    set: z
      .strictObject({ host, port: z.string().regex(/^\d{2,5}$/), security: z.enum(['tls', 'starttls', 'none']), from: z.email(), user: line(100).or(z.literal('')).default('') })
      .refine((set) => set.security !== 'none' || isLoopback(set.host), { path: ['security'] }),
    secrets: { password: 'optional' },
    address: null,
    holds: 20_000,
    send: sendMail,
  },
  sms: {
    reaches: 'sms',
    set: z.strictObject({
      address: line(500),
      type: z.enum(['json', 'form']),
      body: z
        .string()
        .trim()
        .max(2000)
        .refine((body) => body.includes('{{phone}}') && body.includes('{{text}}')),
      ok: line(100),
      busy: line(100).or(z.literal('')).default(''),
    }),
    secrets: { secret: 'optional' },
    address: { in: 'set', key: 'address' },
    // ten short messages chained
    holds: 1_000,
    send: sendSms,
  },
  wecom: { reaches: 'group', set: group, secrets: { address: 'needed' }, address: { in: 'secret', key: 'address' }, holds: 2_048, send: sendWecom },
  dingtalk: {
    reaches: 'group',
    set: group,
    secrets: { address: 'needed', sign: 'optional' },
    address: { in: 'secret', key: 'address' },
    holds: 4_096,
    send: sendDingtalk,
  },
  webhook: { reaches: 'id', set: z.strictObject({ address: line(500) }), secrets: { key: 'needed' }, address: { in: 'set', key: 'address' }, holds: 20_000, send: sendWebhook },
}
