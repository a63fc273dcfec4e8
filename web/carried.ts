/** What is taken along from one page to the next, in this page's memory only: what somebody wrote is never put into an address. */
export interface Carried {
  readonly text: string
  readonly title?: string
  /** Number of an affair that goes on as what is registered there: 接办. */
  readonly takesOver?: string
}
let carried: Carried | null = null
export function carry(text: string, more: Omit<Carried, 'text'> = {}): void {
  carried = { ...more, text }
}
/** What was brought along, once. */
export function takeAlong(): Carried | null {
  const along = carried
  carried = null
  return along
}
export const takeCarried = (): string | null => takeAlong()?.text ?? null
