/** English words come when somebody asks for English: a holder each, filled by one loader before the first English text is drawn. Chinese is always there. */
const loaders: (() => Promise<void>)[] = []

/**
 * @param load `async () => (await import('../words/en.ts')).en`
 * @returns what will hold them; empty until `loadLater`
 */
export function later<T extends object>(load: () => Promise<T>): T {
  const holder = {} as T
  loaders.push(async () => void Object.assign(holder, await load()))
  return holder
}
let loaded: Promise<unknown> | null = null
export const loadLater = (): Promise<unknown> => {
  loaded ??= Promise.all(loaders.map((load) => load()))
  return loaded
}
