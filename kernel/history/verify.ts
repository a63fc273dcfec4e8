/**
 * `huiyin verify`: can this history be trusted, and if not, where exactly. Against a database or an export alone. What it proves: nothing sealed
 * changed unnoticed by anyone who holds an older signed seal; unsealed seconds, and a forger with every copy and the key, are outside the claim.
 */
import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { type ChainFault, type Walked, walkChain } from './chain.ts'
import { compareDrafts } from './compare-drafts.ts'
import { databaseSource, oneMoment, queryOf } from './from-database.ts'
import { compareGuards, type GuardFault, type GuardList } from './guards.ts'
import { type Difference, replayBundle } from './replay.ts'
import { keyName, readSigned, type SignedSeal, signatureHolds } from './sign.ts'
import type { HistorySource } from './source.ts'

export type Fault =
  | ChainFault
  | GuardFault
  | Difference
  | { readonly kind: 'signed-seal-differs' | 'signed-seal-gone' | 'signature-false'; readonly seal: number; readonly file: string }
  /** A file of an export is not as its manifest says. */
  | { readonly kind: 'file-changed' | 'file-missing'; readonly file: string }
export interface Verified extends Walked {
  readonly matters: number
  /** Signed seals compared; 0: nothing outside the database vouches for it. */
  readonly signed: number
  /** The newest signed seal that is as it was signed. */
  readonly vouched: { readonly no: number; readonly signed_at: string } | null
  readonly faults: readonly Fault[]
  /** More faults than are listed. */
  readonly more: number
}
export type Stage = 'guards' | 'chain' | 'rows'
export interface VerifyOptions {
  /** Ed25519 public key, kept outside. */
  readonly publicKey?: KeyObject | null
  /** Folder or file of signed seals. */
  readonly signed?: string | null
  readonly progress?: (stage: Stage, done: number, total: number | null) => void
  /** Faults listed at most; the rest are counted. */
  readonly limit?: number
}

function collector(limit: number) {
  const faults: Fault[] = []
  let more = 0
  const add = (fault: Fault) => {
    if (faults.length < limit) faults.push(fault)
    else more++
  }
  return { faults, add, more: () => more }
}

/** Signed seals by number; those whose signature does not hold are faults. */
async function signedSeals(options: VerifyOptions, add: (fault: Fault) => void): Promise<Map<number, SignedSeal & { file: string }>> {
  const byNo = new Map<number, SignedSeal & { file: string }>()
  if (!options.signed) return byNo
  for await (const { file, seal } of readSigned(options.signed)) {
    if (!seal) continue
    if (options.publicKey && (seal.key !== keyName(options.publicKey) || !signatureHolds(options.publicKey, seal))) {
      add({ kind: 'signature-false', seal: seal.no, file })
      continue
    }
    const known = byNo.get(seal.no)
    if (known && known.hash !== seal.hash) add({ kind: 'signed-seal-differs', seal: seal.no, file })
    else byNo.set(seal.no, { ...seal, file })
  }
  return byNo
}

/** Walks the chain, compares signed seals, replays every matter. @param add receives faults found before (guards, files) */
export async function verifySource(source: HistorySource, options: VerifyOptions = {}, before: readonly Fault[] = []): Promise<Verified> {
  const { faults, add, more } = collector(options.limit ?? 1000)
  for (const fault of before) add(fault)
  const counts = await source.counts()
  const signed = await signedSeals(options, add)
  const compared = signed.size
  let vouched: Verified['vouched'] = null
  const walked = await walkChain(
    source,
    add,
    (seal) => {
      const copy = signed.get(seal.no)
      if (!copy) return
      signed.delete(seal.no)
      if (copy.hash !== seal.hash.toString('hex') || copy.at !== seal.at || copy.suite !== seal.suite) add({ kind: 'signed-seal-differs', seal: seal.no, file: copy.file })
      else if (options.publicKey) vouched = { no: seal.no, signed_at: copy.signed_at }
    },
    (events) => options.progress?.('chain', events, counts.events),
  )
  for (const copy of signed.values()) add({ kind: 'signed-seal-gone', seal: copy.no, file: copy.file })
  let matters = 0
  for await (const bundle of source.bundles()) {
    for (const difference of replayBundle(bundle)) add(difference)
    matters += bundle.matters.size
    options.progress?.('rows', matters, counts.matters)
  }
  return { ...walked, matters, signed: compared, vouched, faults, more: more() }
}

/** @param client any connection that may read everything (the acting role, or the owner), outside a transaction */
export function verifyDatabase(client: pg.ClientBase, guards: GuardList, options: VerifyOptions = {}): Promise<Verified> {
  return oneMoment(client, async () => {
    options.progress?.('guards', 0, null)
    const found = await compareGuards(client, guards)
    return verifySource(databaseSource(client), options, [...found, ...(await compareDrafts(queryOf(client)))])
  })
}
