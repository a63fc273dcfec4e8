/** 清单核对: one run of the exchange station against its list. Pure: the page shows it while it is typed, the receipt keeps it, the slip prints it. */
export interface CheckedLine {
  readonly no: number
  /** Does it stand on the station's list? */
  readonly listed: boolean
  readonly copiesListed: number
  readonly copiesCame: number
  readonly attachmentsMissing: readonly string[]
}
export interface RunCheck {
  /** Lines of the list nobody has entered yet; below nought: more lines than the list says. */
  readonly open: number
  /** On the list, did not come. */
  readonly missing: readonly number[]
  /** Came, not on the list. */
  readonly surplus: readonly number[]
  /** Copies too few (or, below nought, too many), by line. */
  readonly copies: readonly { readonly no: number; readonly short: number }[]
  readonly attachments: readonly { readonly no: number; readonly names: readonly string[] }[]
  /** Nothing to tell the station. */
  readonly agrees: boolean
}
export function checkRun(listed: number, lines: readonly CheckedLine[]): RunCheck {
  const open = listed - lines.filter((line) => line.listed).length
  const missing = lines.filter((line) => line.listed && line.copiesCame === 0).map((line) => line.no)
  const surplus = lines.filter((line) => !line.listed).map((line) => line.no)
  const copies = lines
    .filter((line) => line.listed && line.copiesCame > 0 && line.copiesCame !== line.copiesListed)
    .map((line) => ({ no: line.no, short: line.copiesListed - line.copiesCame }))
  const attachments = lines.filter((line) => line.copiesCame > 0 && line.attachmentsMissing.length > 0).map((line) => ({ no: line.no, names: line.attachmentsMissing }))
  return { open, missing, surplus, copies, attachments, agrees: open === 0 && [missing, surplus, copies, attachments].every((list) => list.length === 0) }
}
