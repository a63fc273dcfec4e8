/** 分级字典: entries of a dictionary of levels say by their key where they stand, two digits for each level below the letter (c01 › c0102 › c010203). Pure. */
const LEVELS = 3
const leveled = /^[a-z](?:\d\d)+$/

export const levelOf = (key: string): number => (leveled.test(key) ? (key.length - 1) / 2 : 1)
/** Is this a dictionary of levels at all? */
export const hasLevels = (keys: readonly string[]): boolean => keys.some((key) => leveled.test(key) && levelOf(key) > 1)
/** Entries something may stand under. */
export const mayHold = (key: string): boolean => leveled.test(key) && levelOf(key) < LEVELS
/** The next free key under this one; null: ninety-nine stand there already. */
export function nextUnder(keys: readonly string[], above: string): string | null {
  for (let n = 1; n <= 99; n++) {
    const key = `${above}${String(n).padStart(2, '0')}`
    if (!keys.includes(key)) return key
  }
  return null
}
/** Where it goes in the list: behind the last that stands under the same. */
export function placeUnder(keys: readonly string[], above: string): number {
  const under = keys.flatMap((key, at) => (key.startsWith(above) ? [at + 1] : []))
  return under.at(-1) ?? keys.length
}
