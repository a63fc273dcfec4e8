/** 文号 as it is written and as it is asked for; the papers of every desk that bear one. Sight is the caller's. Rule: BZ-27 */
import type { NumbersAsked, PaperNumber } from '../ctx.ts'
import type { DraftEyes } from './who.ts'

/** Without spaces, the year in 〔〕. */
export const plainNumber = (number: string): string =>
  number
    .replace(/\s/g, '')
    .replace(/[[【（(［﹝]/g, '〔')
    .replace(/[\]】）)］﹞]/g, '〕')

export async function papersAsked({ tx, desks }: Pick<DraftEyes, 'tx' | 'desks'>, asked: NumbersAsked): Promise<readonly PaperNumber[]> {
  const papers: PaperNumber[] = []
  for (const { bearingNumber } of desks.values()) if (bearingNumber) papers.push(...(await bearingNumber(tx, asked)))
  return papers
}
