/** What a desk tells the shell: its words and its pages, listed explicitly in app/desks.web.ts. */
import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Entrance } from '../kernel/entrance.ts'
import type { Slip } from '../kernel/slip.ts'
import type { DeskWords, Language } from '../kernel/words.ts'

export interface DeskPage {
  /** Address, parameters with `$`: `/letters/$id`. They arrive as props of the same name. */
  readonly path: string
  /** Key of `words.pages`. */
  readonly titleWord: string
  /** Hidden from the menu, and refused with words, for whoever lacks it: full power name, `letters.register`. */
  readonly power?: string
  /** Shown in the menu, in this order; without it the page is only linked to. */
  readonly menu?: { readonly icon: LucideIcon; readonly order: number }
  /** Something begins here: a button on the work desk, for whoever has the power. */
  readonly begins?: true
  /** `rail`: 72 px, for two or three working panes. `menu`: 208 px, for lists and boards (default). */
  readonly shell?: 'menu' | 'rail'
  /** `async () => (await import('./letter.tsx')).LetterPage` */
  // biome-ignore lint/suspicious/noExplicitAny: a page's props are its address parameters, known only to the page
  readonly load: () => Promise<ComponentType<any>>
}
export interface DeskScreens {
  /** The folder's name, as in the address and the API. */
  readonly key: string
  readonly words: Readonly<Record<Language, DeskWords>>
  readonly pages: readonly DeskPage[]
  /** Where a table the office settles for this desk is filled in, by its name. */
  readonly tablePaths?: Readonly<Record<string, string>>
  /** Where one matter opens. */
  readonly matterPath: (id: string) => string
  /** Forms one may print of a matter of this desk. */
  readonly slips?: readonly Slip[]
  /** 收发窗口: who may take in here, and what is taken in; loaded with the window. */
  readonly entrances?: { readonly powers: readonly string[]; readonly load: () => Promise<readonly Entrance[]> }
}

const known = new Map<string, DeskScreens>()
/** Called once by app/main.web.tsx. */
export function registerDesks(desks: readonly DeskScreens[]): void {
  for (const desk of desks) known.set(desk.key, desk)
}
export const deskOf = (key: string): DeskScreens | undefined => known.get(key)
export const allDesks = (): readonly DeskScreens[] => [...known.values()]
export const matterPath = (desk: string, id: string): string => known.get(desk)?.matterPath(id) ?? `/${desk}/${id}`
