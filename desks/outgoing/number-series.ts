/** 文号: one series per 代字 and year. Rule: R-D40, R-F10 */
export const seriesOf = (code: string): string => `outgoing.${code}`
export const patternOf = (code: string): string => `${code}〔{year}〕{seq}号`
/** 云政办发〔2026〕12号 read apart; null: no such number. */
export function numberOf(number: string): { readonly code: string; readonly year: number; readonly n: number } | null {
  const [, code, year, n] = /^([一-龥]{1,12})〔((?:19|20)\d{2})〕([1-9]\d{0,4})号$/.exec(number) ?? []
  return code && year && n ? { code, year: Number(year), n: Number(n) } : null
}
