/** What every paper carries: who printed it and when, in whose office, and where it is restricted the watermark of both. */
import type { FastifyReply } from 'fastify'
import { type Office, runs } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { chineseDate, type Instant, officeDate, officeTime } from '../../kernel/time.ts'
import type { Language } from '../../kernel/words.ts'
import { contentDisposition } from '../http/download.ts'

/** The office as it stands over its papers: its own unit at the head of the tree. */
export function officeName(office: Office, now: Instant): string {
  const own = [...office.units.values()].filter((unit) => unit.kind === 'office' && runs(unit, now)).sort((a, b) => a.sort - b.sort)
  return (own.find((unit) => unit.parent === null) ?? own[0])?.name ?? ''
}
export function printedBy(office: Office, person: PersonId, now: Instant, language: Language): { readonly printed: string; readonly mark: string } {
  const name = office.persons.get(person)?.name ?? ''
  const time = officeTime(now)
  const day = officeDate(now)
  return {
    printed: language === 'en' ? `Printed by ${name}, ${day} ${time}` : `打印：${name}　${chineseDate(day)} ${time}`,
    mark: `${name}　${day} ${time}`,
  }
}

/** A paper, or the refusal in its stead, is shown in a frame of our own page; a sandboxed page may not start a PDF viewer, so it gets every other fence. */
export const inFrame = (reply: FastifyReply): FastifyReply =>
  reply
    .header('content-security-policy', "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('x-frame-options', 'SAMEORIGIN')
    .header('cache-control', 'private, no-store')
export const sendPdf = (reply: FastifyReply, name: string, pdf: Uint8Array, download: boolean): FastifyReply =>
  reply
    .header('content-disposition', contentDisposition(download ? 'attachment' : 'inline', name))
    .type('application/pdf')
    .send(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength))
