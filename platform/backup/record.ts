/** What became of each backup, and the settings of the nightly one. */
import type { Instant } from '../../kernel/time.ts'
import { run, type Tx } from '../../kernel/write/tx.ts'
import { systemIds } from '../clock.ts'
import type { Made } from './make.ts'

export type RunKind = 'by_hand' | 'nightly' | 'upgrade' | 'tested'
export interface BackupRun {
  readonly kind: RunKind
  readonly at: Instant
  readonly ms: number
  readonly backup: string | null
  readonly path: string | null
  readonly size: number | null
  readonly sha256: string | null
  readonly rows: number | null
  readonly files: number | null
  readonly missing: number
  /** null: it went well. */
  readonly fault: string | null
}
const nothing = { backup: null, path: null, size: null, sha256: null, rows: null, files: null, missing: 0 }

export const runOf = (kind: RunKind, made: Made, at: Instant, ms: number): BackupRun => ({
  kind,
  at,
  ms: Math.round(ms),
  backup: made.id,
  path: made.path,
  size: made.size,
  sha256: made.sha256,
  rows: made.rows,
  files: made.files,
  missing: made.missing.length + made.spoiled.length,
  fault: null,
})
export const failedRun = (kind: RunKind, at: Instant, ms: number, error: unknown): BackupRun => ({
  ...nothing,
  kind,
  at,
  ms: Math.round(ms),
  fault: String((error as { code?: unknown }).code ?? (error as Error).message ?? error).slice(0, 200),
})

export async function noteRun(tx: Tx, said: BackupRun): Promise<void> {
  await run(tx, 'insert into backup_run (id, kind, at, ms, backup, path, size, sha256, rows, files, missing, fault) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', [
    systemIds(() => said.at).next<string>(),
    said.kind,
    said.at,
    said.ms,
    said.backup,
    said.path,
    said.size,
    said.sha256,
    said.rows,
    said.files,
    said.missing,
    said.fault,
  ])
}
/** The newest of each kind, well or not, and the newest that went well. */
export async function lastRuns(tx: Tx): Promise<readonly BackupRun[]> {
  return run<BackupRun>(
    tx,
    `select kind, at, ms, backup, path, size, sha256, rows, files, missing, fault from (
       select b.*, row_number() over (partition by b.kind, b.fault is null order by b.at desc) as place from backup_run b) newest
     where place = 1 order by at desc`,
    [],
  )
}
