/**
 * Words that are not there at once: a holder each, filled before the first text that needs it is drawn. English when somebody asks for it;
 * the desks' own when somebody has signed in. The shell's and the kernel's Chinese is always there.
 */
type Loaders = (() => Promise<void>)[]
const [loaders, inside]: [Loaders, Loaders] = [[], []]
function held<T extends object>(into: Loaders, load: () => Promise<T>): T {
  const holder = {} as T
  into.push(async () => void Object.assign(holder, await load()))
  return holder
}

/**
 * @param load `async () => (await import('../words/en.ts')).en`
 * @returns what will hold them; empty until `loadLater`
 */
export const later = <T extends object>(load: () => Promise<T>): T => held(loaders, load)
/** A desk's Chinese: asked for while it becomes clear who is signed in. */
export const onceIn = <T extends object>(load: () => Promise<T>): T => held(inside, load)
let loaded: Promise<unknown> | null = null
export const loadLater = (): Promise<unknown> => {
  loaded ??= Promise.all(loaders.map((load) => load()))
  return loaded
}
let here: Promise<unknown> | null = null
export function loadInside(): Promise<unknown> {
  here ??= Promise.all(inside.map((load) => load())).catch((error: unknown) => {
    here = null // the next page asks again
    throw error
  })
  return here
}
