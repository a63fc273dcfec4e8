/** `import letters`, `import register`: letters answered long ago. Of a register the scans come too, found by file name. */
import { createReadStream } from 'node:fs'
import { type Importing, importedAlready, importerOf, importLetters } from '../../desks/letters/import.ts'
import { type OldLetter, oldLetter } from '../../desks/letters/import-row.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { isRefusal, type Refusal, RefusalError } from '../../kernel/refusal.ts'
import { nameHoldsMark } from '../../kernel/secret-mark.ts'
import { systemIds } from '../../platform/clock.ts'
import type { House } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import { judgeInside } from '../../platform/files/inside/judge.ts'
import { type FileStore, lookAt, type Stored } from '../../platform/files/store.ts'
import { UPLOAD_LIMIT } from '../../platform/http/serving.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { type Carried, type Carrier, carry, type Landed } from './carry.ts'
import { linesOf } from './rows.ts'
import type { Scan, Scans } from './scans.ts'

/** @throws PlainStop where nobody holds the power to enter old letters */
export async function mustImport(house: House, source: string, as: string | undefined): Promise<Importing> {
  const by = await inAct(house.pools.act, async (tx) => importerOf({ ...(await loadStanding(tx)), now: house.clock.now() }, source, as))
  if (!by) throw new PlainStop('没有人持有“导入旧台账”的权限（来信来电科科长）。', 'Nobody holds the power to import old letters (head of the letters division).')
  return by
}
const said = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

export interface Register {
  readonly scans: Scans
  readonly store: FileStore
  /** Told of every row without a scan. */
  readonly bare: (id: string) => void
}
/** Its scans, in the store; of a dry run only looked at. @returns what the store would say of the first that is not taken */
async function filesOf(store: FileStore, scans: readonly Scan[], look: boolean): Promise<NonNullable<OldLetter['files']> | Refusal> {
  const files = []
  for (const { name, path } of scans) {
    try {
      const judge = async (at: string, { kind }: Stored) => {
        const no = await judgeInside({ path: at, kind: kind.kind, name })
        if (no) throw new RefusalError(no)
      }
      const { digest, size, kind } = look ? await lookAt(path, UPLOAD_LIMIT) : await store.put(createReadStream(path), UPLOAD_LIMIT, judge)
      if (look) await judge(path, { digest, size, kind })
      files.push({ digest, size, kind: kind.kind, name })
    } catch (error) {
      if (error instanceof RefusalError) return error.refusal
      throw error
    }
  }
  return files
}

/** @param register the folder's scans and where they are kept; none for `import letters` */
export function lettersCarrier(by: Importing, register?: Register): Carrier<OldLetter> {
  const scansOf = new Map<string, readonly Scan[]>()
  return {
    idOf: (cells) => said(cells.id) || said(cells.number),
    parse(cells, now) {
      const found = register?.scans.of([said(cells.scan), said(cells.number), said(cells.id)]) ?? []
      if (found.length === 0) register?.bare(said(cells.number) || said(cells.id))
      const row = oldLetter(cells, now, found.length > 0)
      if (typeof row === 'string') return row
      if (found.some(({ name }) => nameHoldsMark(name))) return 'secret-mark'
      if (found.length > 0) scansOf.set(row.id, found)
      return row
    },
    keyOf: (row) => row.id,
    known: (ctx, rows) =>
      importedAlready(
        ctx,
        by.source,
        rows.map((row) => row.id),
      ),
    async land(ctx, rows, look) {
      const idsAt = (at: Parameters<Parameters<typeof importLetters>[3]>[0]) => systemIds(() => at)
      const brought: OldLetter[] = []
      const refused: Landed<OldLetter>['refused'][number][] = []
      for (const row of rows) {
        const files = register ? await filesOf(register.store, scansOf.get(row.id) ?? [], look) : []
        if (isRefusal(files)) refused.push({ id: row.id, code: files.code, facts: files.facts })
        else brought.push(files.length > 0 ? { ...row, files } : row)
      }
      const landed = await importLetters(ctx, by, brought, idsAt, look)
      return { done: landed.done, refused: [...refused, ...landed.refused] }
    },
  }
}

/**
 * @param as user name of whoever enters them; default the first who holds the power
 * @param progress lines done so far
 */
export async function importFile(house: House, path: string, source: string, as: string | undefined, progress: (lines: number) => void): Promise<Carried> {
  const by = await mustImport(house, source, as)
  return carry(house, by.person, lettersCarrier(by), linesOf(path), false, { progress })
}
