/** What a paper says of itself when it is taken into the 制度政策库. Rule: BZ-27 */
import type { OfficeDate } from '../../kernel/time.ts'
import type { PaperDetail } from './shape.ts'

export function paper(detail: unknown): { readonly number: string | null; readonly issuer: string; readonly issuedOn: OfficeDate | null } {
  const { sender, senderNumber, writtenOn } = detail as PaperDetail
  return { number: senderNumber, issuer: sender, issuedOn: writtenOn as OfficeDate | null }
}
