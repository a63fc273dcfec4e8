/**
 * The program cannot go on and a person must do something: one plain sentence, in both languages, saying what.
 * Neither a Refusal (no act was asked for) nor a fault (nothing is broken in the program).
 */
export class PlainStop extends Error {
  readonly zh: string
  readonly en: string
  constructor(zh: string, en: string, cause?: unknown) {
    super(en, cause === undefined ? undefined : { cause })
    this.name = 'PlainStop'
    this.zh = zh
    this.en = en
  }
}

/** The sentence in the language of the terminal: English where the environment asks for it, else Chinese. */
export function sentence(words: { zh: string; en: string }, env: NodeJS.ProcessEnv = process.env): string {
  const language = env.HUIYIN_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return language.toLowerCase().startsWith('en') ? words.en : words.zh
}
