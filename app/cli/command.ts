/** A command of `./huiyin`: says what it does, runs, tells how far it is. One file per command beside this one. */
import type { ParseArgsConfig } from 'node:util'
import type { Config } from '../../platform/config.ts'
import type { Opened, OpenOptions } from '../open.ts'

export interface Words {
  readonly zh: string
  readonly en: string
}
/** The same in both languages: `--gzip`. */
export const same = (word: string): Words => ({ zh: word, en: word })
export interface Command {
  readonly summary: Words
  /** What follows the name: `<file> [--dry-run]`; --json and --data are added for every command. */
  readonly usage: Words
  /** One line per option, argument and exit code, as the person should read it. */
  readonly explains: readonly (readonly [what: Words, meaning: Words])[]
  /** It may make a database where there is none; every other command refuses there. */
  readonly makes?: true
  /** Beside --json, --help and the start options (--data). */
  readonly options?: NonNullable<ParseArgsConfig['options']>
  /** Throws on failure (PlainStop with one sentence); a number other than 0 is a failure already told. */
  run(call: Call): Promise<number | undefined>
}
export interface Call {
  readonly args: readonly string[]
  readonly flags: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  readonly config: Config
  /** Opens the database, as a guest of a running server if there is one; closed when the command ends. */
  open(options?: Pick<OpenOptions, 'client'>): Promise<Opened>
  /** Something to be closed when the command ends, or when Ctrl-C ends it. */
  atEnd(close: () => Promise<void>): void
  /** What it is doing; to stderr, so that the result can be piped. */
  tell(zh: string, en: string): void
  /** How far it is: redrawn in place on a terminal, silent elsewhere and with --json. */
  progress(done: number, total: number | null, label: Words): void
  /** The result, once: the value with --json, else the text. */
  result(value: unknown, text: Words): void
}
