/** One e-mail read, and one written. Pure. */
import PostalMime from 'postal-mime'

export interface Attached {
  readonly name: string
  readonly bytes: Uint8Array
}
export interface Mail {
  /** Address of the sender; null: none that could be answered. */
  readonly from: string | null
  readonly name: string | null
  readonly subject: string
  readonly text: string
  readonly attached: readonly Attached[]
  /** An automatic answer, a list, a bounce: never acknowledged, so that two programs do not write to each other for ever. Rule: RFC 3834 */
  readonly automatic: boolean
}
const plainOf = (html: string): string =>
  html
    .replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>/gi, '')
    .replace(/<br\s*\/?>|<\/(?:p|div|tr|li)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
/** The answer above; what it quotes is in the letter already. */
const withoutQuoted = (text: string): string => (text.split(/\n-{2,}\s*(?:原始邮件|Original Message)|\n在.{4,60}写道[:：]|\nOn .{4,80}wrote:/)[0] ?? text).trim()
const address = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/

export async function readMail(bytes: Uint8Array): Promise<Mail> {
  const mail = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' })
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value ?? ''
  const auto = header('auto-submitted')
  const automatic = (auto !== '' && !/^no\b/i.test(auto)) || /bulk|list|junk/i.test(header('precedence')) || header('list-id') !== '' || header('return-path').trim() === '<>'
  const from = mail.from && 'address' in mail.from ? (mail.from.address ?? '') : ''
  const attached = mail.attachments.flatMap((one): Attached[] =>
    one.disposition === 'attachment' || one.filename ? [{ name: (one.filename ?? 'attachment').slice(0, 200), bytes: new Uint8Array(one.content as ArrayBuffer) }] : [],
  )
  return {
    from: address.test(from) && !/^(?:mailer-daemon|postmaster|no-?reply)@/i.test(from) ? from : null,
    name: mail.from?.name?.trim().slice(0, 50) || null,
    subject: (mail.subject ?? '').replace(/\s+/g, ' ').trim(),
    text: withoutQuoted((mail.text ?? plainOf(mail.html ?? '')).replace(/\r\n/g, '\n')),
    attached,
    automatic,
  }
}

/** A word of the header that holds more than ASCII. */
const encoded = (text: string): string => `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`
const lines = (base64: string): string => base64.replace(/.{76}/g, '$&\r\n')
export interface Written {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly id: string
  readonly date: Date
}
/** Plain text, marked as automatic so that no program answers it. The MTA puts in from whom. */
export const writeMail = ({ to, subject, text, id, date }: Written): string =>
  [
    `To: ${to.replace(/[\r\n]/g, '')}`,
    `Subject: ${encoded(subject)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@huiyin>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    lines(Buffer.from(text, 'utf8').toString('base64')),
    '',
  ].join('\r\n')
