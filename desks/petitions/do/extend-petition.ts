/** 受理告知、延期: what the petitioner is told while it is in hand. */
import { RefusalError, refuse } from '../../../kernel/refusal.ts'
import { addMillis, DAY, type Instant } from '../../../kernel/time.ts'
import { handle } from '../../../platform/ctx/handle.ts'
import { admitPetition, extendPetition } from '../shape.ts'
import { lastClock, movePetition, viewPetition } from './move-petition.ts'

/** Art. 34. */
export const LONGEST_EXTENSION = 30 * DAY

/** 受理: the petitioner is told in writing; from then the sixty days run. @throws Refusal `petitions.cannot-be-told` */
export const handleAdmitPetition = handle(admitPetition, (ctx, { text, ...on }) =>
  movePetition(ctx, 'admit', { input: { ...on, answers: null, body: text, via: 'letter', ground: null, delivered: true } }),
)

/**
 * 延期: once, by at most thirty days over the first due time, approved; the petitioner is told in the act that grants it.
 * @throws Refusal `petitions.extension-too-long` · `petitions.extended-already` · `petitions.not-first` · `kernel.consent-pending`
 * Rule: R-X03; art. 34
 */
export const handleExtendPetition = handle(extendPetition, async (ctx, input) => {
  const clock = lastClock(await viewPetition(ctx, input.matter), 'decide')
  const longest = clock ? addMillis(clock.firstDueAt as Instant, LONGEST_EXTENSION) : null
  if (longest && input.until > longest) throw new RefusalError(refuse('petitions.extension-too-long', { until: longest }))
  return movePetition(ctx, 'extend', { input })
})
