/** The codes on the first pages of a PDF, or on a picture: looked at in a thread of its own and thrown away. Nothing of it is kept. */

import { RefusalError, refuse } from '../../kernel/refusal.ts'
import { type kinds, sniff } from '../files/kinds.ts'
import { splitPdf, usualSplit } from './split.ts'

/** The code of a paper stands on its first page; a cover sheet may lie before it. */
const PAGES = 3
const pictures: readonly string[] = ['png', 'jpg', 'webp'] satisfies (typeof kinds)[number]['kind'][]
class Enough extends Error {}

/** @throws RefusalError `scans.only-pictures`: neither a PDF nor a picture, or one that cannot be read */
export async function readCodes(bytes: Buffer): Promise<string[]> {
  const kind = sniff(bytes.subarray(0, 65_536), bytes.subarray(-65_536))?.kind ?? ''
  if (kind !== 'pdf' && !pictures.includes(kind)) throw new RefusalError(refuse('scans.only-pictures', {}, 415))
  const codes = new Set<string>()
  let seen = 0
  const end = await splitPdf(
    bytes,
    {
      pages: async () => undefined,
      page: async (page) => {
        for (const code of page.codes) codes.add(code)
        seen++
        if (codes.size > 0 || seen >= PAGES) throw new Enough()
      },
    },
    { ...usualSplit, pages: 2_000, formats: ['QRCode', 'PDF417', 'DataMatrix'], picture: kind !== 'pdf' },
  ).catch((error: unknown) => {
    if (error instanceof Enough) return 'split' as const
    throw error
  })
  if (end !== 'split') throw new RefusalError(refuse('scans.only-pictures', {}, 415))
  return [...codes]
}
