/**
 * 短信 through whatever HTTP gateway the office has bought: its address, the body it wants with {{phone}}, {{text}}, {{secret}} and {{id}} in it,
 * and the words by which one knows that it took the message.
 */
import { type Message, scrubbed, textOf } from './message.ts'
import { byStatus, cameToNothing, post } from './outside.ts'
import type { Send, Way } from './way.ts'

const types = { json: 'application/json; charset=utf-8', form: 'application/x-www-form-urlencoded' } as const
/** A fact never breaks out of its place: written as JSON wants it, or as a form does. */
const escaped = { json: (fact: string) => JSON.stringify(fact).slice(1, -1), form: encodeURIComponent } as const
export const placesOfSms = ['phone', 'text', 'secret', 'id'] as const

export function smsBody(message: Message, { set, secret }: Pick<Way, 'set' | 'secret'>): string {
  const type = set.type === 'form' ? 'form' : 'json'
  const facts: Readonly<Record<string, string>> = { phone: message.to ?? '', text: textOf(message), secret: secret.secret ?? '', id: message.id }
  return (set.body ?? '').replace(/\{\{(\w+)\}\}/g, (_, name: string) => escaped[type](facts[name] ?? ''))
}
export const sendSms: Send = async (message, way) => {
  const { set, proxy } = way
  try {
    const sent = await post(set.address ?? '', smsBody(message, way), { 'content-type': types[set.type === 'form' ? 'form' : 'json'] }, proxy)
    const plain = byStatus(sent)
    if (plain) return plain
    const said = scrubbed(sent.text)
    if (sent.text.includes(set.ok ?? '')) return { outcome: 'delivered', code: 'delivered', said }
    if (set.busy && sent.text.includes(set.busy)) return { outcome: 'wait', ms: 60_000, code: 'too-often', said }
    return { outcome: 'retry', code: 'other', said }
  } catch (error) {
    return cameToNothing(error)
  }
}
