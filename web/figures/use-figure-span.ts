/** Of which matters figures are counted, and as of when, in words. */
import { officeDate } from '../../kernel/time.ts'
import { officeNow } from '../clock.ts'
import { sayDay, sayMoment } from '../say-time.ts'
import { useLanguage, useT } from '../words/use-words.ts'

export interface FigureSpan {
  readonly from: string | null | undefined
  readonly to: string | null | undefined
  readonly cutOff: string
}
export function useFigureSpan() {
  const t = useT()
  const language = useLanguage()
  const day = (text: string) => sayDay(`${text}T04:00:00.000Z`, officeNow(), language)
  const span = ({ from, to, cutOff }: FigureSpan): string =>
    from || to ? t('figures.span', { from: from ? day(from) : '', to: day(to || officeDate(cutOff as never)) }) : t('figures.allTime')
  return { span, cutOff: ({ cutOff }: FigureSpan): string => t('figures.cutOffAt', { at: sayMoment(cutOff, officeNow(), language) }) }
}
