/**
 * 扫码枪 as a keyboard: it types a code in one burst and ends it with Enter. A burst is told from a hand by its pace alone, wherever the focus is. Pure;
 * `use-scanner.ts` feeds it what the keyboard says. Under a Chinese input method the keys come without their letters (`Process`): then the key's own place says them.
 */

/** Milliseconds between two keys of a scanner at most; a fast typist's keys are some hundred apart. */
export const GAP = 45
/** Nobody types these by hand: what has begun so goes on being one code, also where a slow machine hands its keys on late. */
export const HEADS: readonly string[] = ['GB0626-2005^', 'HY1']
const LATE = 600
/** Fewer characters a hand may reach by chance. */
export const LEAST = 6
export interface Press {
  readonly key: string
  readonly code: string
  readonly shift: boolean
  readonly at: number
}
const shifted: Readonly<Record<string, string>> = { '1': '!', '2': '@', '3': '#', '4': '$', '5': '%', '6': '^', '7': '&', '8': '*', '9': '(', '0': ')' }
const signs: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Comma: [',', '<'],
  Semicolon: [';', ':'],
  Backslash: ['\\', '|'],
  Space: [' ', ' '],
}
/** The character of a press; null where it makes none (Shift, arrows). */
export function characterOf({ key, code, shift }: Press): string | null {
  if (key !== 'Process' && key !== 'Unidentified') return [...key].length === 1 ? key : null
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift ? letter : letter.toLowerCase()
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit) return (shift && shifted[digit]) || digit
  return signs[code]?.[shift ? 1 : 0] ?? null
}
export interface Wedge {
  /** @returns the code when this press ended one */
  press(press: Press): string | null
  /** Characters that came without a press (Alt codes, an input method). */
  text(text: string, at: number): void
  /** Is this the middle of what may be a burst? Its first character came then. */
  readonly since: number | null
}
export function openWedge(gap = GAP, least = LEAST): Wedge {
  let [code, first, last] = ['', null as number | null, Number.NEGATIVE_INFINITY]
  const begin = (at: number) => {
    if (at - last > (HEADS.some((head) => code.startsWith(head)) ? LATE : gap)) [code, first] = ['', null]
    last = Math.max(last, at)
  }
  const add = (text: string, at: number) => {
    first ??= at
    code += text
  }
  return {
    get since() {
      return first
    },
    press(press) {
      begin(press.at)
      if (press.key === 'Enter' || (press.key === 'Process' && press.code === 'Enter')) {
        const done = code
        ;[code, first] = ['', null]
        return [...done].length >= least ? done : null
      }
      const character = characterOf(press)
      if (character !== null) add(character, press.at)
      return null
    },
    text(text, at) {
      begin(at)
      add(text, at)
    },
  }
}
