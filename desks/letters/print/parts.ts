/** What several of the letters' papers say alike. */
import type { MatterView } from '../../../kernel/view.ts'
import { kernelWords, say } from '../../../kernel/words.ts'
import type { ReadCtx } from '../../../platform/ctx/reading.ts'
import { dueOn, entryWord, momentOn } from '../../../platform/ctx/said-on-paper.ts'
import type { Asked } from '../../../platform/ctx/slips.ts'
import { letters } from '../desk.ts'
import type { LetterDetail } from '../shape.ts'
import { wordsIn } from './words.ts'

export type AskedLetter = Asked<LetterDetail>
export type Letter = MatterView<LetterDetail>

/** Who wrote: by name where he was opened, else that he is not shown. R-C18 */
export function askerOf({ asker, matter, language }: AskedLetter): string {
  const { paper } = wordsIn(language)
  if (asker) return asker.map((one) => one.name ?? paper.anonymous).join('、') || paper.anonymous
  return matter.detail.secret ? paper.secret : paper.hidden
}
/** The limit of the present round, or its last. */
export function dueOf({ matter, language }: AskedLetter): string {
  const whole = matter.clocks.find((clock) => clock.whole)
  return whole ? dueOn(whole.dueAt, language) : ''
}
export const resultWord = (ctx: Pick<ReadCtx, 'rules' | 'now'>, { language }: AskedLetter, key: string): string =>
  entryWord(ctx, letters as never, 'results', key, wordsIn(language).results, language)

/** Number on the left, registration on the right. */
export function overTable({ matter, language }: AskedLetter): { readonly left: string; readonly right: string } {
  const { paper } = wordsIn(language)
  const round = matter.round > 1 ? `　${say(paper.round, { n: matter.round })}` : ''
  return {
    left: say(paper.number, { number: matter.number }) + round,
    right: say(paper.registered, { at: momentOn(matter.registeredAt, language) }),
  }
}
export function viaOf({ language }: AskedLetter, via: string | null): string {
  const vias: Readonly<Record<string, string>> = kernelWords[language].vias
  return via === null ? '' : (vias[via] ?? via)
}
