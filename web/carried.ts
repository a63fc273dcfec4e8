/** A text taken along from one page to the next, in this page's memory only: what somebody wrote is never put into an address. */
let carried: string | null = null
export function carry(text: string): void {
  carried = text
}
/** What was brought along, once. */
export function takeCarried(): string | null {
  const text = carried
  carried = null
  return text
}
