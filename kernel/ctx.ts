/** What an act is handed: the transaction, who acts, one `now`, ids, and the registry of desks. Nothing else is in the air. */
import type { KeptPaper } from './archive.ts'
import type { Calendar } from './clock/workdays.ts'
import type { Erased, MatterFacts, RouteVersion, Who } from './decide/facts.ts'
import type { Office } from './decide/office.ts'
import type { Desk } from './desk.ts'
import type { Entrance } from './entrance.ts'
import type { FigureSet } from './figures/define.ts'
import type { ActId, Ids, MatterId, PersonId } from './ids.ts'
import type { Rules } from './rules/in-force.ts'
import type { Instant, OfficeDate } from './time.ts'
import type { Language } from './words.ts'
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
/** One of these numbers; one that begins so; of these matters. Newest first, and no more than `most`. */
export interface NumbersAsked {
  readonly numbers?: readonly string[]
  readonly begins?: string
  readonly matters?: readonly MatterId[]
  readonly most: number
}
export interface PaperNumber {
  readonly matter: MatterId
  readonly number: string
  /** 撤销、废止: since when. */
  readonly endedOn: OfficeDate | null
}
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
  /** 归档: what of closed matters is to be kept; those it does not answer for are not. A desk without it keeps nothing. Rule: R-A01 */
  keeps?(ctx: Pick<Ctx, 'tx' | 'office' | 'who' | 'now'>, matters: readonly MatterId[]): Promise<ReadonlyMap<MatterId, KeptPaper>>
  /** Matters of any desk that bear this number of this desk's making (档号); whoever asks has not yet been asked whether he may see them. */
  bearing?(tx: Tx, number: string): Promise<readonly MatterId[]>
  /** 办理情况: what this desk counts (kernel/figures). */
  readonly figures?: FigureSet
  readonly jobs?: readonly DeskJob[]
  /**
   * What the desk writes of its own beside moves of a matter, in the same transaction, whoever set them off and wherever: a page, the tray, a link. For a move that
   * follows by a rule from another's act and so has no handler of its own.
   */
  after?(ctx: Ctx, matter: MatterId, moves: readonly string[]): Promise<void>
  /** 我的表: the columns only this desk has, as texts, with their widths in characters; their heads are its words `ownColumns`. Asked for lines their reader has been shown. Rule: product §6 */
  readonly columns?: {
    readonly widths: Readonly<Record<string, number>>
    cells(ctx: Ctx, matters: readonly MatterId[], language: Language): Promise<ReadonlyMap<MatterId, Readonly<Record<string, string>>>>
  }
  /** What a paper of this desk says of itself: number, who issued it, when. Asked when it is taken into the 制度政策库. Rule: BZ-27 */
  paper?(detail: unknown): { readonly number: string | null; readonly issuer: string; readonly issuedOn: OfficeDate | null } | null
  /** Papers of this desk by the 文号 they bear: for whoever cites one. Whoever asks has not yet been asked whether he may see them. Rule: BZ-27 */
  bearingNumber?(tx: Tx, asked: NumbersAsked): Promise<readonly PaperNumber[]>
  /** 稿: may this person write the text of this matter now? By its state and who holds what. A desk without it has no drafts. */
  mayWriteDraft?(facts: MatterFacts, eyes: Pick<Ctx, 'office' | 'who' | 'now'>): boolean
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
