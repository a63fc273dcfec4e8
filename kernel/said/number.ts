/** A number as an old register wrote it. Pure. Rule: R-F10 */

/** A number given before this system, 1..opening of its series, which its matter goes on bearing. */
export interface KeptNumber {
  readonly year: number
  readonly n: number
}
/**
 * An old system's own form in ours: `{year}-{seq}` and 2026-0315 are 信〔2026〕315号. Null where the form does not name both.
 * @returns the number as the series writes it; a text of another form as it is
 */
export function numberFrom(form: string, series: string): ((text: string) => string) | null {
  if (!form.includes('{year}') || !form.includes('{seq}')) return null
  const literal = form.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  const pattern = new RegExp(`^${literal.replace('{year}', '(?<year>\\d{4})').replace('{seq}', '0*(?<n>[1-9]\\d{0,8})')}$`)
  return (text) => {
    const { year, n } = pattern.exec(text.trim())?.groups ?? {}
    return year && n ? series.replace('{year}', year).replace('{seq}', n) : text
  }
}
const brackets: Readonly<Record<string, string>> = { '[': '〔', '［': '〔', '(': '〔', '（': '〔', '【': '〔', ']': '〕', '］': '〕', ')': '〕', '）': '〕', '】': '〕' }
/** A number as the series writes it, whatever brackets the old sheet used; null where it is of another form. */
export function readNumber(pattern: string, text: string): KeptNumber | null {
  const said = text.replace(/\s/g, '').replace(/[[\]［］()（）【】]/g, (c) => brackets[c] ?? c)
  const form = pattern.replaceAll('{year}', '(?<year>\\d{4})').replaceAll('{seq}', '(?<n>[1-9]\\d{0,8})')
  const { year, n } = new RegExp(`^${form}$`).exec(said)?.groups ?? {}
  return year && n ? { year: Number(year), n: Number(n) } : null
}
