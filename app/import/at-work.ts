/** An import asked for on the page, at work: the sheet is brought to where it can be read line by line, carried in, and what it came to is kept. Broken off, it is taken up again. */
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { importerOf } from '../../desks/letters/import.ts'
import { hasPower } from '../../kernel/decide/office.ts'
import type { PersonId } from '../../kernel/ids.ts'
import { loadStanding } from '../../kernel/people/load.ts'
import { addMillis, MINUTE } from '../../kernel/time.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../../platform/ctx/house.ts'
import { inAct } from '../../platform/ctx/transaction.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { PlainStop } from '../../platform/plain-stop.ts'
import { bringSheet, numbersFrom } from './bring-sheet.ts'
import type { LineFault } from './carry.ts'
import type { Columns, What } from './columns.ts'
import { countLines, type Line, linesOf } from './rows.ts'

export interface Place {
  readonly house: House
  readonly files: FileStore
  /** The data folder. */
  readonly data: string
}
interface Run {
  readonly id: string
  readonly what: What
  readonly desk: 'letters' | 'affairs'
  readonly source: string
  readonly digest: string
  readonly extension: 'xlsx' | 'csv' | 'jsonl'
  readonly sheet: string | null
  readonly number_form: string | null
  readonly columns: Columns
  readonly look: boolean
  readonly by: PersonId
}
/** What an import came to, as its row keeps it. */
export interface Kept {
  readonly lines: number
  readonly written: number
  readonly before: number
  readonly faults: readonly LineFault[]
  readonly byStage: Readonly<Record<string, number>>
  readonly byHolder: Readonly<Record<string, number>>
  readonly notUsed: readonly string[]
}
/** Silent for so long, it was broken off. */
export const SILENT = 2 * MINUTE
/** The house is closing: the import stops between two batches and goes on after the next start. */
class Closing extends Error {}

/** The file where it can be read, for as long as it is read. */
export async function withSheet<T>({ files, data }: Pick<Place, 'files' | 'data'>, digest: string, name: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = join(data, 'imports')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  try {
    await pipeline(await files.open(digest), createWriteStream(path, { mode: 0o600 }))
    return await work(path)
  } finally {
    await rm(path, { force: true })
  }
}

async function* headed(lines: AsyncIterable<Line>, heard: (headings: readonly string[]) => void, closing: AbortSignal): AsyncGenerator<Line> {
  let first = true
  for await (const line of lines) {
    if (closing.aborted) throw new Closing('the house is closing')
    if (first && typeof line.cells !== 'string') heard(Object.keys(line.cells))
    if (typeof line.cells !== 'string') first = false
    yield line
  }
}

async function carryIn(place: Place, asked: Run, path: string, closing: AbortSignal): Promise<Kept> {
  const { house } = place
  const { what, desk, columns, look, by, source } = asked
  const { office } = await inAct(house.pools.act, (tx) => loadStanding(tx))
  const now = house.clock.now()
  const username = office.persons.get(by)?.username ?? ''
  const importing = desk === 'affairs' ? importerOf({ office, now }, source) : importerOf({ office, now }, source, username)
  const number = numbersFrom(asked.number_form, desk)
  if (!importing || !number || (desk === 'affairs' && !hasPower(office, by, 'affairs.import', now)))
    throw new PlainStop('导入人已不再持有导入的权限。', 'Whoever asked for the import no longer holds the power.')
  const total = await countLines(path)
  const beat = (lines: number) =>
    inAct(house.pools.act, (tx) => run(tx, 'update import_run r set lines = $2, total = $3, beat_at = $4 where r.id = $1', [asked.id, lines, total, house.clock.now()]))
  await beat(0)
  let headings: readonly string[] = []
  let beating: Promise<unknown> = Promise.resolve()
  const heard = (found: readonly string[]) => {
    headings = found
  }
  const lines = headed(linesOf(path, asked.sheet ?? undefined), heard, closing)
  const { faults, ...brought } = await bringSheet(house, { what, desk, columns, lines, number, look }, importing, by, (n) => {
    beating = beating.then(() => beat(n))
  })
  await beating
  return { ...brought, faults: faults.slice(0, MOST_FAULTS), notUsed: headings.filter((heading) => !(heading in columns)) }
}
const MOST_FAULTS = 20_000

/** The work of one `import_run`; nothing where it has ended already. */
export async function importNow(place: Place, id: string, closing: AbortSignal): Promise<void> {
  const { house } = place
  const [asked] = await inAct(house.pools.act, (tx) =>
    run<Run>(
      tx,
      'select r.id, r.what, r.desk, r.source, r.digest, r.extension, r.sheet, r.number_form, r.columns, r.look, r.by from import_run r where r.id = $1 and r.ended_at is null',
      [id],
    ),
  )
  if (!asked) return
  const end = (fault: string | null, report: Kept | null) =>
    inAct(house.pools.act, (tx) =>
      run(tx, 'update import_run r set ended_at = $2, fault = $3, report = $4::json, lines = coalesce($5, r.lines) where r.id = $1 and r.ended_at is null', [
        id,
        house.clock.now(),
        fault,
        report && JSON.stringify(report),
        report?.lines ?? null,
      ]),
    )
  try {
    const kept = await withSheet(place, asked.digest, `${id}.${asked.extension}`, (path) => carryIn(place, asked, path, closing))
    await end(null, kept)
  } catch (error) {
    if (error instanceof Closing) throw error // tried again after the next start
    house.log.error({ import: id, error: (error as Error).message }, 'an import could not be carried through')
    await end(error instanceof PlainStop ? 'unreadable' : 'broken', null)
  }
}

/** Imports that fell silent, a program ended by force among them, are put in the queue again. What came in before is not brought twice. */
export async function resumeImports(house: House): Promise<void> {
  const now = house.clock.now()
  await inAct(house.pools.act, (tx) =>
    run(
      tx,
      `select graphile_worker.add_job('import', json_build_object('run', r.id), job_key := 'import:' || r.id, max_attempts := 3)
       from import_run r where r.ended_at is null and coalesce(r.beat_at, r.at) < $1`,
      [addMillis(now, -SILENT)],
    ),
  )
}
