/** What an outgoing paper says of itself when it is taken into the 制度政策库, or stands in another desk's list. Rule: BZ-27 */
import { instant, type OfficeDate, officeDate } from '../../kernel/time.ts'
import type { PaperDetail } from './shape.ts'

export function paper(detail: unknown): { readonly number: string | null; readonly issuer: string; readonly issuedOn: OfficeDate | null } {
  const { docNumber, organs, issuedAt } = detail as PaperDetail
  return { number: docNumber, issuer: organs[0] ?? '', issuedOn: issuedAt === null ? null : officeDate(instant(issuedAt)) }
}
