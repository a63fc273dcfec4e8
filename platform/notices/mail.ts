/** 邮件 by SMTP: TLS from the first byte or by STARTTLS; without either to this machine alone. Plain text. */
import nodemailer from 'nodemailer'
import type { Written } from '../mail/message.ts'
import { isLoopback } from '../network.ts'
import { type Answer, scrubbed, textOf, titleOf } from './message.ts'
import type { Send, Way } from './way.ts'

const TIMEOUT = 10_000
interface Fault {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
  readonly message?: string
}
function answerTo({ code = '', responseCode = 0, response, message = '' }: Fault): Answer {
  const said = scrubbed(response ?? `${code} ${message}`)
  if (code === 'EAUTH') return { outcome: 'dead', code: 'bad-key', said }
  if (code === 'ETLS' || /certificate|self.signed/i.test(message)) return { outcome: 'retry', code: 'not-secure', said }
  if (responseCode >= 500) return { outcome: 'dead', code: 'bad-address', said }
  if (responseCode >= 400) return { outcome: 'retry', code: 'too-often', said }
  return { outcome: 'retry', code: code === 'ETIMEDOUT' ? 'no-answer' : 'unreachable', said }
}
function transportOf({ set, secret, proxy }: Way) {
  const host = set.host ?? ''
  const near = isLoopback(host)
  return nodemailer.createTransport({
    host,
    port: Number(set.port),
    secure: set.security === 'tls',
    requireTLS: set.security === 'starttls',
    ignoreTLS: set.security === 'none' && near,
    ...(set.user ? { auth: { user: set.user, pass: secret.password ?? '' } } : {}),
    ...(proxy !== null && !near ? { proxy } : {}),
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
async function handedOver(
  mail: { readonly to: string; readonly subject: string; readonly text: string; readonly id: string; readonly automatic: boolean },
  way: Way,
): Promise<Answer> {
  const transport = transportOf(way)
  try {
    const sent = await transport.sendMail({
      from: way.set.from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.id}@huiyin>`,
      ...(mail.automatic ? { headers: { 'Auto-Submitted': 'auto-replied' } } : {}),
    })
    return { outcome: 'delivered', code: 'delivered', said: scrubbed(String(sent.response)) }
  } catch (error) {
    return answerTo(error as Fault)
  } finally {
    transport.close()
  }
}
export const sendMail: Send = (message, way) => handedOver({ to: message.to ?? '', subject: titleOf(message), text: textOf(message), id: message.id, automatic: false }, way)
/** An answer to a citizen's own e-mail, marked so that no program answers it. Rule: RFC 3834 */
export const sendWritten = (mail: Pick<Written, 'to' | 'subject' | 'text' | 'id'>, way: Way): Promise<Answer> => handedOver({ ...mail, automatic: true }, way)
