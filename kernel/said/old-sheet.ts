/** Cells of an old register: plain text, and days as people write them. Pure. */
export const tidy = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\r\n?/g, '\n').trim() : '')
/** Characters no table and no terminal should meet. */
export const odd = /(?![\t\n])\p{Cc}/u
/** A plain day of the office: the due time of such a day is its end. */
export const isDay = (value: unknown): boolean => !/[T:时]/.test(tidy(value))
/** A date must say its offset, or be a plain day or minute of the office's own time: 2026-3-5, 2026/3/5 9:05, 2026年3月5日. */
export function moment(value: unknown): number | null {
  const text = tidy(value)
    .replace(/^(\d{4})[年.](\d{1,2})[月.](\d{1,2})日?\s*/, '$1-$2-$3 ')
    .replace(/ (\d):/, ' 0$1:')
    .trim()
  if (!/^\d{4}[-/]\d{1,2}[-/]\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?( ?(Z|[+-]\d{2}:?\d{2}))?$/.test(text)) return null
  const [day = '', rest = ''] = text.replace(' ', 'T').split('T')
  const plain = `${day
    .split(/[-/]/)
    .map((part, i) => part.padStart(i === 0 ? 4 : 2, '0'))
    .join('-')}T${rest || '00:00'}`
  const ms = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(plain) ? plain.replace(' ', '') : `${plain}+08:00`)
  return Number.isNaN(ms) ? null : ms
}
