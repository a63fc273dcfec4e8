/** Uploads on their way to a matter: what an act names in `files` becomes `file` rows of its matter, with the same ids. */

import type { FileRow } from '../decide/rows.ts'
import type { ActId, FileId, Ids, MatterId, PersonId } from '../ids.ts'
import { RefusalError, refuse } from '../refusal.ts'
import { run, type Tx } from './tx.ts'

interface Upload {
  readonly id: FileId
  readonly digest: string
  readonly name: string
  readonly kind: string
  readonly size: number
}

/**
 * Takes the uploads of this person out of waiting, as rows for `file`. Call it once per act, before `write`; rolled back with the act.
 * @param by whoever uploaded them: the person at the keyboard, not the one in whose name is recorded
 * @throws RefusalError `kernel.no-such-file`: unknown, already used, or another's — all the same answer
 */
export async function takeUploads(tx: Tx, ids: readonly FileId[], by: PersonId, at: { readonly matter: MatterId; readonly act: ActId; readonly ids: Ids }): Promise<FileRow[]> {
  if (ids.length === 0) return []
  const wanted = [...new Set(ids)]
  const rows = await run<Upload>(tx, 'delete from upload u where u.id = any ($1::uuid[]) and u.by = $2 returning u.id, u.digest, u.name, u.kind, u.size', [wanted, by])
  if (rows.length !== wanted.length) throw new RefusalError(refuse('kernel.no-such-file', { n: wanted.length - rows.length }, 422))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return wanted.flatMap((id) => {
    const upload = byId.get(id)
    return upload ? [{ id, matter_id: at.matter, act_id: at.act, digest: upload.digest, name: upload.name, name_salt: at.ids.salt(), kind: upload.kind, size: upload.size }] : []
  })
}
