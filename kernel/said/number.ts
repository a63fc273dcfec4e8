/** A number as an old register wrote it. Pure. Rule: R-F10 */

/** A number given before this system, 1..opening of its series, which its matter goes on bearing. */
export interface KeptNumber {
  readonly year: number
  readonly n: number
}
const brackets: Readonly<Record<string, string>> = { '[': '〔', '［': '〔', '(': '〔', '（': '〔', '【': '〔', ']': '〕', '］': '〕', ')': '〕', '）': '〕', '】': '〕' }
/** A number as the series writes it, whatever brackets the old sheet used; null where it is of another form. */
export function readNumber(pattern: string, text: string): KeptNumber | null {
  const said = text.replace(/\s/g, '').replace(/[[\]［］()（）【】]/g, (c) => brackets[c] ?? c)
  const form = pattern.replaceAll('{year}', '(?<year>\\d{4})').replaceAll('{seq}', '(?<n>[1-9]\\d{0,8})')
  const { year, n } = new RegExp(`^${form}$`).exec(said)?.groups ?? {}
  return year && n ? { year: Number(year), n: Number(n) } : null
}
