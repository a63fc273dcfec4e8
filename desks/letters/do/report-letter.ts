/** 报结 report a letter. */
import { handle } from '../../../platform/ctx/handle.ts'
import { reportLetter } from '../shape.ts'
import { detailOf, moveLetter } from './move-letter.ts'

/**
 * 报结: the lead unit states the result. Answers nobody and closes nothing: the reply and 销号 are moves of their own.
 * @throws Refusal `letters.no-site-evidence` (a visit was asked, no day or no file) · `kernel.helpers-unheard` (a helper unfinished and not named with a reason) · `kernel.stale`
 * Rule: HA-45
 */
export const handleReportLetter = handle(reportLetter, async (ctx, input) => {
  const { visitedOn, ...told } = input
  const visited = visitedOn ? { detail: { ...(await detailOf(ctx, input.matter)), visitedOn } } : {}
  return moveLetter(ctx, 'report', { input: { ...told, visitedOn }, ...visited })
})
