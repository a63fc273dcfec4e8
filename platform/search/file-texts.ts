/** Takes the words out of attachments, one after another, beside the acts; what they say is kept apart from the file and goes with it. */
import type { MatterId } from '../../kernel/ids.ts'
import { run } from '../../kernel/write/tx.ts'
import type { House } from '../ctx/house.ts'
import { inAct } from '../ctx/transaction.ts'
import { type FileSays, readInside } from '../files/inside/read.ts'
import type { FileStore } from '../files/store.ts'

interface Waiting {
  readonly id: string
  readonly matter: MatterId
  readonly digest: string
  readonly name: string | null
}
const next = `select t.file_id as id, t.matter_id as matter, f.digest, f.name from file_text t join file f on f.id = t.file_id where t.state = 'waiting' order by t.file_id limit 1`

async function say(files: FileStore, { digest, name }: Waiting): Promise<FileSays> {
  if (!(await files.has(digest))) return { read: false }
  const parts: Buffer[] = []
  for await (const part of await files.open(digest)) parts.push(part as Buffer)
  return readInside(Buffer.concat(parts), name ?? '')
}
/** What was marked and got in before the gate looked inside is not copied once more. */
function stateOf(says: FileSays): { state: 'done' | 'cut' | 'failed' | 'none'; text: string | null; pages: number | null } {
  if (!says.read || says.marked) return { state: 'failed', text: null, pages: null }
  const { pages } = says
  if (says.text === '') return { state: 'none', text: null, pages }
  return { state: says.cut ? 'cut' : 'done', text: says.text, pages }
}
/** @returns how many were read, or found unreadable */
export async function readWaitingFiles(house: House, files: FileStore, ending?: AbortSignal): Promise<number> {
  let n = 0
  while (!ending?.aborted) {
    const [file] = await inAct(house.pools.act, (tx) => run<Waiting>(tx, next, []))
    if (!file) break
    const says = await say(files, file)
    if (!says.read || says.marked) house.log.warn({ file: file.id, marked: says.read }, 'no text was taken from a file')
    const { state, text, pages } = stateOf(says)
    await inAct(house.pools.act, async (tx) => {
      // erased meanwhile: there is no line to write to
      const kept = await run(tx, `update file_text t set state = $2, text = $3, at = $4, pages = $5 where t.file_id = $1 and t.state = 'waiting' returning t.file_id`, [
        file.id,
        state,
        text,
        house.clock.now(),
        pages,
      ])
      if (kept.length > 0 && text !== null) await run(tx, 'insert into search_due (matter_id) values ($1)', [file.matter])
    })
    n++
  }
  return n
}
