/** What an act is handed: the transaction, who acts, one `now`, ids, and the registry of desks. Nothing else is in the air. */
import type { Calendar } from './clock/workdays.ts'
import type { Erased, RouteVersion, Who } from './decide/facts.ts'
import type { Office } from './decide/office.ts'
import type { Desk } from './desk.ts'
import type { Entrance } from './entrance.ts'
import type { FigureSet } from './figures/define.ts'
import type { ActId, Ids, MatterId, PersonId } from './ids.ts'
import type { Rules } from './rules/in-force.ts'
import type { Instant } from './time.ts'
import type { Tx } from './write/tx.ts'

/** Where long sums are done: between short transactions, never in one. */
export interface JobPlace extends Pick<Ctx, 'office' | 'rules' | 'ids' | 'now'> {
  readonly inTx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
}
/** What a desk does by itself, over and over. Asked again it does nothing twice. Both @return how many it did */
export type DeskJob = {
  /** `letters.weekly`; its words stand in the shell's status page. */
  readonly key: string
  readonly every: 'hour' | 'night'
} & (
  | {
      /** In one transaction, as whoever holds the standing duty of the desk, marked as the system. */
      run(ctx: Ctx): Promise<number>
    }
  | { aside(place: JobPlace): Promise<number> }
)
/** A desk as `app/desks.ts` registers it: its declaration, and the set-based `load` and `save` of its tables. */
export interface DeskEntry {
  readonly desk: Desk
  load(tx: Tx, matters: readonly MatterId[]): Promise<ReadonlyMap<MatterId, unknown>>
  save(tx: Tx, rows: readonly { readonly matter: MatterId; readonly detail: unknown }[]): Promise<void>
  /** 依法删除, set-based: what of the desk's own is that text or was made from it (a title's pieces, a draft of the answer). Called for every text erased, the kernel's too. */
  erase?(tx: Tx, rows: readonly Erased[]): Promise<void>
  /**
   * Asked before somebody leaves: how many papers, keys, things of this desk he still has. A desk that lends nothing does not answer;
   * where no desk answers, nobody has been asked, and the page says so. Rule: R-D50
   */
  unreturned?(tx: Tx, person: PersonId): Promise<number>
  /** 办理情况: what this desk counts (kernel/figures). */
  readonly figures?: FigureSet
  readonly jobs?: readonly DeskJob[]
  /** 收发窗口: what this desk takes in. Rule: GN-02 */
  readonly entrances?: readonly Entrance[]
}
export type DeskRegistry = ReadonlyMap<string, DeskEntry>

/** Seals personal data (contacts) and makes keyed hashes for exact look-up. Keys lie outside the database. */
export interface Box {
  seal(plain: string): string
  open(sealed: string): string
  /** Keyed hash of a normalised phone or name. */
  key(plain: string): string
}
export interface Ctx {
  readonly tx: Tx
  readonly who: Who
  readonly now: Instant
  readonly act: ActId
  readonly ids: Ids
  readonly desks: DeskRegistry
  readonly office: Office
  readonly calendar: Calendar
  readonly routes: ReadonlyMap<string, RouteVersion>
  readonly rules: Rules
  readonly box: Box
}
